// @ts-check
/**
 * `npm run rules`: the import rules hold, and would be noticed if they did not: the fixture that
 * breaks one must be reported. (dependency-cruiser passes silently when it finds no files.)
 */
import { cruise } from 'dependency-cruiser';
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config';
import config from '../.dependency-cruiser.mjs';

const FIXTURE = 'lib/domain/import-rules.fixture.ts';
const FOLDERS = ['app', 'components', 'lib', 'prisma', 'scripts', 'instrumentation.ts', 'proxy.ts'];

/** @type {any} the configuration file's types are a little wider than the function's */
const { options, ...ruleSet } = config;
const { output } = await cruise(
  FOLDERS,
  { ...options, validate: true, ruleSet },
  {},
  { tsConfig: extractTSConfig('tsconfig.json') },
);
if (typeof output === 'string') throw new Error('dependency-cruiser answered with text');

const { violations, totalCruised } = output.summary;
const broken = violations.filter(({ from, rule }) => from !== FIXTURE && rule.severity === 'error');
for (const { rule, from, to } of broken) console.error(`${rule.name}: ${from} → ${to}`);
const noticed = violations.some(({ from, rule }) => from === FIXTURE && rule.name === 'domain-is-pure');
if (!noticed) console.error(`${FIXTURE} breaks the rules and was not reported: the rules are not being checked.`);
console.log(`${totalCruised} modules, ${broken.length} broken import rules`);
process.exitCode = broken.length === 0 && noticed ? 0 : 1;
