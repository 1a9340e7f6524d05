import { beforeAll, describe, expect, it } from 'vitest';

import { accountKey } from '../../../domain/keys.ts';
import type { RequestUpdateInput } from '../../../domain/schema.types.ts';
import { PUBLISH, Signer } from '../../support/stories/iam.ts';
import { aMember, type Person } from '../../support/stories/people.ts';
import { aPhone, Phone, withPhones } from '../../support/stories/phone.ts';
import { aRequest } from '../../support/stories/requests.ts';
import { everythingOf, GOING, overwrite } from '../../support/stories/storedItems.ts';
import { aTrip } from '../../support/trips.ts';

const notAllowed = { errorType: 'NotAllowed', errorInfo: {} };

/** What came back in place of a start_ack. */
const errorsIn = ({ type, payload }: { type: string; payload?: Readonly<Record<string, unknown>> }) => {
  expect(type).toBe('error');
  return payload?.['errors'] as { errorType?: string; message: string }[];
};

describe('Mallory, who has no part in it,', () => {
  let amira: Person;
  let jonas: Person;
  let mallory: Person;
  beforeAll(async () => {
    [amira, jonas, mallory] = await Promise.all([aMember('Amira'), aMember('Jonas'), aMember('Mallory')]);
    await amira.savesContacts({ name: 'Amira', mobile: '+201001234567' });
    await jonas.savesContacts({ name: 'Jonas', email: 'jonas@example.com' });
  });

  it('listens, asks and acts in every way, is refused each time, and is told nothing but her own', async () => {
    const trip = await amira.posts(aTrip());
    const phone = await new Phone(mallory).goesOn();
    // What she sends along is nothing that the subscription asks for.
    await phone.listens({ id: 'variables', variables: { recipient: amira.id, requester: jonas.id } });
    const aliased = 'subscription { onRequestUpdate: onRequestUpdate { recipient: counterpart id: requestId status } }';
    expect(await phone.asks(aliased, { id: 'aliases' })).toMatchObject({ type: 'start_ack' });
    const all = 'subscription ($no: Boolean = false) { onRequestUpdate { recipient requestId status @skip(if: $no) } }';
    expect(await phone.asks(all, { id: 'directives', variables: { no: false } })).toMatchObject({ type: 'start_ack' });

    const { id } = await jonas.sends(aRequest(trip, { note: 'Two coats' }));
    await expect(mallory.accepts(id)).rejects.toMatchObject(notAllowed);
    await expect(mallory.declines(id)).rejects.toMatchObject(notAllowed);
    await amira.accepts(id);
    await expect(mallory.cancels(id)).rejects.toMatchObject(notAllowed);
    expect(await mallory.sees(id)).toBeNull();
    expect(await mallory.findsOwnRequest(trip.id)).toBeNull();
    expect((await mallory.listsReceived({ status: 'ACCEPTED' })).items).toEqual([]);
    expect((await mallory.listsSent({ status: 'ACCEPTED' })).items).toEqual([]);
    expect(await mallory.ownContacts()).toMatchObject({ name: 'Mallory', email: mallory.email });
    await amira.cancels(id);

    // The first thing that any of her ears hears is what she does herself.
    const own = await mallory.sends(aRequest(trip));
    expect(own.contacts).toBeNull();
    const heard = [await phone.next(), await phone.next(), await phone.next()];
    const tell = (field: object) => ({ data: { onRequestUpdate: expect.objectContaining(field) as unknown } });
    expect(Object.fromEntries(heard.map((message) => [message.id, message.payload]))).toEqual({
      variables: tell({ requestId: own.id, recipient: mallory.id }),
      aliases: { data: { onRequestUpdate: { recipient: amira.id, id: own.id, status: 'PENDING' } } },
      directives: tell({ requestId: own.id, recipient: mallory.id }),
    });
    await phone.goesOff();
  });

  it.each([
    ['an argument', 'subscription { onRequestUpdate(recipient: "x") { status } }', {}],
    ['an argument by variable', 'subscription ($to: ID) { onRequestUpdate(recipient: $to) { status } }', { to: 'x' }],
    ['a filter', 'subscription { onRequestUpdate(filter: { recipient: { ne: "x" } }) { status } }', {}],
    ['contacts', 'subscription { onRequestUpdate { contacts { mobile } } }', {}],
    ['the request itself', 'subscription { onRequestUpdate { request { note items { kg } } } }', {}],
  ])('cannot even ask for others by way of %s', async (_, query, variables) => {
    const phone = await new Phone(mallory).goesOn();
    const [error] = errorsIn(await phone.asks(query, { variables }));
    expect(error?.message).toMatch(/^Validation error of type (UnknownArgument|FieldUndefined|SubSelection)/);
    await phone.goesOff();
  });

  it('is nobody else with a token that she has changed, and herself with her own on any connection', async () => {
    const [head, , signature] = mallory.idToken.split('.');
    const forged = [head, jonas.idToken.split('.')[1], signature].join('.');
    const phone = await new Phone(mallory).goesOn();
    const { host } = new URL(mallory.url);
    const as = (Authorization: string) => ({ id: 'as', authorization: { host, Authorization } });
    expect(errorsIn(await phone.asks(undefined, as(forged)))).toMatchObject([{ errorType: 'UnauthorizedException' }]);
    expect(errorsIn(await phone.asks(undefined, as('')))).toMatchObject([{ errorType: 'UnauthorizedException' }]);
    await expect(new Phone(mallory, forged).goesOn()).rejects.toThrow('Expected connection_ack, not connection_error.');
    await phone.listens(as(mallory.accessToken));
    const trip = await amira.posts(aTrip());
    await jonas.sends(aRequest(trip));
    const { id } = await mallory.sends(aRequest(trip));
    expect(await phone.hears('as')).toMatchObject({ requestId: id, recipient: mallory.id });
    await phone.goesOff();
  });

  it('tells nobody anything: to publish is for the API itself', async () => {
    const trip = await amira.posts(aTrip());
    await withPhones([amira, mallory], async (hers, own) => {
      for (const recipient of [amira, mallory]) {
        const input = anUpdate(recipient, { tripId: trip.id });
        for (const token of [mallory.idToken, mallory.accessToken]) {
          await expect(mallory.ask(PUBLISH, { input }, token)).rejects.toMatchObject({
            errorType: 'Unauthorized',
            message: 'Not Authorized to access publishRequestUpdate on type Mutation',
          });
        }
      }
      const { id } = await mallory.sends(aRequest(trip));
      expect(await hers.hears()).toMatchObject({ requestId: id });
      expect(await own.hears()).toMatchObject({ requestId: id });
    });
  });

  /** An update as it might have been. */
  function anUpdate(recipient: Person, changes: Partial<RequestUpdateInput> = {}): RequestUpdateInput {
    return {
      recipient: recipient.id,
      requestId: `2026-01-02-03-04-05-678901_${amira.id}_${jonas.id}`,
      tripId: `2026-01-02-03-04-05-678901_${amira.id}`,
      role: 'RECEIVED',
      status: 'ACCEPTED',
      revision: 9,
      change: 'STATUS',
      counterpart: jonas.id,
      changedAt: '2026-01-02T03:04:05.678Z',
      ...changes,
    };
  }

  it('hears nothing of what the API tells others, even in their names', async () => {
    await withPhones([amira, jonas, mallory], async (hers, his, own) => {
      const signer = new Signer();
      for (const person of [amira, jonas, mallory]) await signer.publishes(anUpdate(person));
      expect(await own.hears()).toMatchObject({ recipient: mallory.id });
      expect(await his.hears()).toMatchObject({ recipient: jonas.id });
      expect(await hers.hears()).toEqual({ ...anUpdate(amira), reason: null });
    });
  });
});

