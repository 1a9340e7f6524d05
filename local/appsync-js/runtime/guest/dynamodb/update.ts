import { isList, isObject } from '../language/kinds.ts';
import type { Expression } from './expressions.ts';
import { type AttributeValue, toDynamoDB } from './values.ts';

const prefix = 'OPERATION_';

/** The operation of `update` on one attribute. It is plain data, which a resolver can build and pass on. */
type Operation = Readonly<Record<string, unknown>> & { readonly type: string };

/** `operations` of `@aws-appsync/utils/dynamodb`. */
export const operations = {
  add: (value: unknown) => ({ type: `${prefix}ADD`, value }),
  remove: () => ({ type: `${prefix}REMOVE` }),
  replace: (value: unknown) => ({ type: `${prefix}REPLACE`, value }),
  increment: (by = 1) => ({ type: `${prefix}INCREMENT`, by }),
  decrement: (by = 1) => ({ type: `${prefix}DECREMENT`, by }),
  append: (items: unknown) => ({ type: `${prefix}APPEND`, items }),
  prepend: (items: unknown) => ({ type: `${prefix}PREPEND`, items }),
  updateListItem: (value: unknown, index: number) => ({ type: `${prefix}UPDATE_LIST_ITEM`, value, index }),
};

/** The SET clause of each operation; the path and the value are placeholders. */
const setters: Readonly<Record<string, (place: string, value: string) => string>> = {
  ADD: (place, value) => `${place} = ${value}`,
  REPLACE: (place, value) => `${place} = ${value}`,
  INCREMENT: (place, value) => `${place} = ${place} + ${value}`,
  DECREMENT: (place, value) => `${place} = ${place} - ${value}`,
  APPEND: (place, value) => `${place} = list_append(${place}, ${value})`,
  PREPEND: (place, value) => `${place} = list_append(${value}, ${place})`,
  UPDATE_LIST_ITEM: (place, value) => `${place} = ${value}`,
};

interface Change {
  readonly path: readonly string[];
  readonly operation: Operation;
}

/**
 * Renders the `update` of `@aws-appsync/utils/dynamodb` (AWS AppSync developer guide, "Built-in DynamoDB functions"):
 * SET clauses first, then REMOVE, with placeholders numbered in that order. A plain value is set. A plain object
 * updates members of a map, which must already exist.
 */
export function renderUpdate(update: unknown): Expression {
  const changes = changesOf(update, []);
  const names = new Aliases('#expName_');
  const values: Record<string, AttributeValue> = {};
  const sets = changes.filter(({ operation }) => kindOf(operation) !== 'REMOVE');
  const removes = changes.filter(({ operation }) => kindOf(operation) === 'REMOVE');
  const setClauses = sets.map(({ path, operation }, index) => {
    const value = `:expValue_${index + 1}`;
    values[value] = toDynamoDB(operation['value'] ?? operation['items'] ?? operation['by']);
    return setters[kindOf(operation)]?.(placeOf(path, operation, names), value);
  });
  const removeClauses = removes.map(({ path, operation }) => placeOf(path, operation, names));
  const set = setClauses.length > 0 ? [`SET ${setClauses.join(', ')}`] : [];
  const remove = removeClauses.length > 0 ? [`REMOVE ${removeClauses.join(', ')}`] : [];
  return { expression: set.concat(remove).join(' '), expressionNames: names.byAlias, expressionValues: values };
}

/** Assigns one alias to each name, numbered from 1. */
export class Aliases {
  readonly byAlias: Record<string, string> = {};
  readonly #byName: Record<string, string> = {};
  readonly #prefix: string;

  constructor(prefix: string) {
    this.#prefix = prefix;
  }

  of(name: string): string {
    const known = Object.hasOwn(this.#byName, name) ? this.#byName[name] : undefined;
    const alias = known ?? `${this.#prefix}${Object.keys(this.byAlias).length + 1}`;
    this.#byName[name] = alias;
    this.byAlias[alias] = name;
    return alias;
  }
}

function changesOf(update: unknown, path: readonly string[]): Change[] {
  return Object.entries(update ?? {}).flatMap(([name, value]) => {
    const here = path.concat(name);
    if (value === undefined) return [];
    if (isOperation(value)) return [{ path: here, operation: value }];
    if (isList(value) && value.length > 0 && value.every(isOperation)) {
      return value.map((operation) => ({ path: here, operation }));
    }
    return isObject(value) ? changesOf(value, here) : [{ path: here, operation: operations.replace(value) }];
  });
}

function isOperation(value: unknown): value is Operation {
  if (!isObject(value) || typeof value['type'] !== 'string' || !value['type'].startsWith(prefix)) return false;
  return kindOf({ type: value['type'] }) === 'REMOVE' || setters[kindOf({ type: value['type'] })] !== undefined;
}

const kindOf = ({ type }: { readonly type: string }): string => type.slice(prefix.length);

function placeOf(path: readonly string[], operation: Operation, names: Aliases): string {
  const place = path.map((name) => names.of(name)).join('.');
  return kindOf(operation) === 'UPDATE_LIST_ITEM' ? `${place}[${String(operation['index'])}]` : place;
}
