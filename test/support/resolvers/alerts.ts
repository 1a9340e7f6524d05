import { alertKey, alertPlace } from '../../../domain/keys.ts';
import type { AlertInput, RouteAlert } from '../../../domain/schema.types.ts';
import { aCity, inDays } from '../trips.ts';
import { aCaller, type Caller, type Handlers } from './handlers.ts';
import { LIVE } from './scene.ts';

/** What `Mutation.createAlert` is called with. */
export const creating = (input: AlertInput, by: Caller) => ({ by, args: { input } });

/** Creates an alert through the API. */
export function createAlert(api: Handlers, input: AlertInput, by: Caller): Promise<RouteAlert> {
  return api.run<RouteAlert>('Mutation.createAlert', creating(input, by));
}

/** Creates alerts of people of their own, one each. */
export async function alertsOn(
  api: Handlers,
  ...inputs: readonly AlertInput[]
): Promise<{ person: Caller; id: string }[]> {
  const alerts: { person: Caller; id: string }[] = [];
  for (const input of inputs) {
    const person = aCaller('Jonas');
    alerts.push({ person, id: (await createAlert(api, input, person)).id });
  }
  return alerts;
}

/** The id of an alert; greater with each number. */
export const idOf = (at: number) => `01JE${String(at).padStart(22, '0')}`;

/** Stores alerts of a person with routes of their own, as the API would store them. */
export async function someAlerts(api: Handlers, { id }: Caller, many: number, changes: object = {}): Promise<void> {
  const items = Array.from({ length: many }, (_, at) => {
    const key = alertKey(id, idOf(at));
    const place = alertPlace(aCity(), null);
    return { ...key, ...place, closing: key.created, filter: {}, since: `${inDays(0)}T00:00:00.000Z`, tstamp: LIVE };
  });
  await api.table.storeAll(items.map((item) => ({ ...item, ...changes })));
}
