// @ts-check
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { ensureBuild } from '../start/build.mjs';
import { cached } from '../start/dependencies.mjs';
import { root } from '../start/settings.mjs';
import { launch } from '../start/supervisor.mjs';
import { ensureBrowser } from '../browser.mjs';

/** @typedef {{ passed: number, failed: number, skipped: number, flaky?: number }} Totals `flaky`: of those passed, at a second try */
/** @typedef {{ name: string, run: () => Promise<Totals> }} Stage */

/** @type {readonly Stage[]} */
const STAGES = [
  { name: 'types', run: types },
  { name: 'lint', run: () => check('eslint/bin/eslint.js', ['.', '--max-warnings=0']) },
  { name: 'format', run: () => check('prettier/bin/prettier.cjs', ['--check', '--log-level=warn', '.']) },
  { name: 'rules', run: async () => one(await node(['scripts/import-rules.mjs'])) },
  { name: 'unused', run: () => check('knip/bin/knip.js', ['--no-progress']) },
  { name: 'unit', run: () => vitest('unit') },
  { name: 'build', run: async () => one(await ensureBuild().then(() => true, failed)) },
  { name: 'database', run: () => vitest('database') },
  { name: 'browser', run: playwright },
];

/** What the stage that runs has printed, as far as it was kept. */
let said = '';
/** Lines of a failed stage that are worth reading: a runner names its failures last. */
const LAST_LINES = 120;

/**
 * Runs the named stages, or all; prints totals last, and before them once more what a failed stage said: of a
 * long log, often only the end is kept.
 * @param {readonly string[]} names
 * @returns {Promise<boolean>} whether everything passed
 */
export async function runStages(names) {
  const unknown = names.find((name) => !STAGES.some((stage) => stage.name === name));
  if (unknown) {
    console.error(`There is no stage "${unknown}": choose from ${STAGES.map(({ name }) => name).join(', ')}.`);
    return false;
  }
  mkdirSync(path.join(root, '.cache'), { recursive: true });
  /** @type {(Totals & { name: string, seconds: number, said: string })[]} */
  const rows = [];
  for (const { name, run } of STAGES.filter((stage) => names.length === 0 || names.includes(stage.name))) {
    console.log(`\n── ${name} ──`);
    const begun = Date.now();
    said = '';
    const counted = await run();
    rows.push({ name, ...counted, seconds: Math.round((Date.now() - begun) / 1000), said });
  }
  for (const row of rows.slice(0, -1))
    if (row.failed && !process.stdout.isTTY)
      console.log(`\n── ${row.name}, once more ──\n${row.said.trimEnd().split('\n').slice(-LAST_LINES).join('\n')}`);
  const sum = rows.reduce((a, b) => ({
    ...b,
    passed: a.passed + b.passed,
    failed: a.failed + b.failed,
    skipped: a.skipped + b.skipped,
    flaky: (a.flaky ?? 0) + (b.flaky ?? 0),
  }));
  console.log('');
  for (const { name, seconds, ...counted } of rows)
    console.log(`${counted.failed ? '✗' : '✓'} ${name.padEnd(9)} ${inWords(counted)} (${seconds} s)`);
  console.log(`\n${inWords(sum)}`);
  return sum.failed === 0;
}

/** @param {Totals} totals */
const inWords = ({ passed, failed: bad, skipped, flaky }) =>
  [
    `${passed} passed`,
    `${bad} failed`,
    ...(skipped ? [`${skipped} skipped`] : []),
    ...(flaky ? [`${flaky} flaky (passed at a second try)`] : []),
  ].join(', ');

/** @param {unknown} error */
const failed = (error) => complain(error instanceof Error ? error.message : String(error));

/**
 * @param {string} words
 * @returns {false}
 */
const complain = (words) => {
  said += `${words}\n`;
  console.error(words);
  return false;
};

/**
 * @param {boolean} ok
 * @returns {Totals}
 */
const one = (ok) => ({ passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 });

/**
 * A dependency's own program.
 * @param {string} program
 * @param {string[]} args
 */
const check = async (program, args) => one(await node([path.join('node_modules', program), ...args]));

/** A fresh clone has neither Next's own types nor those of its routes. */
async function types() {
  const generated = await check('next/dist/bin/next', ['typegen']);
  return generated.failed ? generated : check('typescript/bin/tsc', ['--noEmit']);
}

/**
 * @param {string[]} args
 * @param {Record<string, string>} [env]
 * @returns {Promise<boolean>} whether it exited with 0
 */
async function node(args, env = {}) {
  // A terminal keeps everything, and shows what moves and has colours.
  const output = process.stdout.isTTY ? 'shown' : 'both';
  const child = launch(process.execPath, args, { env: { NEXT_TELEMETRY_DISABLED: '1', ...env }, output });
  const how = await child.ended;
  said += child.output();
  return how === null || complain(`Ended with ${how}.`);
}

/**
 * Totals of a runner's JSON report. A runner that failed outside of any test counts as one failure,
 * and so does one that ran nothing.
 * @param {boolean} ok
 * @param {string} file
 * @param {(report: any) => Totals} read
 * @returns {Totals}
 */
function totals(ok, file, read) {
  try {
    const counted = read(JSON.parse(readFileSync(file, 'utf8')));
    const silent = counted.failed === 0 && (!ok || counted.passed === 0);
    return silent ? { ...counted, failed: 1 } : counted;
  } catch (error) {
    failed(error);
    return one(false);
  }
}

/** @param {string} project */
async function vitest(project) {
  const file = cached(`vitest-${project}.json`);
  rmSync(file, { force: true });
  const ok = await node([
    'node_modules/vitest/vitest.mjs',
    'run',
    '--project',
    project,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ]);
  return totals(ok, file, ({ numPassedTests, numFailedTests, numPendingTests, numTodoTests }) => ({
    passed: numPassedTests,
    failed: numFailedTests,
    skipped: numPendingTests + numTodoTests,
  }));
}

async function playwright() {
  const file = cached('playwright.json');
  rmSync(file, { force: true });
  try {
    ensureBrowser();
  } catch (error) {
    return one(failed(error));
  }
  const ok = await node(['node_modules/@playwright/test/cli.js', 'test', '--reporter=list,json'], {
    PLAYWRIGHT_JSON_OUTPUT_FILE: file,
  });
  return totals(ok, file, ({ stats }) => ({
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected,
    skipped: stats.skipped,
    flaky: stats.flaky,
  }));
}
