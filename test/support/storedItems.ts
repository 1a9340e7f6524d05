import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, PutCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { inject } from 'vitest';
import { type Key, TABLE } from '../../resolvers/lib/keys.ts';

const { region, dynamodbEndpoint: endpoint, tableName: TableName } = inject('takeIt');
const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };

/** The table behind the API, for looking at what is stored and for storing what the API never would. */
const dynamodb = DynamoDBDocumentClient.from(new DynamoDBClient({ region, endpoint, credentials }));

export type Item = Record<string, unknown>;

export async function stored(key: Key): Promise<Item | undefined> {
  return (await dynamodb.send(new GetCommand({ TableName, Key: key, ConsistentRead: true }))).Item;
}

/** Everything stored about a person. */
export async function everythingOf(userId: string): Promise<Item[]> {
  const { Items = [] } = await dynamodb.send(
    new QueryCommand({
      TableName,
      KeyConditionExpression: `${TABLE.partitionKey} = :user`,
      ExpressionAttributeValues: { ':user': userId },
      ConsistentRead: true,
    }),
  );
  return Items;
}

export async function store(item: Item): Promise<void> {
  await dynamodb.send(new PutCommand({ TableName, Item: item }));
}

/** Sets attributes of a stored item, behind the API's back. */
export async function overwrite(key: Key, attributes: Item): Promise<void> {
  const names = Object.keys(attributes);
  await dynamodb.send(
    new UpdateCommand({
      TableName,
      Key: key,
      UpdateExpression: `SET ${names.map((_, at) => `#${at} = :${at}`).join(', ')}`,
      ExpressionAttributeNames: Object.fromEntries(names.map((name, at) => [`#${at}`, name])),
      ExpressionAttributeValues: Object.fromEntries(names.map((name, at) => [`:${at}`, attributes[name]])),
    }),
  );
}
