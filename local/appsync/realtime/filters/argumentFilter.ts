import { isDeepStrictEqual } from 'node:util';

import { isRecord } from '../messages.ts';
import type { Matches } from './enhancedFilter.ts';

/**
 * Creates the filter of a subscription without an enhanced filter (AWS AppSync developer guide, "Using subscriptions
 * for real-time data applications"). Each argument must equal the event's top-level field of the same name, null
 * included. A missing argument filters nothing. A field that the mutation did not select equals no argument.
 * @param documents the names of the AWSJSON arguments: the arguments are parsed, but events contain their text
 */
export function argumentFilter(args: Readonly<Record<string, unknown>>, documents: ReadonlySet<string>): Matches {
  const expected = Object.entries(args);
  const equals = (name: string, value: unknown, actual: unknown): boolean =>
    isDeepStrictEqual(documents.has(name) && typeof actual === 'string' ? JSON.parse(actual) : actual, value);
  return (event) =>
    expected.length === 0 ||
    (isRecord(event) &&
      expected.every(([name, value]) => Object.hasOwn(event, name) && equals(name, value, event[name])));
}
