import type { BatchWriteItemInput, TransactWriteItemsInput } from '@aws-sdk/client-dynamodb';
import type { Item } from './itemSize.ts';

/** What a call writes, deletes or checks. */
export interface Write {
  readonly table: string;
  /** The item's key; of a put, the whole item. */
  readonly place: Item;
  /** What a put puts. */
  readonly put?: Item;
}

type Written = { TableName?: string | undefined } & { Key?: Item | undefined; Item?: Item | undefined };

/** The writes of a call, in order. Raises an error for an operation that is none. */
export function writesOf(operation: string, input: unknown): Write[] {
  switch (operation) {
    case 'PutItem':
    case 'UpdateItem':
    case 'DeleteItem':
      return [toWrite(input as Written)];
    case 'TransactWriteItems': {
      const { TransactItems = [] } = input as TransactWriteItemsInput;
      return TransactItems.map(({ Put, Update, Delete, ConditionCheck }) =>
        toWrite(Put ?? Update ?? Delete ?? ConditionCheck ?? {}),
      );
    }
    case 'BatchWriteItem': {
      const tables = Object.entries((input as BatchWriteItemInput).RequestItems ?? {});
      return tables.flatMap(([TableName, requests]) =>
        requests.map(({ PutRequest, DeleteRequest }) => toWrite({ TableName, ...PutRequest, ...DeleteRequest })),
      );
    }
    default:
      throw new Error(`The benchmark knows no price of ${operation}.`);
  }
}

function toWrite({ TableName: table = '', Key, Item }: Written): Write {
  return { table, place: Key ?? Item ?? {}, ...(Item ? { put: Item } : {}) };
}
