import { halfKey, type Pair, type Party } from '../../../domain/keys.ts';
import { STATUSES } from '../../../domain/requestStates.ts';
import type { RequestStatus, SendRequestInput } from '../../../domain/schema.types.ts';
import type { Person } from './people.ts';
import { stored } from './storedItems.ts';

/** A request for 2 kg of clothes, with what a story changes about it. */
export function aRequest(
  trip: { readonly id: string; readonly version?: number },
  changes: Partial<SendRequestInput> = {},
): SendRequestInput {
  return { tripId: trip.id, tripVersion: trip.version ?? 1, items: [{ category: 'CLOTHES', kg: 2 }], ...changes };
}

/** What a request joins, from its id. */
export function pairIn(id: string): Pair {
  const [tripid = '', traveler = '', requester = ''] = id.split('_');
  return { tripid, traveler, requester };
}

/** The statuses in which a request is stored on each side. */
export async function statusesOf(id: string): Promise<Record<Party, RequestStatus[]>> {
  const found = async (party: Party) => {
    const halves = await Promise.all(STATUSES.map((status) => stored(halfKey(party, status, pairIn(id)))));
    return STATUSES.filter((_, at) => halves[at]);
  };
  return { traveler: await found('traveler'), requester: await found('requester') };
}

/** The same when both sides agree. */
export function both(status: RequestStatus): Record<Party, RequestStatus[]> {
  return { traveler: [status], requester: [status] };
}

/** Kilograms of clothes that a trip has free. */
export async function freeClothes(person: Person, { id }: { readonly id: string }): Promise<number | undefined> {
  return (await person.opens(id))?.allowed.find(({ category }) => category === 'CLOTHES')?.freeKg;
}
