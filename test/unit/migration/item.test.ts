import { isDeepStrictEqual } from 'node:util';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import fc from 'fast-check';
import { expect, it } from 'vitest';

import { toAttributes, toItem } from '../../../migration/item.ts';

/** Attribute names, including names of JavaScript's own properties. */
const names = fc.oneof(fc.string(), fc.constantFrom('constructor', '__proto__', 'toString', 'B', 'NS', 'N'));
/** Numbers as DynamoDB writes them: up to 38 digits and 126 zeros. */
const numbers = fc.oneof(
  fc.integer().map(String),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
  fc.bigInt({ min: -(10n ** 38n) + 1n, max: 10n ** 38n - 1n }).map(String),
  fc.constantFrom('9007199254740993', '10000000000000000', '0.1234567890123456789012345678901234567', '1e1', '0.10'),
);
const bytes = fc.uint8Array({ maxLength: 4 });
const someOf = <Value>(values: fc.Arbitrary<Value>) => fc.array(values, { minLength: 1, maxLength: 3 });

const { value } = fc.letrec<{ value: AttributeValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.string().map((S) => ({ S })),
    numbers.map((N) => ({ N })),
    bytes.map((B) => ({ B })),
    fc.boolean().map((BOOL) => ({ BOOL })),
    fc.constant({ NULL: true as const }),
    someOf(fc.string()).map((SS) => ({ SS })),
    someOf(numbers).map((NS) => ({ NS })),
    someOf(bytes).map((BS) => ({ BS })),
    fc.array(tie('value'), { maxLength: 3 }).map((L) => ({ L })),
    fc.dictionary(names, tie('value'), { maxKeys: 3, noNullPrototype: true }).map((M) => ({ M })),
  ),
}));

it('An item is written exactly as it was read', () => {
  fc.assert(
    fc.property(fc.dictionary(names, value, { maxKeys: 4, noNullPrototype: true }), (attributes) => {
      // The comparison of vitest misinterprets an attribute named `constructor`.
      expect(isDeepStrictEqual(toAttributes(toItem(attributes)), attributes)).toBe(true);
    }),
    { numRuns: 500 },
  );
});
