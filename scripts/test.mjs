// @ts-check
/**
 * `npm test [-- STAGE…]`: from a fresh clone to totals, with one command. Every stage runs, also
 * after one that fails; the last line counts all tests, a static check as one.
 */
import { Refusal } from '../lib/server/postgres/refusal.mjs';
import { checkNode, ensureClient, ensureDependencies } from './start/dependencies.mjs';
import { stop, stopOnSignals, stopping } from './start/supervisor.mjs';

/** Tests choose their own database and settings. */
const OWN = ['DATABASE_URL', 'AUTH_URL', 'MEIPI_DATA', 'PORT', 'E2E_BASE_URL'];

stopOnSignals();
for (const name of OWN) delete process.env[name];
try {
  checkNode();
  await ensureDependencies({ forTests: true });
  await ensureClient();
  const { runStages } = await import('./test/stages.mjs');
  await stop((await runStages(process.argv.slice(2))) ? 0 : 1);
} catch (error) {
  if (!stopping()) {
    console.error(error instanceof Refusal ? error.message : error);
    console.log('\n0 passed, 1 failed');
    await stop(1);
  }
}
