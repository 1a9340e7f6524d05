import type {
  GlobalSecondaryIndexDescription,
  StreamSpecification,
  TableDescription,
  TimeToLiveSpecification,
} from '@aws-sdk/client-dynamodb';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';

import { Tables } from '../../../infra/constructs/Tables.ts';
import { stageOf } from '../../../infra/stage.ts';
import { type Described, settingsOf, toText } from '../../../migration/settings.ts';

interface Declared {
  readonly BillingMode: string;
  readonly GlobalSecondaryIndexes: GlobalSecondaryIndexDescription[];
  readonly StreamSpecification: Pick<StreamSpecification, 'StreamViewType'>;
  readonly TimeToLiveSpecification: TimeToLiveSpecification;
}

const stack = new Stack(new App(), 'Data');
new Tables(stack, 'Tables', { stage: stageOf(stack) });
const template = Template.fromStack(stack);

/** The table that the template declares, as DynamoDB describes it. */
function declared(): { table: TableDescription; timeToLive: Described['timeToLive'] } {
  const [found] = Object.values(structuredClone(template.findResources('AWS::DynamoDB::Table')));
  const { BillingMode, GlobalSecondaryIndexes, ...more } = found?.['Properties'] as Declared;
  return {
    table: {
      TableName: 'TakeIt',
      GlobalSecondaryIndexes,
      BillingModeSummary: { BillingMode: BillingMode as 'PAY_PER_REQUEST' },
      StreamSpecification: { StreamEnabled: true, ...more.StreamSpecification },
    },
    timeToLive: {
      TimeToLiveStatus: 'ENABLED',
      AttributeName: more.TimeToLiveSpecification.AttributeName,
    },
  };
}

const BARE: Described = { table: { TableName: 'Old' }, timeToLive: undefined };

describe('The settings of a table', () => {
  it('lack nothing if they are those of the template', () => {
    const settings = settingsOf(declared());
    expect(settings).toEqual({ missing: [], commands: [], otherIndexes: [] });
    expect(toText(settings)).toBe('');
  });

  it.each<[string, (all: ReturnType<typeof declared>) => void]>([
    ['the index tocity-closing-index', ({ table }) => table.GlobalSecondaryIndexes?.splice(1, 1)],
    ['on-demand capacity', ({ table }) => delete table.BillingModeSummary],
    ['the stream with new and old images', ({ table }) => delete table.StreamSpecification],
    ['the time to live by tstamp', ({ timeToLive }) => delete timeToLive?.AttributeName],
  ])('lack %s', (what, remove) => {
    const all = declared();
    remove(all);
    expect(settingsOf(all).missing).toEqual([what]);
  });

  it('add one index at a time, and wait for each', () => {
    const { commands } = settingsOf(BARE);
    expect(commands.map((command) => (command.startsWith('until') ? 'wait' : command.split(' ')[2]))).toEqual([
      ...['update-table', 'wait', 'update-table', 'wait', 'update-table', 'wait'],
      ...['update-table', 'wait', 'update-table', 'wait', 'update-time-to-live'],
    ]);
    const creating = commands.filter((command) => command.includes('"Create"'));
    expect(creating.map((command) => /closing-index/g.exec(command)?.length)).toEqual([1, 1, 1]);
  });

  it('change the table in its own region', () => {
    const TableArn = 'arn:aws:dynamodb:eu-central-1:123456789012:table/Old';
    for (const command of settingsOf({ ...BARE, table: { ...BARE.table, TableArn } }).commands) {
      expect(command).toMatch(/aws dynamodb .*--table-name Old --region eu-central-1( |$)/);
    }
    // The table of another engine than AWS's has no region.
    const local = settingsOf({ ...BARE, table: { ...BARE.table, TableArn: 'arn:aws:dynamodb:ddblocal:0:table/Old' } });
    expect(local.commands.join(' ')).not.toContain('--region');
  });

  it('replace an index with other keys, and name those of the first app', () => {
    const all = declared();
    const [index] = all.table.GlobalSecondaryIndexes ?? [];
    if (!index) throw new Error('There is no index.');
    index.KeySchema = [
      { AttributeName: 'fromcity', KeyType: 'HASH' },
      { AttributeName: 'trdate', KeyType: 'RANGE' },
    ];
    all.table.GlobalSecondaryIndexes?.push({ ...index, IndexName: 'fromcity-trdate-index' });
    const settings = settingsOf(all);
    expect(settings.otherIndexes).toEqual(['fromcity-trdate-index']);
    expect(settings.commands.filter((command) => command.includes('update-table'))).toEqual([
      expect.stringContaining('"Delete"'),
      expect.stringContaining('"Create"'),
    ]);
    expect(toText(settings)).toContain('delete such indexes after the first app is off');
  });

  it('switch off a stream of another type first, because its type cannot change', () => {
    const all = declared();
    all.table.StreamSpecification = { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' };
    const [off, , on] = settingsOf(all).commands;
    expect([off, on]).toEqual([
      expect.stringContaining('StreamEnabled=false'),
      expect.stringContaining('StreamEnabled=true,StreamViewType=NEW_AND_OLD_IMAGES'),
    ]);
  });
});