describe('Somebody who signs with IAM', () => {
  const signer = new Signer();
  const refusal = (field: string, type: string) => ({
    errorType: 'Unauthorized',
    message: `Not Authorized to access ${field} on type ${type}`,
  });

  it('has no requests to listen to', async () => {
    const query = 'subscription { onRequestUpdate { requestId status } }';
    expect(errorsIn(await signer.subscribes(query))).toEqual([refusal('onRequestUpdate', 'Subscription')]);
  });

  it.each([
    ['Query', 'trip', '{ trip(id: "x") { id } }'],
    ['Query', 'request', '{ request(id: "x") { id } }'],
    ['Query', 'receivedRequests', '{ receivedRequests(status: PENDING) { nextToken } }'],
    ['Query', 'contacts', '{ contacts { name } }'],
    ['Query', 'account', '{ account { id } }'],
    ['Mutation', 'acceptRequest', 'mutation { acceptRequest(id: "x") { id } }'],
    ['Mutation', 'deleteTrip', 'mutation { deleteTrip(id: "x") { id } }'],
    ['Mutation', 'saveContacts', 'mutation { saveContacts(input: { name: "x" }) { name } }'],
  ])('is nobody to %s.%s', async (type, field, query) => {
    await expect(signer.ask(query)).rejects.toMatchObject(refusal(field, type));
  });
});

describe('Jonas, whose account is going,', () => {
  it('cannot listen any more, and nothing is stored for it', async () => {
    const jonas = await aMember('Jonas');
    const phone = await aPhone(jonas);
    await overwrite(accountKey(jonas.id), GOING);
    const [error] = errorsIn(await phone.asks(undefined, { id: 'again' }));
    expect(error).toMatchObject({ errorType: 'AccountRemoved' });
    expect((await everythingOf(jonas.id)).map(({ created }) => created)).toEqual(['account', 'contacts']);
    await phone.goesOff();
  });
});
