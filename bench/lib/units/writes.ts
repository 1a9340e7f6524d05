import type { BatchWriteItemInput, TransactWriteItemsInput } from '@aws-sdk/client-dynamodb';

import type { Item } from './itemSize.ts';

/** A write, deletion or check of a call. */
export interface Write {
  readonly table: string;
  /** The item's key; for a put, the whole item. */
  readonly place: Item;
  /** The item of a put. */
  readonly put?: Item;
  /** The effect on the item if the write succeeds. */
  readonly effect: 'put' | 'updated' | 'deleted' | 'checked';
}

type Written = { TableName?: string | undefined } & { Key?: Item | undefined; Item?: Item | undefined };

/**
 * The writes of a call, in order.
 * @throws Error for an operation that does not write
 */
export function writesOf(operation: string, input: unknown): Write[] {
  switch (operation) {
    case 'PutItem':
      return [toWrite('put', input as Written)];
    case 'UpdateItem':
      return [toWrite('updated', input as Written)];
    case 'DeleteItem':
      return [toWrite('deleted', input as Written)];
    case 'TransactWriteItems': {
      const { TransactItems = [] } = input as TransactWriteItemsInput;
      return TransactItems.map(({ Put, Update, Delete, ConditionCheck }) => {
        if (Put) return toWrite('put', Put);
        if (Update) return toWrite('updated', Update);
        return Delete ? toWrite('deleted', Delete) : toWrite('checked', ConditionCheck ?? {});
      });
    }
    case 'BatchWriteItem': {
      const tables = Object.entries((input as BatchWriteItemInput).RequestItems ?? {});
      return tables.flatMap(([TableName, requests]) =>
        requests.map(({ PutRequest, DeleteRequest }) =>
          PutRequest
            ? toWrite('put', { TableName, ...PutRequest })
            : toWrite('deleted', { TableName, ...DeleteRequest }),
        ),
      );
    }
    default:
      throw new Error(`The benchmark cannot price ${operation}.`);
  }
}

function toWrite(effect: Write['effect'], { TableName: table = '', Key, Item }: Written): Write {
  return { table, effect, place: Key ?? Item ?? {}, ...(Item ? { put: Item } : {}) };
}
