import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { isCurrency, minorUnits, roundAmount } from '../../../domain/currencies.ts';

const CODES = ['BHD', 'CLP', 'EUR', 'HUF', 'IQD', 'ISK', 'JPY', 'KRW', 'KWD', 'MGA', 'MRU', 'TND', 'UGX', 'USD', 'XOF'];

describe('A currency', () => {
  it.each([
    [
      0,
      ['BIF', 'CLP', 'DJF', 'GNF', 'ISK', 'JPY', 'KMF', 'KRW', 'PYG', 'RWF', 'UGX', 'VND', 'VUV', 'XAF', 'XOF', 'XPF'],
    ],
    [3, ['BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND']],
    // Subunits that nobody uses any more, or that are fifths, still count as hundredths in the standard.
    [2, ['EUR', 'USD', 'EGP', 'HUF', 'IDR', 'LAK', 'MGA', 'MRU', 'TWD', 'XCG', 'ZWG']],
  ])('has %s decimals, as ISO 4217 says', (decimals, codes) => {
    expect(codes.filter((code) => !isCurrency(code))).toEqual([]);
    expect(codes.map(minorUnits)).toEqual(codes.map(() => decimals));
  });

  it('that is unknown has two decimals', () => {
    expect(['', 'XXX', 'eur', 'jpy', 'JPY KRW', 'BIF CLP'].map(minorUnits)).toEqual([2, 2, 2, 2, 2, 2]);
  });

  it('keeps every amount that it can have', () => {
    fc.assert(
      fc.property(fc.constantFrom(...CODES), fc.nat(10_000_000), (code, units) => {
        const amount = units / 10 ** minorUnits(code);
        expect(roundAmount(amount, code)).toBe(amount);
        expect(roundAmount(Number(amount.toFixed(minorUnits(code))), code)).toBe(amount);
      }),
    );
  });

  it.each([
    [3.55, 'JPY', 4],
    [1.1251, 'KWD', 1.125],
    [0.1 + 0.2, 'EUR', 0.3],
    [1.1 * 3, 'USD', 3.3],
  ])('rounds %s %s to %s', (amount, code, rounded) => {
    expect(roundAmount(amount, code)).toBe(rounded);
  });
});
