import type { Context } from '@aws-appsync/utils';

import type { Person } from '../../../domain/schema.types.ts';
import type { Answered } from '../appsync/answer.ts';
import { isFilled, type StoredItem } from '../trips/trip.ts';

/** The blocker's item of a block. */
export interface BlockItem {
  username: string;
  created: string;
  /** When the block was made: AWSDateTime. */
  since: string;
  /** The blocked person's name at that time. */
  name: string;
  /** Set until the open requests between the two people are closed: AWSDateTime. */
  pending: string;
}

/** A blocked person. `Person.since` reads the day of their account. */
export type BlockedPerson = Omit<Person, 'since'>;

/** The steps of blockPerson and unblockPerson. */
export type BlockContext<Result> = Context<
  { id: string },
  Answered<BlockedPerson> & { person: BlockedPerson },
  undefined,
  undefined,
  Result
>;

/** The name in a block; null when none was known. */
export function nameIn(block: StoredItem<BlockItem> | null): string | null {
  return isFilled(block?.name) ? block.name : null;
}
