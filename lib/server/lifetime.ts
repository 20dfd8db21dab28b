import 'server-only';

/**
 * Ends this process when the one that started it is gone without a word (`kill -9`): a server that
 * nobody watches would keep the port and talk to a database that is about to go.
 */
export function endWithStarter(): void {
  if (!process.connected) return;
  process.once('disconnect', () => {
    console.error('Whoever started this server is gone: stopping.');
    process.exit(1);
  });
  process.channel?.unref();
}
