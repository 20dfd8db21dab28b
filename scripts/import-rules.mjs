/**
 * The arrows of the house, checked by dependency-cruiser: the tree must obey them, and the fixture
 * that breaks one must be reported — a checker that reads nothing also reports nothing.
 */
import { cruise } from 'dependency-cruiser';
import extractDepcruiseConfig from 'dependency-cruiser/config-utl/extract-depcruise-config';
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config';

const FIXTURE = 'lib/domain/import-rules.fixture.ts';
const EXPECTED_RULE = 'domain-is-pure';

const config = await extractDepcruiseConfig('./.dependency-cruiser.mjs');
const { output } = await cruise(
  ['app', 'components', 'lib', 'prisma', 'scripts', 'e2e'],
  { ...config.options, ruleSet: config, validate: true },
  undefined,
  { tsConfig: extractTSConfig('./tsconfig.json') },
);
const { violations, totalCruised } = output.summary;
const [expected, broken] = [
  violations.filter((violation) => violation.from === FIXTURE),
  violations.filter((violation) => violation.from !== FIXTURE),
];
for (const { rule, from, to } of broken) console.error(`${rule.name}: ${from} → ${to}`);
const caught = expected.some((violation) => violation.rule.name === EXPECTED_RULE);
if (!caught) console.error(`The rules were not applied: ${FIXTURE} breaks “${EXPECTED_RULE}” and was not reported.`);
console.log(`${totalCruised} modules, ${broken.length} broken rules; the fixture was ${caught ? 'caught' : 'missed'}`);
process.exitCode = broken.length === 0 && caught ? 0 : 1;
