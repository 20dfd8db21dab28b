import { expect, it } from 'vitest';
import { findAmong } from './sent-assets';

const image = (asset: string) => ({ image: { asset } });
const find = findAmong([
  { name: '图/一.png', found: image('一') },
  { name: 'b.png', found: image('b') },
  { name: 'x/same.png', found: image('x') },
  { name: 'y/same.png', found: image('y') },
]);

it.each([
  ['图/一.png', '一'],
  ['./图/一.png', '一'],
  ['%E5%9B%BE/%E4%B8%80.png', '一'],
  ['一.png', '一'],
  ['/assets/2023/B.PNG?v=2', 'b'],
  ['{{ site.baseurl }}/b.png', 'b'],
  ['img\\b.png', 'b'],
  ['y/same.png', 'y'],
])('%s is found', (path, asset) => {
  expect(find(path)).toEqual(image(asset));
});

it.each(['same.png', 'nowhere.png', '%E5%9', ''])('%j is not', (path) => {
  expect(find(path)).toEqual({ refused: 'missing' });
});
