import { isDeepStrictEqual } from 'node:util';

import type { Matches } from './enhancedFilter.ts';
import { isRecord } from './messages.ts';

/**
 * The filter that a subscription's arguments are where it has no enhanced one: each must equal the event's top-level
 * field of its name, null included; one that was left out asks for nothing, and a field that the mutation did not
 * select equals nothing (AWS AppSync developer guide, "Using subscriptions for real-time data applications").
 * @param documents the arguments of type AWSJSON, which are parsed, while events hold their text
 */
export function argumentFilter(args: Readonly<Record<string, unknown>>, documents: ReadonlySet<string>): Matches {
  const wanted = Object.entries(args);
  const equals = (name: string, value: unknown, held: unknown): boolean =>
    isDeepStrictEqual(documents.has(name) && typeof held === 'string' ? JSON.parse(held) : held, value);
  return (event) =>
    wanted.length === 0 ||
    (isRecord(event) &&
      wanted.every(([name, value]) => Object.hasOwn(event, name) && equals(name, value, event[name])));
}
