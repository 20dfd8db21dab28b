import { describe, expect, test } from 'vitest';
import { groupLayer } from './annotation';
import { layerChoice, layersToWrite } from './layer-choice';

const mind = { id: '01980000-0000-7000-8000-000000000001' };
const poems = { id: '01980000-0000-7000-8000-000000000002' };
const left = groupLayer('01980000-0000-7000-8000-000000000003');

test('one may write for oneself, for each of one’s groups, and in public where the article takes it', () => {
  expect(layersToWrite([mind, poems], true)).toEqual(['private', groupLayer(mind.id), groupLayer(poems.id), 'public']);
  expect(layersToWrite([], false)).toEqual(['private']);
});

describe('what is shown and written', () => {
  const writable = layersToWrite([mind], true);

  test('at first everything is shown, and one writes for oneself', () =>
    expect(layerChoice({ shown: null, written: null }, writable)).toEqual({ shown: 'all', written: 'private' }));

  test('who looks at one layer writes there, whatever was used last', () =>
    expect(layerChoice({ shown: groupLayer(mind.id), written: 'public' }, writable)).toEqual({
      shown: groupLayer(mind.id),
      written: groupLayer(mind.id),
    }));

  test('who looks at everything writes in the layer last used', () =>
    expect(layerChoice({ shown: 'all', written: groupLayer(mind.id) }, writable).written).toBe(groupLayer(mind.id)));

  test('a group one has left is forgotten, and nothing becomes more public by that', () => {
    expect(layerChoice({ shown: left, written: left }, writable)).toEqual({ shown: 'all', written: 'private' });
    expect(layerChoice({ shown: left, written: 'public' }, writable).written).toBe('public');
  });

  test('where the article takes no public notes, none is written', () =>
    expect(layerChoice({ shown: 'public', written: 'public' }, layersToWrite([mind], false))).toEqual({
      shown: 'all',
      written: 'private',
    }));
});
