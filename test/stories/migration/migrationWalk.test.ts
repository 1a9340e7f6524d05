import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AdminDeleteUserCommand, CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import {
  CreateTableCommand,
  DeleteTableCommand,
  UpdateTableCommand,
  type UpdateTableCommandInput,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, it } from 'vitest';

import type { Contacts } from '../../../domain/schema.types.ts';
import type { Host } from '../../../local/host/types.ts';
import { temporaryDirectory } from '../../support/assemblies.ts';
import { startSharingHost } from '../../support/host/sharedEngine.ts';
import { migrateCommand, migrateTable, readReport, whatDoesNotAddUp } from '../../support/migration/migration.ts';
import { OriginalApp } from '../../support/migration/originalApp.ts';
import { shared } from '../../support/shared/shared.ts';
import { aPerson } from '../../support/stories/people.ts';
import { tableOf } from '../../support/stories/storedItems.ts';
import { type TakeIt, whereabouts } from '../../support/stories/takeIt.ts';

const folder = temporaryDirectory();
const [TRIP, OTHER_TRIP] = ['2026-10-04-19-34-18-736061', '2026-10-05-19-34-18-736061'];
const OLD = 'Old-Take-It';

let host: Host;
let takeIt: TakeIt;
let cognito: CognitoIdentityProviderClient;
beforeAll(async () => {
  host = await startSharingHost({ assembly: await shared('assembly') });
  takeIt = whereabouts(host);
  const { region, cognitoEndpoint: endpoint } = takeIt;
  cognito = new CognitoIdentityProviderClient({
    region,
    endpoint,
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
  });
});
afterAll(async () => {
  await host.dynamodb.send(new DeleteTableCommand({ TableName: OLD }));
  cognito.destroy();
  await host.close();
});

/** The local pool has no identity provider: in the list, a person gets the username that Cognito gives a person of Google. */
function federate(file: string, sub: string, username: string): void {
  const users = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
  const others = Object.entries(users).filter(([, id]) => id !== sub);
  writeFileSync(file, JSON.stringify(Object.fromEntries([...others, [username, sub]])));
}

/** The old table: the keys and an index of the first app, and neither stream nor time to live. */
async function createOldTable(): Promise<void> {
  const keys = ['username', 'created'].map(
    (AttributeName, at) => ({ AttributeName, KeyType: at ? 'RANGE' : 'HASH' }) as const,
  );
  const names = ['username', 'created', 'fromcity', 'trdate'];
  await host.dynamodb.send(
    new CreateTableCommand({
      TableName: OLD,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: keys,
      AttributeDefinitions: names.map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
      GlobalSecondaryIndexes: [
        {
          IndexName: 'fromcity-trdate-index',
          KeySchema: [
            { AttributeName: 'fromcity', KeyType: 'HASH' },
            { AttributeName: 'trdate', KeyType: 'RANGE' },
          ],
          Projection: { ProjectionType: 'ALL' },
        },
      ],
    }),
  );
}

