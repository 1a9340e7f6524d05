import type {
  AttributeDefinition,
  CreateTableCommandInput,
  DynamoDBClient,
  GlobalSecondaryIndex,
  KeySchemaElement,
  StreamSpecification,
  TableDescription,
} from '@aws-sdk/client-dynamodb';
import {
  CreateTableCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  ResourceNotFoundException,
  UpdateTimeToLiveCommand,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';

import { arn } from '../assembly/attributes.ts';
import { Properties } from '../assembly/properties.ts';
import type { Resource } from '../assembly/resource.ts';
import type { Resources } from '../assembly/resources.ts';
import { nameOf, physicalName } from '../assembly/resources.ts';
import type { DeployedTable } from './deployment.ts';

/**
 * Creates the table that a template declares, or uses the one of an earlier start, and stores its name for the other
 * resources.
 * @throws Error when an existing table has other keys or indexes, or another stream
 */
export async function deployTable(
  resource: Resource,
  resources: Resources,
  client: DynamoDBClient,
): Promise<DeployedTable> {
  const declared = new Properties(nameOf(resource), resources.propertiesOf(resource));
  const wanted = tableInput(resource, declared);
  const there = (await describe(client, wanted.TableName)) ?? (await create(client, wanted));
  const difference = differenceBetween(wanted, there);
  if (difference !== undefined) {
    throw new Error(
      `The stored table ${wanted.TableName} has another ${difference} than the template: start with --fresh.`,
    );
  }
  await setTimeToLive(client, wanted.TableName, declared.map('TimeToLiveSpecification'));
  const streamArn = there.LatestStreamArn;
  resources.identify(resource, {
    ref: wanted.TableName,
    attributes: {
      Arn: arn('dynamodb', `table/${wanted.TableName}`, resources.environment),
      // The engine's own ARN, because a reader of the stream needs it.
      ...(streamArn === undefined ? {} : { StreamArn: streamArn }),
    },
  });
  return {
    stack: resource.stack,
    logicalId: resource.logicalId,
    name: wanted.TableName,
    ...(streamArn === undefined ? {} : { streamArn }),
  };
}

type TableInput = CreateTableCommandInput & { readonly TableName: string };

/** The input of CreateTable. Billing is always on demand: the local engine has no provisioned capacity. */
function tableInput(resource: Resource, declared: Properties): TableInput {
  const globalIndexes = declared.maps('GlobalSecondaryIndexes').map(index);
  const localIndexes = declared.maps('LocalSecondaryIndexes').map(index);
  const stream = declared.map('StreamSpecification').optionalText('StreamViewType');
  return {
    TableName: declared.optionalText('TableName') ?? physicalName(resource),
    BillingMode: 'PAY_PER_REQUEST',
    // CloudFormation uses the API's format for these lists.
    AttributeDefinitions: declared.list('AttributeDefinitions') as unknown as AttributeDefinition[],
    KeySchema: declared.list('KeySchema') as unknown as KeySchemaElement[],
    ...(globalIndexes.length > 0 ? { GlobalSecondaryIndexes: globalIndexes } : {}),
    ...(localIndexes.length > 0 ? { LocalSecondaryIndexes: localIndexes } : {}),
    ...(stream === undefined
      ? {}
      : {
          StreamSpecification: {
            StreamEnabled: true,
            StreamViewType: stream as NonNullable<StreamSpecification['StreamViewType']>,
          },
        }),
  };
}

function index(declared: Properties): GlobalSecondaryIndex {
  return {
    IndexName: declared.text('IndexName'),
    KeySchema: declared.list('KeySchema') as unknown as KeySchemaElement[],
    Projection: declared.map('Projection').values,
  };
}

async function describe(client: DynamoDBClient, name: string): Promise<TableDescription | undefined> {
  try {
    return (await client.send(new DescribeTableCommand({ TableName: name }))).Table;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
}

async function create(client: DynamoDBClient, input: TableInput): Promise<TableDescription> {
  await client.send(new CreateTableCommand(input)).catch((cause: unknown) => {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`DynamoDB rejects the table ${input.TableName}: ${reason}`, { cause });
  });
  await waitUntilTableExists({ client, maxWaitTime: 60, minDelay: 1 }, { TableName: input.TableName });
  const made = await describe(client, input.TableName);
  if (made === undefined) throw new Error(`DynamoDB no longer has the table ${input.TableName} that it just created.`);
  return made;
}

/** The name of the first unchangeable aspect in which a stored table differs from the template. */
function differenceBetween(wanted: TableInput, there: TableDescription): string | undefined {
  const aspects: Readonly<Record<string, readonly [unknown, unknown]>> = {
    key: [keys(wanted.KeySchema), keys(there.KeySchema)],
    'set of indexes': [
      indexes(wanted.GlobalSecondaryIndexes, wanted.LocalSecondaryIndexes),
      indexes(there.GlobalSecondaryIndexes, there.LocalSecondaryIndexes),
    ],
    'type of a key attribute': [attributes(wanted), attributes(there)],
    stream: [wanted.StreamSpecification?.StreamViewType, there.StreamSpecification?.StreamViewType],
  };
  return Object.entries(aspects).find(([, [left, right]]) => JSON.stringify(left) !== JSON.stringify(right))?.[0];
}

function keys(schema: readonly KeySchemaElement[] = []): readonly string[] {
  return schema.map(({ AttributeName, KeyType }) => `${KeyType ?? ''} ${AttributeName ?? ''}`).sort();
}

type Index = Pick<GlobalSecondaryIndex, 'IndexName' | 'KeySchema' | 'Projection'>;

function indexes(...kinds: readonly (readonly Partial<Index>[] | undefined)[]): readonly unknown[] {
  return kinds.map((list = []) =>
    list
      .map(({ IndexName = '', KeySchema, Projection }) => [
        IndexName,
        keys(KeySchema),
        Projection?.ProjectionType,
        [...(Projection?.NonKeyAttributes ?? [])].sort(),
      ])
      .sort(([left], [right]) => String(left).localeCompare(String(right))),
  );
}

function attributes({ AttributeDefinitions: definitions = [] }: Pick<TableDescription, 'AttributeDefinitions'>) {
  return definitions.map(({ AttributeName, AttributeType }) => `${AttributeName ?? ''} ${AttributeType ?? ''}`).sort();
}

async function setTimeToLive(client: DynamoDBClient, table: string, declared: Properties): Promise<void> {
  if (!declared.flag('Enabled')) return;
  const wanted = declared.text('AttributeName');
  const { TimeToLiveDescription: now } = await client.send(new DescribeTimeToLiveCommand({ TableName: table }));
  if (now?.TimeToLiveStatus === 'ENABLED' && now.AttributeName === wanted) return;
  if (now?.TimeToLiveStatus === 'ENABLED') {
    throw new Error(
      `The stored table ${table} has another time-to-live attribute than the template: start with --fresh.`,
    );
  }
  await client.send(
    new UpdateTimeToLiveCommand({
      TableName: table,
      TimeToLiveSpecification: { AttributeName: wanted, Enabled: true },
    }),
  );
}
