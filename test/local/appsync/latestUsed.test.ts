import { expect, it } from 'vitest';

import { LatestUsed } from '../../../local/appsync/document/latestUsed.ts';

it('drops the entry that was used longest ago, and keeps the others', () => {
  const texts = new LatestUsed<string, number>(2);
  texts.set('a', 1);
  texts.set('b', 2);
  expect(texts.get('a')).toBe(1);
  texts.set('c', 3);
  expect(texts.get('b')).toBeUndefined();
  expect([texts.get('a'), texts.get('c')]).toEqual([1, 3]);
});

it('replaces the value of a known key without dropping another entry', () => {
  const texts = new LatestUsed<string, number>(2);
  texts.set('a', 1);
  texts.set('b', 2);
  texts.set('b', 3);
  expect([texts.get('a'), texts.get('b')]).toEqual([1, 3]);
});
