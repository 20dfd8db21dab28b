// @ts-check
/**
 * `npm start` and `npm run dev`: from a fresh clone to a served app, with one command. Only Node's
 * own modules up to the point where the dependencies are there.
 *
 *   PORT          3000
 *   DATABASE_URL  a PostgreSQL (15+) of yours; without it an embedded one runs in the data folder
 *   MEIPI_DATA    the data folder: .data, with --dev .data-dev
 *   AUTH_URL      the address people type, when a proxy stands in front
 */
import { Refusal } from '../lib/server/postgres/refusal.mjs';
import { checkNode, ensureDependencies, ensureClient } from './start/dependencies.mjs';
import { readSettings } from './start/settings.mjs';
import { stop, stopOnSignals, stopping } from './start/supervisor.mjs';

stopOnSignals();
try {
  checkNode();
  const settings = readSettings(process.argv.slice(2));
  await ensureDependencies();
  await ensureClient();
  const { serve } = await import('./start/serve.mjs');
  await serve(settings);
} catch (error) {
  // Being stopped half-way breaks whatever step was on its way: that is no failure of it.
  if (!stopping()) {
    console.error(error instanceof Refusal ? error.message : error);
    await stop(1);
  }
}
