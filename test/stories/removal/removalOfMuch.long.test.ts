import { randomUUID } from 'node:crypto';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { accountKey } from '../../../domain/keys.ts';
import type { AccountRemoval } from '../../../domain/schema.types.ts';
import { createFaults } from '../../../local/faults/faults.ts';
import type { Host } from '../../../local/host/types.ts';
import { startSharingHost } from '../../support/host/sharedEngine.ts';
import { aBigAccount, type BigAccount, storeAll } from '../../support/removal/bigAccount.ts';
import { leftOf, pictureOf } from '../../support/removal/removedAccount.ts';
import { shared } from '../../support/shared/shared.ts';
import { aPerson, type Person } from '../../support/stories/people.ts';
import { type StoredItems, tableOf } from '../../support/stories/storedItems.ts';
import { type TakeIt, whereabouts } from '../../support/stories/takeIt.ts';
import { poolOf } from '../../support/stories/userPool.ts';
import { until } from '../../support/until.ts';

const LONG = 400_000;
const RECORDS = 12_000;
describe(`Removing an account of ${RECORDS} records`, () => {
  const faults = createFaults();
  let host: Host;
  let takeIt: TakeIt;
  let table: StoredItems;
  let amira: Person;
  let account: BigAccount;
  const somebody = randomUUID();
  const unrelated = aBigAccount(somebody, 400).items;
  beforeAll(async () => {
    const assembly = await shared('assembly');
    host = await startSharingHost({ assembly, faults });
    takeIt = whereabouts(host);
    table = tableOf(takeIt);
    amira = await aPerson('Amira', takeIt);
    account = aBigAccount(amira.id, RECORDS);
    await storeAll(DynamoDBDocumentClient.from(host.dynamodb), takeIt.tableName, [...account.items, ...unrelated]);
  }, LONG);
  afterAll(() => host.close());

  it(
    'answers that it is in progress, and goes on to the end',
    async () => {
      let seesProgress = (): void => undefined;
      const seen = new Promise<void>((resolve) => (seesProgress = resolve));
      // The reader of the stream could otherwise be done before the next look.
      faults.add({ caller: '*FollowUp*', operation: 'BatchWriteItem', fault: () => seen });
      const answers: AccountRemoval[] = [await amira.deletesAccount()];
      expect(answers[0]).toMatchObject({ status: 'IN_PROGRESS' });
      for (let isDone = false; !isDone; isDone = answers.at(-1)?.status === 'COMPLETE') {
        const told = answers.at(-1)?.requests;
        await until(
          'the removal has come further',
          () => table.stored(accountKey(amira.id)),
          (item) => item?.['removed'] !== undefined || item?.['removedrequests'] !== told,
          LONG,
        );
        answers.push(await amira.deletesAccount());
        if ((answers.at(-1)?.requests ?? 0) > 0) seesProgress();
      }
      answers.push(await amira.deletesAccount());
      expect(answers.length).toBeGreaterThan(3);
      // What she is told only ever grows.
      const done = answers.map(({ trips, requests }) => trips + requests);
      expect(done).toEqual([...done].sort((one, other) => one - other));
      expect(answers.at(-1)).toEqual({
        status: 'COMPLETE',
        trips: account.trips.length,
        requests: account.requests.length,
      });
    },
    LONG,
  );

  it(
    'leaves only the tombstone, and nobody else has lost anything',
    async () => {
      const items = await table.everything();
      const telling = items.filter((item) => JSON.stringify(item).includes(amira.id));
      expect(telling).toHaveLength(1);
      expect(telling[0]).toMatchObject({ ...accountKey(amira.id), removed: expect.any(String) as string });
      expect(pictureOf(items)).toEqual(pictureOf([...leftOf(amira.id, account), ...unrelated]));
    },
    LONG,
  );

  it('deletes the user from the user pool', async () => {
    expect(await poolOf(takeIt).usersOf(amira.id)).toEqual([]);
  });
});
