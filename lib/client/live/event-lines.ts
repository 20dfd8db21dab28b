import type { LiveEvent } from '@/lib/contract/events';

/** What a stream tells at once: from where to go on, and maybe what happened. */
export interface Told {
  readonly at: number;
  readonly event: LiveEvent | null;
}

/** Reads server-sent events as our server writes them, from text that comes in pieces of any size. */
export function eventLines(): (piece: string) => Told[] {
  let rest = '';
  return (piece) => {
    const whole = (rest + piece).split('\n\n');
    rest = whole.pop() ?? '';
    return whole.flatMap(toldBy);
  };
}

function toldBy(lines: string): Told[] {
  const fields = new Map(lines.split('\n').map((line) => [line.slice(0, line.indexOf(':')), valueOf(line)]));
  const [id, data] = [fields.get('id'), fields.get('data')];
  if (id === undefined) return [];
  return [{ at: Number(id), event: data === undefined ? null : (JSON.parse(data) as LiveEvent) }];
}

const valueOf = (line: string): string => line.slice(line.indexOf(':') + 1).trimStart();
