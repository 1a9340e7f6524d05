import { QueryCommand } from '@aws-sdk/lib-dynamodb';

import { reportKey, REPORTS } from '../../domain/keys.ts';
import { log, logAge } from '../lib/log.ts';
import { dynamodb, TableName } from '../lib/table.ts';

/** Greater than every character of a report's id. */
const LAST = '~';

/**
 * Logs the age of the oldest open report, in milliseconds. An alarm fires when it is a day or more. A schedule of EventBridge
 * invokes this function.
 * @throws the errors of DynamoDB; Lambda then tries again
 */
export async function handler(): Promise<void> {
  const { Items = [] } = await dynamodb.send(
    new QueryCommand({
      TableName,
      KeyConditionExpression: 'username = :reports AND created BETWEEN :first AND :last',
      ExpressionAttributeValues: {
        ':reports': REPORTS.partition,
        ':first': reportKey('OPEN', '').created,
        ':last': reportKey('OPEN', LAST).created,
      },
      Limit: 1,
      ProjectionExpression: 'created',
    }),
  );
  const [oldest] = Items;
  if (oldest) logAge('A report waits.', reportedAt(String(oldest['created'])));
  else log('No report waits.');
}

/** The time in the sort key of a report, `OPEN_2026-10-04-19-34-18-736061`, as an AWSDateTime. */
function reportedAt(created: string): string {
  const [year, month, day, hour, minute, second, fraction = ''] = created
    .slice(reportKey('OPEN', '').created.length)
    .split('-');
  return `${[year, month, day].join('-')}T${[hour, minute, second].join(':')}.${fraction.slice(0, 3)}Z`;
}
