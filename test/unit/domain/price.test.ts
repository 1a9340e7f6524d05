import { describe, expect, it } from 'vitest';

import { absent, moveFree, namesIn, takesBack, unchanged, unchangedOrMissing } from '../../../domain/conditions.ts';
import { partsOf, toPrice } from '../../../domain/price.ts';

describe('A price', () => {
  it.each([
    [[[3.35, 1.5]], 'EUR', 5.03],
    [
      [
        [1.25, 3],
        [3.35, 1.5],
      ],
      'EUR',
      8.78,
    ],
    [[[333, 1.33]], 'JPY', 443],
    [[[0.5, 1]], 'JPY', 1],
    [[[3.33, 1.33]], 'KWD', 4.429],
    [[[0.1, 3]], 'USD', 0.3],
    [[[0, 5]], 'EUR', 0],
    [[[10_000, 100]], 'EUR', 1_000_000],
  ] as const)('of %o in %s is %s', (items, currency, price) => {
    const parts = items.reduce((sum, [cost, amount]) => sum + partsOf(cost, amount), 0);
    expect(toPrice(parts, currency)).toBe(price);
  });
});

describe('A plain expression', () => {
  it('names its attributes by what stands between # and the next sign', () => {
    expect(namesIn('#name = :name AND (allowed.#Clothes.#free, #to)')).toEqual({
      '#name': 'name',
      '#Clothes': 'Clothes',
      '#free': 'free',
      '#to': 'to',
    });
    expect(namesIn('revision = :revision')).toEqual({});
  });

  it('moves what is free by a difference, and never for 0 kilograms', () => {
    expect(moveFree('+', { Paper: 0 })).toBeNull();
    expect(moveFree('-', { Paper: 0, Clothes: 2 })).toEqual({
      text: 'SET allowed.#Clothes.#free = allowed.#Clothes.#free - :kgClothes',
      values: { ':kgClothes': 2 },
    });
  });

  it('of a half that is as it was read names its revision and its time', () => {
    expect(unchanged(3, 7)).toEqual({
      text: 'tstamp > :now AND revision = :revision',
      values: { ':now': 7, ':revision': 3 },
    });
    expect(unchanged(0, 7)).toEqual({
      text: 'tstamp > :now AND attribute_not_exists(revision)',
      values: { ':now': 7 },
    });
    expect(absent(7)).toEqual({ text: 'attribute_not_exists(created) OR tstamp <= :now', values: { ':now': 7 } });
    expect(unchangedOrMissing(0, 7).text).toBe(
      'attribute_not_exists(created) OR tstamp <= :now OR (tstamp > :now AND attribute_not_exists(revision))',
    );
  });

  it('of a trip that takes kilograms back names its expiry and its categories', () => {
    expect(takesBack(['Clothes'], 7)).toEqual({
      text: 'tstamp = :tstamp AND attribute_exists(allowed.#Clothes)',
      values: { ':tstamp': 7 },
    });
    expect(takesBack([], undefined)).toEqual({ text: 'attribute_exists(created)', values: {} });
  });
});
