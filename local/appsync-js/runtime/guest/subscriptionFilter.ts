import { isList, isObject } from './language/kinds.ts';

interface Filter {
  readonly fieldName: string;
  readonly operator: string;
  readonly value: unknown;
}

/** Alternative groups of filters: one group must match, and a group matches if all its filters match. */
type Ways = readonly (readonly Filter[])[];

const always: Ways = [[]];

/**
 * `util.transform.toSubscriptionFilter`: converts a filter to alternative groups of filters; returns null for a value
 * that is not an object. Operators are not checked, two operators on one field are alternatives, and `not` counts as a
 * field (AWS AppSync developer guide, "Transformation helpers in util.transform").
 */
export function toSubscriptionFilter(filter: unknown, ignored?: unknown, rules?: unknown) {
  if (!isObject(filter)) return null;
  const names = isList(ignored) ? ignored : [];
  const base = waysOf(filter, names);
  const ruled = isObject(rules) ? ruleWays(rules) : always;
  if (!base || !ruled) return null;
  const groups = both(base, ruled).filter((filters) => filters.length > 0);
  return { filterGroup: groups.map((filters) => ({ filters })) };
}

function waysOf(filter: unknown, ignored: readonly unknown[]): Ways | null {
  if (!isObject(filter)) return null;
  let ways: Ways | null = always;
  for (const [name, part] of Object.entries(filter)) {
    if (ignored.indexOf(name) >= 0) continue;
    const more = name === 'and' || name === 'or' ? groupWays(name, part, ignored) : fieldWays(name, part);
    ways = ways && more && both(ways, more);
  }
  return ways;
}

function groupWays(name: 'and' | 'or', members: unknown, ignored: readonly unknown[]): Ways | null {
  if (!isList(members)) return null;
  const ways = members.map((member) => waysOf(member, ignored));
  if (name === 'or') return alternatives(ways);
  return ways.reduce<Ways | null>((sofar, way) => sofar && way && both(sofar, way), always);
}

/** One matching rule is enough. */
function ruleWays(rules: Record<string, unknown>): Ways | null {
  const fields = Object.entries(rules).map(([name, operators]) => fieldWays(name, operators));
  return alternatives(fields);
}

function alternatives(options: readonly (Ways | null)[]): Ways | null {
  if (!options.every((ways) => ways !== null)) return null;
  const all = options.flat().filter((filters) => filters.length > 0);
  return all.length > 0 ? all : always;
}

function fieldWays(fieldName: string, operators: unknown): Ways | null {
  if (!isObject(operators)) return null;
  const ways = Object.entries(operators).map(([operator, value]) => [{ fieldName, operator, value }]);
  return ways.length > 0 ? ways : always;
}

function both(one: Ways, other: Ways): Ways {
  return one.flatMap((left) => other.map((right) => left.concat(right)));
}
