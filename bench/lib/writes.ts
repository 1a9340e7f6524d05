import type { BatchWriteItemInput, TransactWriteItemsInput } from '@aws-sdk/client-dynamodb';

import type { Item } from './itemSize.ts';

/** What a call writes, deletes or checks. */
export interface Write {
  readonly table: string;
  /** The item's key; of a put, the whole item. */
  readonly place: Item;
  /** What a put puts. */
  readonly put?: Item;
  /** What becomes of the item if the write goes through. */
  readonly effect: 'put' | 'updated' | 'deleted' | 'checked';
}

type Written = { TableName?: string | undefined } & { Key?: Item | undefined; Item?: Item | undefined };

/** The writes of a call, in order. Raises an error for an operation that is none. */
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
      throw new Error(`The benchmark knows no price of ${operation}.`);
  }
}

function toWrite(effect: Write['effect'], { TableName: table = '', Key, Item }: Written): Write {
  return { table, effect, place: Key ?? Item ?? {}, ...(Item ? { put: Item } : {}) };
}
