import { expect, test } from 'vitest';
import { groupLayer, type Layer } from '@/lib/domain/discussion/annotation';
import { inLayer } from './in-layer';
import { EMPTY_MARGIN, type MarginState } from './margin-state';
import type { Note } from './note';

const group = groupLayer('01980000-0000-7000-8000-000000000001');
const note = (id: string, layer: Layer): Note => ({ id, layer }) as Note;
const state: MarginState = {
  ...EMPTY_MARGIN,
  notes: [note('own', 'private'), note('group', group), note('public', 'public')],
};
const ids = ({ notes }: MarginState) => notes.map(({ id }) => id);

test('of everything nothing is left out, and nothing is made anew', () => expect(inLayer(state, 'all')).toBe(state));

test('of a layer there are its notes alone', () => {
  expect(ids(inLayer(state, group))).toEqual(['group']);
  expect(ids(inLayer(state, 'private'))).toEqual(['own']);
});

test('a note in hand stays, whatever one looks at', () =>
  expect(ids(inLayer({ ...state, active: 'public' }, group))).toEqual(['group', 'public']));
