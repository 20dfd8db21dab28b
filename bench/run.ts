/** `npm run bench [-- conversion toggle …]`: ratios in one run, as Markdown. Docs: docs/performance.md. */
import os from 'node:os';
import { conversion } from './conversion';
import { toggle } from './toggle';

const BENCHES: Record<string, () => Promise<string>> = { conversion, toggle };

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in BENCHES));
if (unknown.length > 0) {
  console.error(`No bench called ${unknown.join(', ')}. There are: ${Object.keys(BENCHES).join(', ')}.`);
  process.exit(2);
}
const [cpu] = os.cpus();
console.log(
  `${os.availableParallelism()} × ${cpu?.model.trim() ?? 'unknown processor'}, ${Math.round(os.totalmem() / 2 ** 30)} GiB, Node ${process.version}\n`,
);
for (const name of asked.length > 0 ? asked : Object.keys(BENCHES)) console.log(`${await BENCHES[name]?.()}\n`);
