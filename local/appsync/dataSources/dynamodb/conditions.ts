import { isDeepStrictEqual } from 'node:util';
import { type AttributeValue, ConditionalCheckFailedException, GetItemCommand } from '@aws-sdk/client-dynamodb';

import { mappingError } from '../../errors.ts';
import { flagAt, isRecord, listAt, textAt } from '../requestFields.ts';
import { type Item, toPlain, toPlainOrNull } from './attributeValues.ts';
import type { OperationContext } from './context.ts';
import { type Expression, expressionAt, parsed } from './expressions.ts';
import { calling, failureOf } from './failures.ts';
import { refuseUnknownConditionElements } from './requestElements.ts';

/** The condition of a write to one item. */
export interface Condition extends Expression {
  readonly equalsIgnore: readonly string[];
  readonly consistentRead: boolean;
}

/**
 * Reads the `condition` of a PutItem, UpdateItem or DeleteItem; returns null if the request has none.
 * @throws ResolverError for the strategy `Custom`, which would call a Lambda function
 */
export function conditionAt(value: unknown): Condition | null {
  const fields = parsed(value, '$[condition]');
  const expression = expressionAt(fields, '$[condition]');
  if (!isRecord(fields)) return null;
  refuseUnknownConditionElements(fields);
  if (expression === null) return null;
  const handler = fields['conditionalCheckFailedHandler'];
  if (isRecord(handler) && handler['strategy'] !== 'Reject') {
    const strategy = textAt(handler['strategy'], '$[condition][conditionalCheckFailedHandler][strategy]');
    throw mappingError(`conditionalCheckFailedHandler strategy '${strategy}' is not supported by the local host.`);
  }
  const ignored = fields['equalsIgnore'] ?? [];
  return {
    ...expression,
    equalsIgnore: listAt(ignored, '$[condition][equalsIgnore]').map((name) =>
      textAt(name, '$[condition][equalsIgnore]'),
    ),
    consistentRead: flagAt(fields['consistentRead'], '$[condition][consistentRead]') ?? true,
  };
}

/** A write with a condition. If the condition fails but `isDone` returns true, the write counts as done. */
export interface ConditionalWrite<Answer> {
  readonly key: Item;
  readonly condition: Condition | null;
  readonly send: () => Promise<Answer>;
  readonly isDone: (current: Item | undefined, condition: Condition) => boolean;
}

export type WriteOutcome<Answer> =
  | { readonly written: Answer }
  /** Nothing was written; `found` is the stored item. */
  | { readonly found: Item | undefined };

/**
 * Writes an item. If the condition fails, it does what AppSync does (developer guide, "Condition expressions"): it
 * reads the stored item, and if `isDone` accepts that item, the write counts as done.
 * @throws DataSourceError with the stored item as its result, if `isDone` does not accept it
 */
export async function writeOnCondition<Answer>(
  write: ConditionalWrite<Answer>,
  context: OperationContext,
): Promise<WriteOutcome<Answer>> {
  try {
    return { written: await write.send() };
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException) || write.condition === null) throw failureOf(error);
    const found = await currentItem(write.key, write.condition, context);
    if (write.isDone(found, write.condition)) return { found };
    throw failureOf(error, toPlainOrNull(found));
  }
}

async function currentItem(
  key: Item,
  { consistentRead }: Condition,
  { client, tableName, signal }: OperationContext,
): Promise<Item | undefined> {
  const command = new GetItemCommand({ TableName: tableName, Key: key, ConsistentRead: consistentRead });
  return (await calling(client.send(command, { abortSignal: signal }))).Item;
}

/** Compares two items without the ignored attributes. Types must be equal; the order within a set is not compared. */
export function sameItem(one: Item, other: Item, ignored: readonly string[]): boolean {
  const kept = (item: Item): Item =>
    Object.fromEntries(Object.entries(item).filter(([name]) => !ignored.includes(name)));
  return isDeepStrictEqual(canonical({ M: kept(one) }), canonical({ M: kept(other) }));
}

/** Converts a value so that equal values are deeply equal: it adds the type, and a set becomes a Set. */
function canonical(value: AttributeValue): unknown {
  if (value.M !== undefined) {
    return { M: Object.fromEntries(Object.entries(value.M).map(([name, each]) => [name, canonical(each)])) };
  }
  if (value.L !== undefined) return { L: value.L.map(canonical) };
  const content = toPlain({ value })['value'];
  return { [Object.keys(value).join()]: Array.isArray(content) ? new Set(content) : content };
}
