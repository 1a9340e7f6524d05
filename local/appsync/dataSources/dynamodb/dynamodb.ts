import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';

import { mappingError } from '../../errors.ts';
import type { DataSourceClient } from '../dataSource.ts';
import { isRecord, textAt } from '../requestFields.ts';
import { batchDeleteItem, batchGetItem, batchPutItem } from './batch.ts';
import type { Operation } from './context.ts';
import { direct } from './direct.ts';
import { getItem } from './getItem.ts';
import type { PageTokens } from './pageTokens.ts';
import { query, scan } from './query.ts';
import { refuseUnknownElements } from './requestElements.ts';
import { transactGetItems, transactWriteItems } from './transact.ts';
import { deleteItem, putItem, updateItem } from './writeItem.ts';

const operations = new Map<string, Operation>([
  ['GetItem', getItem],
  ['PutItem', putItem],
  ['UpdateItem', updateItem],
  ['DeleteItem', deleteItem],
  ['Query', query],
  ['Scan', scan],
  ['BatchGetItem', batchGetItem],
  ['BatchPutItem', batchPutItem],
  ['BatchDeleteItem', batchDeleteItem],
  ['TransactGetItems', transactGetItems],
  ['TransactWriteItems', transactWriteItems],
]);

/**
 * A DynamoDB table as a data source (AWS AppSync developer guide, "JavaScript resolver function reference for
 * DynamoDB").
 * @param client the low-level client, which keeps numbers as DynamoDB writes them
 */
export function dynamodb(client: DynamoDBClient, tableName: string, tokens: PageTokens): DataSourceClient {
  const calls = direct(client);
  return {
    async invoke(request, { site, signal }) {
      const fields = isRecord(request) ? request : {};
      const name = textAt(fields['operation'], '$[operation]');
      const operation = operations.get(name);
      if (operation !== undefined) {
        refuseUnknownElements(name, fields);
        return operation(fields, { client: calls, tableName, tokens, site, signal });
      }
      const reason = name === 'Sync' ? 'Sync belongs to conflict detection' : 'AppSync has no such operation';
      throw mappingError(`Unsupported operation '${name}': ${reason}, so the local host does not serve it.`);
    },
  };
}
