import type { TableDescription, UpdateItemInput } from '@aws-sdk/client-dynamodb';

import type { Ask } from './wire.ts';

/** An attribute that is a key of an index. */
export interface IndexKey {
  readonly attribute: string;
  /** S, N or B. */
  readonly type: string;
  readonly index: string;
}

/** What an update says, on its own or in a transaction. */
export type Update = Pick<
  UpdateItemInput,
  'UpdateExpression' | 'ExpressionAttributeNames' | 'ExpressionAttributeValues'
>;

/** The keys of tables' indexes, by table. A table is asked for once: its keys never change. */
export class IndexKeys {
  readonly #known = new Map<string, Promise<readonly IndexKey[]>>();

  of(table: string, ask: Ask): Promise<readonly IndexKey[]> {
    const known = this.#known.get(table);
    if (known !== undefined) return known;
    const keys = indexKeys(table, ask);
    this.#known.set(table, keys);
    keys.catch(() => this.#known.delete(table));
    return keys;
  }
}

async function indexKeys(table: string, ask: Ask): Promise<readonly IndexKey[]> {
  const { body } = await ask('DescribeTable', { TableName: table });
  // Of a table that is not there, the call itself will tell.
  const {
    AttributeDefinitions = [],
    GlobalSecondaryIndexes = [],
    LocalSecondaryIndexes = [],
  } = (body.Table ?? {}) as TableDescription;
  const types = new Map(AttributeDefinitions.map(({ AttributeName, AttributeType }) => [AttributeName, AttributeType]));
  return [...GlobalSecondaryIndexes, ...LocalSecondaryIndexes].flatMap(({ IndexName: index = '', KeySchema = [] }) =>
    KeySchema.map(({ AttributeName: attribute = '' }) => ({ attribute, type: types.get(attribute) ?? '', index })),
  );
}

/**
 * What DynamoDB says of an update that gives an index's key a value of another type, which DynamoDB Local takes and
 * drops the item from the index; undefined where the update gives none. Values that are computed from the item are
 * not looked into.
 */
export function typeMismatch(update: Update, keys: readonly IndexKey[]): string | undefined {
  for (const { attribute, type, index } of keys) {
    const actual = typeGiven(attribute, update);
    if (actual === undefined || actual === type) continue;
    return `One or more parameter values were invalid: Type mismatch for Index Key ${attribute} Expected: ${type} Actual: ${actual} IndexName: ${index}`;
  }
  return undefined;
}

/** The type of the value in `SET name = :value` or `ADD name :value`. */
function typeGiven(
  attribute: string,
  { UpdateExpression = '', ExpressionAttributeNames = {}, ExpressionAttributeValues = {} }: Update,
): string | undefined {
  const aliases = Object.entries(ExpressionAttributeNames).flatMap(([alias, name]) =>
    name === attribute ? alias : [],
  );
  for (const name of [attribute, ...aliases]) {
    // An expression can hold no other name as it is.
    if (!/^#?\w+$/.test(name) || !UpdateExpression.includes(name)) continue;
    const given = new RegExp(String.raw`(?<![\w#.:])${name}(?:\s*=\s*|\s+)(:\w+)`).exec(UpdateExpression)?.[1];
    const value = given === undefined ? undefined : ExpressionAttributeValues[given];
    if (value !== undefined) return Object.keys(value)[0];
  }
  return undefined;
}
