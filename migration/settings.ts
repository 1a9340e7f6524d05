import type {
  GlobalSecondaryIndexDescription,
  KeySchemaElement,
  TableDescription,
  TimeToLiveDescription,
} from '@aws-sdk/client-dynamodb';

import { SEARCH_INDEXES, TABLE } from '../domain/keys.ts';

/** The settings of a table that the template declares, as DynamoDB describes them. */
export interface Described {
  readonly table: TableDescription;
  readonly timeToLive: TimeToLiveDescription | undefined;
}

/** How a table differs from what the template declares. */
export interface Settings {
  /** What is missing, in words. */
  readonly missing: readonly string[];
  /** Commands that add it, to run one after another. */
  readonly commands: readonly string[];
  /** Indexes that the template does not declare: those of the first app. */
  readonly otherIndexes: readonly string[];
}

type Index = (typeof SEARCH_INDEXES)[keyof typeof SEARCH_INDEXES];

/**
 * Compares a table with what infra/constructs/Tables.ts declares: indexes, billing, stream and time to live. `cdk import`
 * needs a table that is as the template describes it.
 */
export function settingsOf({ table, timeToLive }: Described): Settings {
  const name = optionsOf(table);
  const found = table.GlobalSecondaryIndexes ?? [];
  const declared = Object.values(SEARCH_INDEXES);
  const steps = [
    ...declared.flatMap((index) =>
      indexSteps(
        name,
        index,
        found.find(({ IndexName }) => IndexName === index.name),
      ),
    ),
    ...(table.BillingModeSummary?.BillingMode === 'PAY_PER_REQUEST' ? [] : [billing(name)]),
    ...(isStreamed(table) ? [] : streamSteps(name, table)),
    ...(isExpiring(timeToLive) ? [] : [expiry(name)]),
  ];
  return {
    missing: steps.map(({ what }) => what),
    commands: steps.flatMap(({ commands }) => commands),
    otherIndexes: found
      .map(({ IndexName = '' }) => IndexName)
      .filter((one) => declared.every((index) => index.name !== one)),
  };
}

/** The options of the AWS CLI that name a table. Its default region may have another table of the same name. */
function optionsOf({ TableName: table = '', TableArn: arn = '' }: TableDescription): string {
  const [, region] = /^arn:[\w-]+:dynamodb:([a-z]+(?:-[a-z0-9]+)+):/.exec(arn) ?? [];
  return `--table-name ${table}${region === undefined ? '' : ` --region ${region}`}`;
}

interface Step {
  readonly what: string;
  readonly commands: readonly string[];
}

/**
 * DynamoDB adds or deletes one index at a time, so each command is followed by one that waits for its end.
 * @param table the options that name it, as in the functions below
 */
function indexSteps(table: string, index: Index, found: GlobalSecondaryIndexDescription | undefined): Step[] {
  const isSame = keysOf(found?.KeySchema) === `${index.partitionKey} ${index.sortKey}`;
  if (isSame && found?.Projection?.ProjectionType === 'ALL') return [];
  const deletion = {
    what: `the index ${index.name} has other keys`,
    commands: [updateIndexes(table, [], { Delete: { IndexName: index.name } }), waitFor(table, index.name, '')],
  };
  const creation = {
    what: `the index ${index.name}`,
    commands: [
      updateIndexes(table, [index.partitionKey, index.sortKey], {
        Create: {
          IndexName: index.name,
          KeySchema: [
            { AttributeName: index.partitionKey, KeyType: 'HASH' },
            { AttributeName: index.sortKey, KeyType: 'RANGE' },
          ],
          Projection: { ProjectionType: 'ALL' },
        },
      }),
      waitFor(table, index.name, 'ACTIVE'),
    ],
  };
  return found ? [deletion, creation] : [creation];
}

function keysOf(schema: readonly KeySchemaElement[] = []): string {
  const nameOf = (type: string) => schema.find(({ KeyType }) => KeyType === type)?.AttributeName ?? '';
  return `${nameOf('HASH')} ${nameOf('RANGE')}`;
}

function updateIndexes(table: string, attributes: readonly string[], update: object): string {
  const definitions = attributes.map((name) => `AttributeName=${name},AttributeType=S`).join(' ');
  return [
    `aws dynamodb update-table ${table}`,
    ...(definitions === '' ? [] : [`--attribute-definitions ${definitions}`]),
    `--global-secondary-index-updates '${JSON.stringify([update])}'`,
  ].join(' ');
}

/** @param status of the index; empty: the index is gone */
function waitFor(table: string, index: string, status: string): string {
  const query = `Table.GlobalSecondaryIndexes[?IndexName=='${index}'].IndexStatus`;
  const describe = `aws dynamodb describe-table ${table} --output text --query "${query}"`;
  return `until [ "$(${describe})" = "${status}" ]; do sleep 20; done`;
}

function billing(table: string): Step {
  return { what: 'on-demand capacity', commands: updateTable(table, '--billing-mode PAY_PER_REQUEST') };
}

function isStreamed({ StreamSpecification: stream }: TableDescription): boolean {
  return stream?.StreamEnabled === true && stream.StreamViewType === 'NEW_AND_OLD_IMAGES';
}

/** A stream of another type is switched off first: its type cannot change. */
function streamSteps(table: string, { StreamSpecification: stream }: TableDescription): Step[] {
  const off = stream?.StreamEnabled === true ? updateTable(table, '--stream-specification StreamEnabled=false') : [];
  const on = updateTable(table, '--stream-specification StreamEnabled=true,StreamViewType=NEW_AND_OLD_IMAGES');
  return [{ what: 'the stream with new and old images', commands: [...off, ...on] }];
}

function isExpiring(found: TimeToLiveDescription | undefined): boolean {
  const isOn = found?.TimeToLiveStatus === 'ENABLED' || found?.TimeToLiveStatus === 'ENABLING';
  return isOn && found.AttributeName === TABLE.timeToLive;
}

function expiry(table: string): Step {
  const setting = `Enabled=true,AttributeName=${TABLE.timeToLive}`;
  const command = `aws dynamodb update-time-to-live ${table} --time-to-live-specification ${setting}`;
  return { what: `the time to live by ${TABLE.timeToLive}`, commands: [command] };
}

function updateTable(table: string, setting: string): string[] {
  return [`aws dynamodb update-table ${table} ${setting}`, `aws dynamodb wait table-exists ${table}`];
}

/** The settings for the screen; empty if nothing is missing. */
export function toText({ missing, commands, otherIndexes }: Settings): string {
  return [
    ...(missing.length > 0
      ? [`The table lacks ${missing.join(', ')}. Before cdk import, run in this order:`, '', ...commands, '']
      : []),
    ...(otherIndexes.length > 0
      ? [`The template does not declare ${otherIndexes.join(', ')}: delete such indexes after the first app is off.`]
      : []),
  ]
    .map((line) => `${line}\n`)
    .join('');
}
