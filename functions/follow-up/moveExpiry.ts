import type { PlainExpression } from '../../domain/conditions.ts';
import { type Key, PREFIXES } from '../../domain/keys.ts';
import * as limits from '../../domain/limits.ts';
import { STATUSES } from '../../domain/requestStates.ts';
import { changeHalves, type Round, untilSettled } from '../lib/changeHalves.ts';
import { type Half, isDay, isOpen, liveHalves } from '../lib/halves.ts';
import { itemsFrom, read } from '../lib/table.ts';

/** The travel date and the expiry of a trip. */
interface Dates {
  readonly travelDate: string;
  /** Epoch seconds. */
  readonly expiresAt: number;
}

/**
 * Updates the requests of a trip after its travel date has moved. Each request expires with its trip. An open request also
 * gets the new date in its terms and a new revision. If the date is another one, it gets a new `changed`, so both people
 * receive an update.
 * @param trip its key; for a trip that is gone or malformed there is nothing to do
 * @returns how many requests were changed
 * @throws NotSettled, and the errors of DynamoDB
 */
export function moveExpiry(trip: Key): Promise<number> {
  return untilSettled(async () => {
    const dates = await datesOf(trip);
    return dates ? moveAll(trip, dates) : { found: 0, changed: 0 };
  });
}

async function datesOf(trip: Key): Promise<Dates | null> {
  const { trdate, tstamp } = (await read(trip)) ?? {};
  return isDay(trdate) && typeof tstamp === 'number' ? { travelDate: trdate, expiresAt: tstamp } : null;
}

async function moveAll({ username, created }: Key, dates: Dates): Promise<Round> {
  let [found, changed] = [0, 0];
  for (const status of STATUSES) {
    for await (const items of itemsFrom(username, `${PREFIXES[status].traveler}${created}_`)) {
      const stale = liveHalves(items).filter((half) => isStale(half, dates));
      found += stale.length;
      changed += (await changeHalves(stale, { updateOf: (half) => updateOf(half, dates) })) ?? 0;
    }
  }
  return { found, changed };
}

/** A request of the first app stores no date: the API shows that of its trip. */
function storesDate({ stored }: Half): boolean {
  return stored['trdate'] !== undefined;
}

function isStale(half: Half, { travelDate, expiresAt }: Dates): boolean {
  const isMoved = isOpen(half) && storesDate(half) && half.stored['trdate'] !== travelDate;
  return isMoved || half.expiresAt !== expiresAt;
}

/** The date that both people know. A request without one of its own shows that of its expiry, as its trip did. */
function dateOf(half: Half): unknown {
  if (storesDate(half)) return half.stored['trdate'];
  return new Date((half.expiresAt - limits.tripKeptFor) * 1000).toISOString().slice(0, 10);
}

function updateOf(half: Half, { travelDate, expiresAt }: Dates): PlainExpression {
  if (!isOpen(half)) return { text: 'SET tstamp = :expiresAt', values: { ':expiresAt': expiresAt } };
  const date = storesDate(half) ? { text: ', trdate = :date', values: { ':date': travelDate } } : null;
  // The first app rounded some expiry times to the second: such a time moves without the date.
  const news =
    dateOf(half) === travelDate
      ? null
      : { text: ', changed = :changed', values: { ':changed': new Date().toISOString() } };
  return {
    text: `SET tstamp = :expiresAt, revision = :next${date?.text ?? ''}${news?.text ?? ''}`,
    values: { ':expiresAt': expiresAt, ':next': half.revision + 1, ...date?.values, ...news?.values },
  };
}
