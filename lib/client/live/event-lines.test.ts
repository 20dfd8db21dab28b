import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eventLines } from './event-lines';

const stream =
  'retry: 3000\nid: 7\n\n' +
  'id: 9\ndata: {"kind":"gone","id":9,"article":"桥: 上","annotation":"a"}\n\n' +
  'id: 12\n\n' +
  'id: 13\ndata: {"kind":"reset","id":13}\n\n';
const told = [
  { at: 7, event: null },
  { at: 9, event: { kind: 'gone', id: 9, article: '桥: 上', annotation: 'a' } },
  { at: 12, event: null },
  { at: 13, event: { kind: 'reset', id: 13 } },
];

describe('a stream of events', () => {
  it('reads the same however it is cut into pieces', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(stream.length), { maxLength: 12 }), (cuts) => {
        const read = eventLines();
        const places = [0, ...cuts.toSorted((a, b) => a - b), stream.length];
        const pieces = places.slice(1).map((place, index) => stream.slice(places[index], place));
        expect(pieces.flatMap(read)).toEqual(told);
      }),
    );
  });

  it('tells nothing before an event is whole', () => {
    const read = eventLines();
    expect(read('id: 9\ndata: {"kind":"res')).toEqual([]);
    expect(read('et","id":9}\n')).toEqual([]);
    expect(read('\n')).toHaveLength(1);
  });
});
