// @ts-check
/** `npm run build`: what `npm start` would do before it serves, for an image made once. */
import { Refusal } from '../lib/server/postgres/refusal.mjs';
import { checkNode, ensureClient, ensureDependencies } from './start/dependencies.mjs';
import { stop, stopOnSignals, stopping } from './start/supervisor.mjs';

stopOnSignals();
try {
  checkNode();
  await ensureDependencies();
  await ensureClient();
  const { ensureBuild } = await import('./start/build.mjs');
  await ensureBuild();
  await stop(0);
} catch (error) {
  if (!stopping()) {
    console.error(error instanceof Refusal ? error.message : error);
    await stop(1);
  }
}
