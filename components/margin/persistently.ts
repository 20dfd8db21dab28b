/** Milliseconds between two tries. */
const PAUSE = 3_000;

/**
 * Loads a part of the page however long the network is away. Until then the page goes on without it:
 * a failure would take down what is being read and written.
 */
export async function persistently<T>(load: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await load();
    } catch {
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
    }
  }
}
