// @ts-check
/**
 * `npm test`: every check there is, on a fresh clone too. A stage that fails hides none after it;
 * the last line counts the tests of vitest and Playwright, and one for each other check.
 */
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { Refusal } from '../lib/server/postgres/refusal.mjs';
import { checkNode, ensureClient, ensureDependencies, cached } from './start/dependencies.mjs';
import { root } from './start/settings.mjs';
import { launch, onStop, stop, stopOnSignals, stopping } from './start/supervisor.mjs';

/** @typedef {{ passed: number, failed: number, skipped: number }} Count */

const NOTHING = { passed: 0, failed: 0, skipped: 0 };
const RESULTS = cached('test-results');
/** Tests choose their own database and settings. */
const OWN = ['DATABASE_URL', 'AUTH_URL', 'MEIPI_DATA', 'PORT', 'E2E_BASE_URL'];

/** @param {string} name */
const program = (name) => path.join(root, 'node_modules', name);

stopOnSignals();
for (const name of OWN) delete process.env[name];
try {
  checkNode();
  await ensureDependencies({ forTests: true });
  await ensureClient();
  rmSync(RESULTS, { recursive: true, force: true });
  mkdirSync(RESULTS, { recursive: true });
  const total = await runAll();
  const skipped = total.skipped ? `, ${total.skipped} skipped` : '';
  onStop(() => console.log(`${total.passed} passed, ${total.failed} failed${skipped}`));
  await stop(total.failed ? 1 : 0);
} catch (error) {
  if (!stopping()) {
    console.error(error instanceof Refusal ? error.message : error);
    onStop(() => console.log('0 passed, 1 failed'));
    await stop(1);
  }
}

/** @returns {Promise<Count>} */
async function runAll() {
  const stages = [
    () => check('types', [program('next/dist/bin/next'), 'typegen'], [program('typescript/bin/tsc'), '--noEmit']),
    () => check('lint', [program('eslint/bin/eslint.js'), '.', '--max-warnings=0']),
    () => check('format', [program('prettier/bin/prettier.cjs'), '--check', '--log-level=warn', '.']),
    () => check('import rules', [path.join(root, 'scripts/import-rules.mjs')]),
    () => check('unused code', [program('knip/bin/knip.js')]),
    () => vitest('unit'),
    build,
    () => vitest('database'),
    browser,
  ];
  let total = NOTHING;
  for (const stage of stages) total = add(total, await stage());
  return total;
}

/**
 * Commands that together are one check.
 * @param {string} name
 * @param {string[][]} commands
 */
async function check(name, ...commands) {
  for (const command of commands) if (!(await runStage(name, command))) return { ...NOTHING, failed: 1 };
  return { ...NOTHING, passed: 1 };
}

/** The start's own tests and the browser tests serve this build. */
async function build() {
  headline('build');
  const { ensureBuild } = await import('./start/build.mjs');
  try {
    await ensureBuild();
    return { ...NOTHING, passed: 1 };
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return { ...NOTHING, failed: 1 };
  }
}

/** @param {string} project */
async function vitest(project) {
  const file = path.join(RESULTS, `${project}.json`);
  const reports = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const passed = await runStage(project, [program('vitest/vitest.mjs'), 'run', `--project=${project}`, ...reports]);
  return counted(passed, file, (report) => ({
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests + report.numTodoTests,
  }));
}

async function browser() {
  const { ensureBrowser } = await import('./browser.mjs');
  try {
    ensureBrowser();
  } catch (error) {
    headline('browser');
    console.error(error instanceof Error ? error.message : error);
    return { ...NOTHING, failed: 1 };
  }
  const file = path.join(RESULTS, 'browser.json');
  const command = [program('@playwright/test/cli.js'), 'test', '--reporter=list,json'];
  const passed = await runStage('browser', command, { PLAYWRIGHT_JSON_OUTPUT_FILE: file });
  return counted(passed, file, ({ stats }) => ({
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky,
    skipped: stats.skipped,
  }));
}

/**
 * @param {boolean} passed whether the runner said so
 * @param {string} file its report
 * @param {(report: any) => Count} read
 * @returns {Count} a runner that fails without a failed test (a crash, an unreadable file) counts as one
 */
function counted(passed, file, read) {
  let count = NOTHING;
  try {
    count = read(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return { ...NOTHING, failed: 1 };
  }
  return passed || count.failed ? count : { ...count, failed: 1 };
}

/**
 * @param {string} name
 * @param {string[]} command
 * @param {Record<string, string>} [env]
 */
async function runStage(name, command, env = {}) {
  headline(name);
  return (await launch(process.execPath, command, { env: { NEXT_TELEMETRY_DISABLED: '1', ...env } }).ended) === null;
}

/** @param {string} name */
function headline(name) {
  console.log(`\n── ${name} ${'─'.repeat(Math.max(3, 70 - name.length))}`);
}

/**
 * @param {Count} one
 * @param {Count} two
 * @returns {Count}
 */
function add(one, two) {
  return {
    passed: one.passed + two.passed,
    failed: one.failed + two.failed,
    skipped: one.skipped + two.skipped,
  };
}
