import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { accountKey, REMOVED_PARTY, reportKey, REPORTS } from '../../domain/keys.ts';
import type { PersonConnection, Report, ReportConnection } from '../../domain/schema.types.ts';
import { aCaller, type Caller, Handlers } from '../support/resolvers/handlers.ts';
import { aScene } from '../support/resolvers/scene.ts';

let api: Handlers;
beforeAll(async () => {
  api = await Handlers.open();
});
afterAll(() => api.table.drop());

/** Jonas reports the traveler of a trip. */
async function aReport() {
  const { amira, jonas, trip } = await aScene(api);
  const input = { person: amira.id, tripId: trip.id, reason: 'FRAUD' };
  await api.run('Mutation.report', { by: jonas, args: { input } });
  const items = await api.table.everythingOf(REPORTS.partition);
  const item = items.find(({ about }) => about === amira.id);
  return { amira, id: String(item?.['created']).slice(reportKey('OPEN', '').created.length) };
}

const decide = (by: Caller, id: string, decision: string) =>
  api.run<Report>('Mutation.decideReport', { by, args: { input: { id, decision } } });
const ended = ({ id }: Caller) => [{ subscriptionField: 'onRequestUpdate', payload: { recipient: id } }];

describe('A decision to suspend', () => {
  it('ends the subscriptions of the person, also when its first answer is lost', async () => {
    const mona = aCaller('Mona');
    for (const isLost of [false, true]) {
      const { amira, id } = await aReport();
      if (isLost) api.meanwhile('answer lost');
      expect(await decide(mona, id, 'SUSPEND')).toMatchObject({ status: 'SUSPENDED', about: { id: amira.id } });
      expect(await api.table.stored(accountKey(amira.id))).toHaveProperty('suspended');
      expect(api.invalidations).toEqual(ended(amira));
      await decide(mona, id, 'SUSPEND');
      expect(api.invalidations).toEqual(ended(amira));
    }
  });

  it('is none if the report is dismissed', async () => {
    const mona = aCaller('Mona');
    const { amira, id } = await aReport();
    for (let times = 0; times < 2; times += 1) {
      expect(await decide(mona, id, 'DISMISS')).toMatchObject({ status: 'DISMISSED' });
      expect(api.invalidations).toEqual([]);
    }
    expect(await api.table.stored(accountKey(amira.id))).not.toHaveProperty('suspended');
  });
});

it('A moderator does not see who has reported them', async () => {
  const { amira, id } = await aReport();
  const listed = async (by: Caller) => {
    const { items } = await api.run<ReportConnection>('Query.reports', { by, args: { status: 'OPEN' } });
    return items.map((report) => report.id);
  };
  expect(await listed(aCaller('Mona'))).toContain(id);
  expect(await listed(amira)).not.toContain(id);
});

it('A suspended moderator does not read reports', async () => {
  const mona = aCaller('Mona');
  await api.table.store({ ...accountKey(mona.id), suspended: '2026-10-05T06:07:08.901Z' });
  expect(await api.refusal('Query.reports', { by: mona, args: { status: 'OPEN' } })).toEqual({
    errorType: 'AccountSuspended',
    errorInfo: {},
  });
});

it('The list of blocked people shows their names and first days', async () => {
  const [noor, amira] = [aCaller('Noor'), aCaller('Amira')];
  const shown = { name: 'Amira', since: '2026-01-02' };
  await api.table.store({ ...accountKey(amira.id), ...shown });
  await api.run('Mutation.blockPerson', { by: noor, args: { id: amira.id } });
  const { items } = await api.run<PersonConnection>('Query.blockedPeople', { by: noor, args: {} });
  expect(items).toMatchObject([{ id: amira.id, ...shown }]);
});

it('Nobody blocks a person of whom a removal has left only a random id', async () => {
  const refusal = await api.refusal('Mutation.blockPerson', { by: aCaller('Noor'), args: { id: `${REMOVED_PARTY}1` } });
  expect(refusal).toEqual({ errorType: 'NotFound', errorInfo: {} });
  expect(await api.table.everythingOf(`${REMOVED_PARTY}1`)).toEqual([]);
});
