import 'server-only';
import type { LiveEvent } from '@/lib/contract/events';
import type { Receiver } from './deliver';
import type { LiveHub, Streaming } from './hub';

/** Bytes that wait for a receiver who does not read; one more event, and they are cut off. */
const PATIENCE = 64_000;
/** Milliseconds after which a plain EventSource tries again. */
const RETRY = 3_000;

type Start = Pick<Receiver, 'session' | 'articles' | 'at'>;

/** A stream of server-sent events, until the receiver goes, their session ends, or the hub closes. */
export function eventStream(hub: LiveHub, start: Start, signal: AbortSignal): Response {
  const encoder = new TextEncoder();
  let stream: Streaming | null = null;
  const body = new ReadableStream<Uint8Array>(
    {
      start: (controller) => {
        const end = () => {
          if (!stream) return;
          hub.remove(stream);
          stream = null;
          try {
            controller.close();
          } catch {
            // The receiver was faster.
          }
        };
        const write = (text: string) => {
          if (!stream) return;
          if ((controller.desiredSize ?? 0) <= 0) return end();
          controller.enqueue(encoder.encode(text));
        };
        stream = {
          ...start,
          end,
          tell: (events) => write(events.map(lineOf).join('')),
          beat: () => stream && write(placeOf(stream.at)),
        };
        // At once, so that the receiver knows that it is heard, and from where to go on.
        write(`retry: ${RETRY}\n${placeOf(start.at)}`);
        hub.add(stream);
        signal.addEventListener('abort', end, { once: true });
        if (signal.aborted) end();
      },
      cancel: () => {
        if (stream) hub.remove(stream);
        stream = null;
      },
    },
    new ByteLengthQueuingStrategy({ highWaterMark: PATIENCE }),
  );
  return new Response(body, { headers: HEADERS });
}

const HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  // Compressed it would come in lumps, and so it would through a proxy that collects.
  'cache-control': 'no-cache, no-transform',
  'x-accel-buffering': 'no',
};

const lineOf = (event: LiveEvent): string => `id: ${event.id}\ndata: ${JSON.stringify(event)}\n\n`;
/** An event without data tells nothing but its number. */
const placeOf = (at: number): string => `id: ${at}\n\n`;
