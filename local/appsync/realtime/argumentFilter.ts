import { isDeepStrictEqual } from 'node:util';

import type { Matches } from './enhancedFilter.ts';
import { isRecord } from './messages.ts';

/**
 * The filter that a subscription's arguments are where it has no enhanced one: each must equal the event's top-level
 * field of its name, null included; one that was left out asks for nothing, and a field that the mutation did not
 * select equals nothing (AWS AppSync developer guide, "Using subscriptions for real-time data applications").
 */
export function argumentFilter(args: Readonly<Record<string, unknown>>): Matches {
  const wanted = Object.entries(args);
  return (event) =>
    wanted.length === 0 ||
    (isRecord(event) &&
      wanted.every(([name, value]) => Object.hasOwn(event, name) && isDeepStrictEqual(event[name], value)));
}
