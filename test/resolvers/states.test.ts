import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { halfKey } from '../../domain/keys.ts';
import { STATUSES } from '../../domain/requestStates.ts';
import type { RequestStatus } from '../../domain/schema.types.ts';
import { Handlers } from '../support/resolvers/handlers.ts';
import { acting, aScene, LIVE, NOT_FOUND, type Scene, send, standOf } from '../support/resolvers/scene.ts';

type Act = 'accept' | 'decline' | 'cancel';

/**
 * What each party's action makes of each status, as docs/request-states.md says it: the new status with its reason, an
 * error, or `stays` for a repeated call.
 */
const TABLE: readonly (readonly [Act, 'amira' | 'jonas', Readonly<Record<RequestStatus, string>>])[] = [
  ['accept', 'amira', row('ACCEPTED', 'stays', 'StatusChanged', 'StatusChanged')],
  ['decline', 'amira', row('DECLINED', 'StatusChanged', 'stays', 'StatusChanged')],
  ['cancel', 'amira', row('StatusChanged', 'CANCELLED CANCELLED', 'StatusChanged', 'StatusChanged')],
  ['accept', 'jonas', row('NotAllowed', 'NotAllowed', 'NotAllowed', 'NotAllowed')],
  ['decline', 'jonas', row('NotAllowed', 'NotAllowed', 'NotAllowed', 'NotAllowed')],
  ['cancel', 'jonas', row('CANCELLED WITHDRAWN', 'CANCELLED CANCELLED', 'StatusChanged', 'StatusChanged')],
];

function row(pending: string, accepted: string, declined: string, cancelled: string) {
  return { PENDING: pending, ACCEPTED: accepted, DECLINED: declined, CANCELLED: cancelled };
}

let api: Handlers;
beforeAll(async () => {
  api = await Handlers.open();
});
afterAll(() => api.table.drop());

/** A request that stands in a status with a reason of its own, in revision 4, on both sides. */
async function standingIn(status: RequestStatus, reason = 'TRIP_DELETED'): Promise<Scene> {
  const scene = await aScene(api);
  const { pair } = scene;
  const half = { dtime: pair.tripid, revision: 4, tstamp: LIVE, items: { Clothes: 2 } };
  const reasons = status === 'CANCELLED' ? { reason } : {};
  for (const party of ['traveler', 'requester'] as const) {
    await api.table.store({ ...half, ...reasons, ...halfKey(party, status, pair) });
  }
  return scene;
}

describe('The table of states', () => {
  const cases = TABLE.flatMap(([what, who, outcomes]) =>
    STATUSES.map((status) => [what, who, status, outcomes[status]] as const),
  );
  it.each(cases)('%s by %s, of a request that is %s: %s', async (what, who, status, outcome) => {
    const scene = await standingIn(status);
    const { errorType, errorInfo } = await api.refusal(`Mutation.${what}Request`, acting(scene, scene[who]));
    const [next = '', reason] = outcome.split(' ');
    const isNew = next in row('', '', '', '');
    if (isNew) expect(errorInfo).toMatchObject({ status: next, reason: reason ?? null, revision: 5 });
    else expect(errorType ?? 'stays').toBe(next);
    if (next === 'StatusChanged') expect(errorInfo).toEqual({ status });
    expect(await standOf(api, scene)).toBe(isNew ? `${next} 5, ${next} 5` : `${status} 4, ${status} 4`);
  });

  it.each([
    ['WITHDRAWN', 'jonas', 'WITHDRAWN'],
    ['CANCELLED', 'jonas', 'CANCELLED'],
    ['CANCELLED', 'amira', 'CANCELLED'],
    ['WITHDRAWN', 'amira', null],
    ['ACCOUNT_REMOVED', 'jonas', null],
  ] as const)('a repeated cancel of a request that is %s answers %s with %s', async (reason, who, answered) => {
    const scene = await standingIn('CANCELLED', reason);
    const { errorType, errorInfo } = await api.refusal('Mutation.cancelRequest', acting(scene, scene[who]));
    if (answered) expect(errorInfo).toMatchObject({ status: 'CANCELLED', reason: answered, revision: 4 });
    else expect(errorType).toBe('StatusChanged');
  });

  it.each(STATUSES)('sending over a request that is %s', async (status) => {
    const scene = await standingIn(status);
    const { errorType } = await api.refusal('Mutation.sendRequest', {
      by: scene.jonas,
      args: { input: { tripId: scene.trip.id, tripVersion: 1, items: [{ category: 'CLOTHES', kg: 1 }] } },
    });
    const refused = { PENDING: 'AlreadyRequested', ACCEPTED: 'AlreadyRequested', DECLINED: 'AlreadyDeclined' } as const;
    expect(errorType).toBe(status === 'CANCELLED' ? null : refused[status]);
  });
});

describe('Nobody acts on a request', () => {
  it.each(['accept', 'decline', 'cancel'] as const)('of other people: %s', async (what) => {
    const [scene, other] = [await aScene(api), await aScene(api)];
    await send(api, scene);
    const { errorType } = await api.refusal(`Mutation.${what}Request`, acting(scene, other.amira));
    expect(errorType).toBe('NotAllowed');
    expect(await standOf(api, scene)).toBe('PENDING 1, PENDING 1');
  });

  it('that was never sent', async () => {
    const scene = await aScene(api);
    expect(await api.refusal('Mutation.acceptRequest', acting(scene))).toEqual(NOT_FOUND);
    expect(await api.refusal('Mutation.cancelRequest', acting(scene, scene.jonas))).toEqual(NOT_FOUND);
    await api.table.forget(scene.tripKey);
    // A traveler without the trip may be nobody's traveler.
    expect(await api.refusal('Mutation.acceptRequest', acting(scene))).toMatchObject({ errorType: 'NotAllowed' });
  });

  it('with themselves', async () => {
    const scene = await aScene(api);
    const args = { id: `${scene.trip.id}_${scene.amira.id}` };
    const { errorType } = await api.refusal('Mutation.acceptRequest', { by: scene.amira, args });
    expect(errorType).toBe('NotAllowed');
  });

  it('under an id of another form', async () => {
    const { amira, id } = await aScene(api);
    for (const bad of ['', id.slice(0, -1).split('_')[0] ?? '', `${id}_x`, id.replace(/^\d{4}/, '20x4'), `${id}\n`]) {
      const refusal = await api.refusal('Mutation.acceptRequest', { by: amira, args: { id: bad } });
      expect(refusal).toEqual({ errorType: 'ValidationError', errorInfo: { field: 'id', rule: 'format' } });
    }
  });
});
