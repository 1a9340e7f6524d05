import { type AllowedEntry, CATEGORIES, STORED_NAMES } from '../../../domain/categories.ts';
import { closing, type Key } from '../../../domain/keys.ts';
import type { AllowedItem, ItemCategory } from '../../../domain/schema.types.ts';
import { util } from '../appsync/appsync.ts';
import { expression } from '../appsync/expression.ts';
import { expiry } from '../dates.ts';
import { invalidItem } from '../errors.ts';
import { round, type TripAnswer } from './trip.ts';
import type { TripDates } from './tripRules.ts';

type AllowedMap = Record<string, AllowedEntry>;

/** A traveler's edit of a trip. */
interface TripEdit {
  readonly key: Key;
  /** The trip as the traveler saw it. */
  readonly read: TripAnswer;
  /** Whether the trip has no stored version yet. */
  readonly unversioned: boolean;
  /** When this edit is made: AWSDateTime. */
  readonly stamp: string;
  readonly dates: TripDates;
  /** The new categories; null leaves them unchanged. */
  readonly wanted: AllowedMap | null;
}

/** The parts of the update. */
interface Edit {
  sets: string[];
  removes: string[];
  setValues: Record<string, unknown>;
  conditions: string[];
  conditionValues: Record<string, unknown>;
}

/**
 * The edit of a trip as DynamoDB expressions. `free` changes by the same difference as `kg`, so a request that is accepted at
 * the same time keeps its kilograms. `version` guards everything else.
 */
export function editTrip(tripEdit: TripEdit) {
  const { read, wanted } = tripEdit;
  const edit = editDates(tripEdit);
  for (const category of wanted ? CATEGORIES : []) {
    const stored = STORED_NAMES[category];
    const before = find(read, category);
    const after = wanted?.[stored];
    if (before && after) changeCategory(edit, stored, before, after);
    else if (after) addCategory(edit, stored, after);
    else if (before) removeCategory(edit, stored);
  }
  const removes = edit.removes.length > 0 ? ` REMOVE ${edit.removes.join(', ')}` : '';
  return {
    update: expression(`SET ${edit.sets.join(', ')}${removes}`, edit.setValues),
    when: expression(edit.conditions.join(' AND '), edit.conditionValues),
  };
}

function editDates({ key, read, unversioned, stamp, dates }: TripEdit): Edit {
  const { acceptFrom, acceptTo, travelDate } = dates;
  return {
    sets: [
      'acceptfrom = :acceptfrom, acceptto = :acceptto, trdate = :trdate, closing = :closing, tstamp = :tstamp',
      'version = :next, updated = :updated',
    ],
    removes: [],
    setValues: {
      ':acceptfrom': acceptFrom,
      ':acceptto': acceptTo,
      ':trdate': travelDate,
      ':closing': closing(acceptTo, key),
      ':tstamp': expiry(travelDate),
      ':next': read.version + 1,
      ':updated': stamp,
    },
    conditions: ['tstamp > :now', unversioned ? 'attribute_not_exists(version)' : 'version = :version'],
    conditionValues: {
      ':now': util.time.nowEpochSeconds(),
      ...(unversioned ? {} : { ':version': read.version }),
    },
  };
}

function find(trip: TripAnswer, category: ItemCategory): AllowedItem | undefined {
  return trip.allowed.find((item) => item.category === category);
}

function changeCategory(edit: Edit, stored: string, before: AllowedItem, after: AllowedEntry): void {
  const entry = `allowed.#${stored}`;
  const more = round(after.kg - before.kg);
  edit.conditions.push(`attribute_exists(${entry})`);
  edit.sets.push(`${entry}.#cost = :cost${stored}`);
  edit.setValues[`:cost${stored}`] = after.cost;
  if (more === 0) return;
  edit.sets.push(`${entry}.kg = :kg${stored}, ${entry}.#free = ${entry}.#free + :more${stored}`);
  edit.setValues[`:kg${stored}`] = after.kg;
  edit.setValues[`:more${stored}`] = more;
  edit.conditions.push(`${entry}.kg = :was${stored}`);
  edit.conditionValues[`:was${stored}`] = before.kg;
  if (more > 0) return;
  edit.conditions.push(`${entry}.#free >= :cut${stored}`);
  edit.conditionValues[`:cut${stored}`] = round(before.kg - after.kg);
}

function addCategory(edit: Edit, stored: string, after: AllowedEntry): void {
  edit.sets.push(`allowed.#${stored} = :new${stored}`);
  edit.setValues[`:new${stored}`] = after;
  edit.conditions.push(`attribute_not_exists(allowed.#${stored})`);
}

function removeCategory(edit: Edit, stored: string): void {
  const entry = `allowed.#${stored}`;
  edit.removes.push(entry);
  edit.conditions.push(`${entry}.#free = ${entry}.kg`);
}

/** Fails with `belowTaken` if accepted requests have taken more of a category than the edit would leave. */
export function refuseBelowTaken(now: TripAnswer, wanted: AllowedMap): void {
  for (const { category, kg, freeKg } of now.allowed) {
    const taken = round(kg - freeKg);
    if (taken > (wanted[STORED_NAMES[category]]?.kg ?? 0)) {
      invalidItem('allowed', 'belowTaken', category, `${taken} kg of ${category} are taken by accepted requests.`);
    }
  }
}
