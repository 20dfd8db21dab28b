import { describe, expect, test } from 'vitest';
import { groupLayer } from './annotation';
import { layerChoice, layersToRead, layersToWrite } from './layer-choice';

const mind = { id: '01980000-0000-7000-8000-000000000001', archived: false };
const poems = { id: '01980000-0000-7000-8000-000000000002', archived: false };
const past = { id: '01980000-0000-7000-8000-000000000004', archived: true };
const left = groupLayer('01980000-0000-7000-8000-000000000003');

test('one may write for oneself, for each of one’s groups, and in public where the article takes it', () => {
  expect(layersToWrite([mind, poems], true)).toEqual(['private', groupLayer(mind.id), groupLayer(poems.id), 'public']);
  expect(layersToWrite([], false)).toEqual(['private']);
  expect(layersToWrite([past, poems], false)).toEqual(['private', groupLayer(poems.id)]);
  expect(layersToRead([past], true)).toEqual(['private', groupLayer(past.id), 'public']);
});

describe('what is shown and written', () => {
  const layersOf = (groups: Parameters<typeof layersToRead>[0], publicNotes = true) => ({
    readable: layersToRead(groups, publicNotes),
    writable: layersToWrite(groups, publicNotes),
  });
  const layers = layersOf([mind, past]);

  test('at first everything is shown, and one writes for oneself', () =>
    expect(layerChoice({ shown: null, written: null }, layers)).toEqual({ shown: 'all', written: 'private' }));

  test('who looks at one layer writes there, whatever was used last', () =>
    expect(layerChoice({ shown: groupLayer(mind.id), written: 'public' }, layers)).toEqual({
      shown: groupLayer(mind.id),
      written: groupLayer(mind.id),
    }));

  test('who looks at everything writes in the layer last used', () =>
    expect(layerChoice({ shown: 'all', written: groupLayer(mind.id) }, layers).written).toBe(groupLayer(mind.id)));

  test('a group that is put away is looked at, and one writes elsewhere', () => {
    const shown = groupLayer(past.id);
    expect(layerChoice({ shown, written: shown }, layers)).toEqual({ shown, written: 'private' });
    expect(layerChoice({ shown, written: groupLayer(mind.id) }, layers)).toEqual({
      shown,
      written: groupLayer(mind.id),
    });
  });

  test('a group one has left is forgotten, and nothing becomes more public by that', () => {
    expect(layerChoice({ shown: left, written: left }, layers)).toEqual({ shown: 'all', written: 'private' });
    expect(layerChoice({ shown: left, written: 'public' }, layers).written).toBe('public');
  });

  test('where the article takes no public notes, none is written', () =>
    expect(layerChoice({ shown: 'public', written: 'public' }, layersOf([mind], false))).toEqual({
      shown: 'all',
      written: 'private',
    }));
});
