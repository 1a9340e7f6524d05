import type { SubscriptionFilter } from '../../../appsync-js/runtime/code.ts';
import { RequestRefused } from '../../errors.ts';
import { isRecord } from '../messages.ts';
import { type Operator, operators } from './filterOperators.ts';

/** Whether a filter matches an event or the payload of an invalidation. */
export type Matches = (value: unknown) => boolean;

interface Condition {
  readonly path: readonly string[];
  readonly matches: (value: unknown) => boolean;
}

const limits = { fieldsPerFilter: 5, groups: 10, levels: 5 } as const;

/**
 * Prepares a filter of `extensions.setSubscriptionFilter`: all conditions of at least one group must match (AWS AppSync
 * developer guide, "Defining enhanced subscriptions filters" and "Extensions"). A path through a list or to a missing
 * field never matches.
 * @throws RequestRefused (400) for a filter that AppSync refuses
 */
export function enhancedFilter(filter: SubscriptionFilter): Matches {
  const groups = groupsOf(filter).map(readGroup);
  return (value) =>
    groups.some((conditions) =>
      conditions.every(({ path, matches }) => {
        const found = valueAt(value, path);
        return found !== undefined && matches(found);
      }),
    );
}

/** A handler may set any value as the filter. */
function groupsOf(filter: unknown): readonly unknown[] {
  const groups = isRecord(filter) ? filter['filterGroup'] : undefined;
  if (!Array.isArray(groups)) throw refused('subscription filter must be an object with a list filterGroup.');
  if (groups.length > limits.groups) {
    throw refused(`Filters combination exceed maximum limit ${limits.groups} for subscription.`);
  }
  return groups;
}

function readGroup(group: unknown): readonly Condition[] {
  const filters = isRecord(group) ? group['filters'] : undefined;
  if (!Array.isArray(filters) || filters.length === 0) {
    throw refused('subscription filter must have a list filters, not empty, in each entry of filterGroup.');
  }
  const conditions = filters.map(readCondition);
  const names = new Set(conditions.map(({ path }) => path.join('.')));
  if (names.size > limits.fieldsPerFilter) {
    throw refused(`Filters exceed maximum attributes limit ${limits.fieldsPerFilter} for subscription.`);
  }
  if (names.size < conditions.length) throw refused('subscription filter uses same fieldName multiple time.');
  return conditions;
}

function readCondition(filter: unknown): Condition {
  const { fieldName, operator, value } = isRecord(filter) ? filter : {};
  if (typeof fieldName !== 'string' || fieldName === '') throw refused('subscription filter without a fieldName.');
  const path = fieldName.split('.');
  if (path.length > limits.levels) {
    throw refused(`subscription filter field ${fieldName} is nested deeper than ${limits.levels} levels.`);
  }
  if (typeof operator !== 'string' || !isOperator(operator)) {
    throw refused(`subscription filter on ${fieldName} has an unknown operator ${JSON.stringify(operator)}.`);
  }
  const { accepts, maximum, matches } = operators[operator];
  if (!accepts(value)) {
    throw refused(`subscription filter on ${fieldName} has a value that operator \`${operator}\` does not take.`);
  }
  if (maximum !== undefined && Array.isArray(value) && value.length > maximum) {
    throw refused(`subscription exceeds maximum value limit ${maximum} for operator \`${operator}\`.`);
  }
  return { path, matches: (found) => matches(found, value) };
}

function isOperator(name: string): name is Operator {
  return Object.hasOwn(operators, name);
}

function valueAt(value: unknown, path: readonly string[]): unknown {
  let found = value;
  for (const name of path) {
    if (!isRecord(found) || !Object.hasOwn(found, name)) return undefined;
    found = found[name];
  }
  return found;
}

function refused(message: string): RequestRefused {
  return new RequestRefused(400, 'BadRequestException', message);
}
