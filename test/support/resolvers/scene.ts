import { accountKey, contactsKey, halfKey, type Key, type Pair, type Party } from '../../../domain/keys.ts';
import { STATUSES } from '../../../domain/requestStates.ts';
import type { CreateTripInput, Request, RequestStatus, SendRequestInput, Trip } from '../../../domain/schema.types.ts';
import type { Item } from '../stories/storedItems.ts';
import { aTrip, inDays, keyOf } from '../trips.ts';
import { aCaller, type Caller, type Handlers } from './handlers.ts';

/** A day that is far in the past, in epoch seconds. */
export const EXPIRED = 1_700_000_000;
/** A live expiry of items that a test stores itself, in epoch seconds. */
export const LIVE = Date.parse(inDays(30)) / 1000;

/** The first day that is not over at UTC-12, where days end last, and days around it. */
export function dayFrom(days: number): string {
  return new Date(Date.now() + (days * 24 - 12) * 3_600_000).toISOString().slice(0, 10);
}

export const GONE = { errorType: 'AccountRemoved', errorInfo: {} };
export const NOT_FOUND = { errorType: 'NotFound', errorInfo: {} };
export const TRY_AGAIN = { errorType: 'TryAgain', errorInfo: {} };

const PARTIES: readonly Party[] = ['traveler', 'requester'];

/** Amira's trip, and Jonas, who may send a request for it. Both have contact cards. */
export interface Scene {
  readonly amira: Caller;
  readonly jonas: Caller;
  readonly trip: Trip;
  readonly tripKey: Key;
  readonly pair: Pair;
  /** The id of Jonas's request. */
  readonly id: string;
}

export async function aScene(api: Handlers, changes: Partial<CreateTripInput> = {}): Promise<Scene> {
  const [amira, jonas] = [aCaller('Amira'), aCaller('Jonas')];
  for (const person of [amira, jonas]) await api.table.store(aCard(person));
  // With a count, posting needs no recount.
  await api.table.store({ ...accountKey(amira.id), name: amira.name, since: inDays(0), trips: 0 });
  const trip = await api.run<Trip>('Mutation.createTrip', { by: amira, args: { input: aTrip(changes) } });
  const tripKey = keyOf(trip);
  const pair = { tripid: tripKey.created, traveler: amira.id, requester: jonas.id };
  return { amira, jonas, trip, tripKey, pair, id: `${trip.id}_${jonas.id}` };
}

export function aCard({ id, name }: Caller) {
  return { ...contactsKey(id), cname: name, email: `${id}@example.com` };
}

/** The input of a request for 2 kg of clothes. */
export function wanting({ trip }: Scene, changes: Partial<SendRequestInput> = {}): SendRequestInput {
  return { tripId: trip.id, tripVersion: 1, items: [{ category: 'CLOTHES', kg: 2 }], ...changes };
}

/** Jonas sends the request. */
export function send(api: Handlers, scene: Scene, changes: Partial<SendRequestInput> = {}): Promise<Request> {
  return api.run('Mutation.sendRequest', { by: scene.jonas, args: { input: wanting(scene, changes) } });
}

/** A scene in which Jonas has sent a request. */
export async function aPendingScene(api: Handlers, changes: Partial<SendRequestInput> = {}): Promise<Scene> {
  const scene = await aScene(api);
  await send(api, scene, changes);
  return scene;
}

/** A scene in which Amira has accepted the request. */
export async function anAcceptedScene(api: Handlers): Promise<Scene> {
  const scene = await aPendingScene(api);
  await act(api, scene, 'accept');
  return scene;
}

type Act = 'accept' | 'decline' | 'cancel';

/** The call by which somebody acts on the request; by default it is Amira's. */
export function acting({ id, amira }: Scene, by: Caller = amira) {
  return { by, args: { id } };
}

export function act(api: Handlers, scene: Scene, what: Act, by?: Caller): Promise<Request> {
  return api.run(`Mutation.${what}Request`, acting(scene, by));
}

/** Overwrites attributes of one half. */
export function change(api: Handlers, { pair }: Scene, party: Party, status: RequestStatus, attributes: Item) {
  return api.table.overwrite(halfKey(party, status, pair), attributes);
}

/** Overwrites attributes of both halves. */
export async function changeBoth(api: Handlers, scene: Scene, status: RequestStatus, attributes: Item): Promise<void> {
  for (const party of PARTIES) await change(api, scene, party, status, attributes);
}

/** The removal of somebody's account begins; as a text it is no lease. */
export function beginRemoval(api: Handlers, { id }: Caller): Promise<void> {
  return api.table.overwrite(accountKey(id), { removing: 'soon' });
}

/** What is stored of the request: `PENDING 1, PENDING 1`, the traveler's side first. */
export async function standOf(api: Handlers, { pair }: Scene): Promise<string> {
  const sides = PARTIES.map(async (party) => {
    const halves = await Promise.all(STATUSES.map((status) => api.table.stored(halfKey(party, status, pair))));
    return STATUSES.flatMap((status, at) => (halves[at] ? [`${status} ${String(halves[at]['revision'])}`] : []));
  });
  return (await Promise.all(sides)).map((side) => side.join(' and ') || 'nothing').join(', ');
}

/** The kilograms of clothes that the stored trip has free. */
export async function freeClothes(api: Handlers, { tripKey }: Scene): Promise<unknown> {
  const trip = await api.table.stored(tripKey);
  return (trip?.['allowed'] as Record<string, { free: number }> | undefined)?.['Clothes']?.free;
}

/** Overwrites the stored categories of the trip. */
export async function reoffer(api: Handlers, { tripKey }: Scene, clothes: object | null): Promise<void> {
  const rest = { Electronics: { cost: 20, kg: 5, free: 5 } };
  await api.table.overwrite(tripKey, {
    allowed: clothes ? { ...rest, Clothes: { cost: 3, kg: 10, free: 10, ...clothes } } : rest,
  });
}
