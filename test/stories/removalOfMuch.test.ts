import { randomUUID } from 'node:crypto';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type Host, startHost } from '../../local/host.ts';
import { accountKey } from '../../resolvers/lib/keys.ts';
import type { AccountRemoval } from '../../resolvers/lib/schema.types.ts';
import { aBigAccount, type BigAccount, storeAll } from '../support/bigAccount.ts';
import { aPerson, type Person } from '../support/people.ts';
import { leftOf, pictureOf } from '../support/removedAccount.ts';
import { type StoredItems, tableOf } from '../support/storedItems.ts';
import { type TakeIt, whereabouts } from '../support/takeIt.ts';
import { until } from '../support/until.ts';
import { poolOf } from '../support/userPool.ts';

const LONG = 400_000;
const RECORDS = 12_000;

describe(`Amira has been there for long: ${RECORDS} records`, () => {
  let host: Host;
  let takeIt: TakeIt;
  let table: StoredItems;
  let amira: Person;
  let account: BigAccount;
  const somebody = randomUUID();
  const unrelated = aBigAccount(somebody, 400).items;
  beforeAll(async () => {
    host = await startHost({ assembly: inject('assembly') });
    takeIt = whereabouts(host);
    table = tableOf(takeIt);
    amira = await aPerson('Amira', takeIt);
    account = aBigAccount(amira.id, RECORDS);
    await storeAll(DynamoDBDocumentClient.from(host.dynamodb), takeIt.tableName, [...account.items, ...unrelated]);
  }, LONG);
  afterAll(() => host.close());

  it(
    'when she leaves she is told that it goes on, and it does, to the end',
    async () => {
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
    'nothing in the whole table tells of her but the tombstone, and nobody else has lost anything',
    async () => {
      const items = await table.everything();
      const telling = items.filter((item) => JSON.stringify(item).includes(amira.id));
      expect(telling).toHaveLength(1);
      expect(telling[0]).toMatchObject({ ...accountKey(amira.id), removed: expect.any(String) as string });
      expect(pictureOf(items)).toEqual(pictureOf([...leftOf(amira.id, account), ...unrelated]));
    },
    LONG,
  );

  it('and the user pool knows her no more', async () => {
    expect(await poolOf(takeIt).usersOf(amira.id)).toEqual([]);
  });
});