/** Does what the AWS CLI does with a command that the migration prints. */
async function runPrinted(command: string): Promise<void> {
  const TableName = OLD;
  const definitions = [...command.matchAll(/AttributeName=(\w+),AttributeType=S/g)].map(([, name = '']) => name);
  const indexes = /--global-secondary-index-updates '(.*)'/.exec(command)?.[1];
  if (indexes !== undefined) {
    const GlobalSecondaryIndexUpdates = JSON.parse(indexes) as UpdateTableCommandInput['GlobalSecondaryIndexUpdates'];
    const AttributeDefinitions = definitions.map((AttributeName) => ({ AttributeName, AttributeType: 'S' }) as const);
    await host.dynamodb.send(new UpdateTableCommand({ TableName, AttributeDefinitions, GlobalSecondaryIndexUpdates }));
  } else if (command.includes('--stream-specification')) {
    const StreamSpecification = { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' } as const;
    await host.dynamodb.send(new UpdateTableCommand({ TableName, StreamSpecification }));
  } else if (command.includes('update-time-to-live')) {
    const TimeToLiveSpecification = { Enabled: true, AttributeName: 'tstamp' };
    await host.dynamodb.send(new UpdateTimeToLiveCommand({ TableName, TimeToLiveSpecification }));
  }
}

it('docs/migration.md leads from an old table to the running product', { timeout: 120_000 }, async () => {
  // The first app ran, and is switched off: nothing writes to the old table any more.
  const people = await Promise.all(['Amira', 'Jonas', 'Noor', 'Lina'].map((name) => aPerson(name, takeIt)));
  const [amira, jonas, noor, gone] = people;
  if (!amira || !jonas || !noor || !gone) throw new Error('Nobody is here.');
  const google = 'Google_103456789';
  const app = new OriginalApp();
  for (const person of [amira.id, jonas.id, google]) app.play(app.openAccount(person));
  app
    .play(app.saveCard(amira.id, { name: 'Amira', 'e-mail': 'amira@example.com ', mobile: '+20 (0)100 123 4567' }))
    .play(app.saveCard(google, { cname: 'Noor', email: 'noor@example.com' }))
    .play(app.postTrip(amira.id, TRIP, { fromcity: ' Berlin - Germany' }))
    .play(app.postTrip(google, OTHER_TRIP))
    .play(app.send(google, amira.id, TRIP))
    .play(app.decline(amira.id, `pending_${TRIP}_${google}`))
    .play(app.send(jonas.id, google, OTHER_TRIP))
    .play(app.accept(google, `pending_${OTHER_TRIP}_${jonas.id}`))
    .play(app.send(gone.id, amira.id, TRIP))
    .play(app.accept(amira.id, `pending_${TRIP}_${gone.id}`))
    .play(app.removeAccount(gone.id), 0);
  await cognito.send(new AdminDeleteUserCommand({ UserPoolId: takeIt.userPoolId, Username: gone.email }));
  await createOldTable();
  await tableOf({ ...takeIt, tableName: OLD }).storeAll(app.items);

  // 1. The list of users.
  const users = join(folder, 'users.json');
  const pool = ['--pool', takeIt.userPoolId, '--users', users, '--region', takeIt.region];
  expect(await migrateCommand([...pool, '--endpoint', takeIt.cognitoEndpoint])).toMatchObject({
    code: 0,
    printed: `3 users are in ${users}.\n`,
  });
  federate(users, noor.id, google);

  // 2. What the table lacks. The commands add it.
  const before = await migrateTable({ ...takeIt, tableName: OLD }, join(folder, 'old.json'), '--users', users);
  expect(before).toMatchObject({ code: 0, errors: '' });
  const commands = before.printed.split('\n').filter((line) => line.startsWith('aws '));
  expect(commands.filter((line) => line.includes('"Create"'))).toHaveLength(3);
  for (const command of commands) await runPrinted(command);
  const after = await migrateTable({ ...takeIt, tableName: OLD }, join(folder, 'ready.json'), '--users', users);
  expect(after.printed).not.toContain('The table lacks');

  // 3. The table becomes that of the stack: on this machine by a copy, on AWS by `cdk import`.
  const table = tableOf(takeIt);
  await table.storeAll(await tableOf({ ...takeIt, tableName: OLD }).everything());

  // 4. Look, repair, look again.
  const report = join(folder, 'report.json');
  expect(await migrateTable(takeIt, report, '--users', users)).toMatchObject({ code: 0 });
  expect(readReport(report)).toMatchObject({ people: { unclear: [], gone: 1 }, items: { left: 0 } });
  expect(await migrateTable(takeIt, report, '--users', users, '--apply')).toMatchObject({ code: 0, errors: '' });
  expect(whatDoesNotAddUp(readReport(report))).toEqual([]);
  expect(await migrateTable(takeIt, report, '--users', users)).toMatchObject({ code: 0 });
  expect(readReport(report).items).toMatchObject({ toRepair: 0, left: 0 });
  expect(await table.mentioning([google, `_${google.slice(7)}`, gone.id])).toEqual([]);

  // The product runs: everybody sees what is theirs, and nobody sees who is gone.
  expect((await noor.lists({ limit: 10 })).items).toMatchObject([
    { traveler: { name: 'Noor' }, fromCity: 'Berlin-Germany' },
  ]);
  expect((await noor.listsSent({ status: 'DECLINED' })).items).toMatchObject([{ tripId: `${TRIP}_${amira.id}` }]);
  expect((await noor.listsSent({ status: 'PENDING' })).items).toEqual([]);
  expect((await jonas.listsSent({ status: 'ACCEPTED' })).items).toMatchObject([
    { traveler: noor.id, contacts: { name: 'Noor', email: 'noor@example.com' } },
  ]);
  const closed = await amira.listsReceived({ status: 'CANCELLED' });
  expect(closed.items).toMatchObject([
    { reason: 'ACCOUNT_REMOVED', requester: expect.stringMatching(/^removed-/) as string },
  ]);
  const found = (await jonas.searchesOn({ from: 'Berlin-Germany', to: 'Cairo-Egypt', limit: 10 })).flat();
  expect(found.map(({ traveler }) => traveler.name).sort()).toEqual(['Amira', 'Noor']);
  const { contacts }: { contacts: Contacts } = await amira.ask('query { contacts { name email mobile } }');
  expect(contacts).toMatchObject({
    name: 'Amira',
    email: 'amira@example.com',
    mobile: '+201001234567',
  });
});
