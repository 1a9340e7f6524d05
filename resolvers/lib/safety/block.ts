import type { Context } from '@aws-appsync/utils';

import type { Person } from '../../../domain/schema.types.ts';
import type { Answered } from '../appsync/answer.ts';
import { isDate } from '../dates.ts';
import { isFilled, type StoredItem } from '../trips/trip.ts';

/** The blocker's item of a block. */
export interface BlockItem {
  username: string;
  created: string;
  /** When the block was made: AWSDateTime. */
  since: string;
  /** The blocked person's name at that time, and the first day of their account. */
  name: string;
  personsince: string;
  /** Set until the open requests between the two people are closed: AWSDateTime. */
  pending: string;
}

/** The steps of blockPerson and unblockPerson. */
export type BlockContext<Result> = Context<
  { id: string },
  Answered<Person> & { person: Person },
  undefined,
  undefined,
  Result
>;

/** The blocked person, with what was known when the block was made. */
export function blockedPerson(id: string, block: StoredItem<BlockItem> | null): Person {
  return {
    id,
    name: isFilled(block?.name) ? block.name : null,
    since: isDate(block?.personsince) ? block.personsince : null,
  };
}
