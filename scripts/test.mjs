// @ts-check
/**
 * `npm test`: from a fresh clone to totals, with one command. Every stage runs, also after one that
 * fails; the last line counts all tests, a static check as one.
 */
import { Refusal } from '../lib/server/postgres/refusal.mjs';
import { checkNode, ensureClient, ensureDependencies } from './start/dependencies.mjs';
import { stop, stopOnSignals } from './start/supervisor.mjs';

stopOnSignals();
try {
  checkNode();
  await ensureDependencies();
  await ensureClient();
  const { runStages } = await import('./test/stages.mjs');
  process.exitCode = (await runStages(process.argv.slice(2))) ? 0 : 1;
} catch (error) {
  console.error(error instanceof Refusal ? error.message : error);
  await stop(1);
}
