import type { Mistake } from '../mistake.ts';
import { ACCOUNT_AND_CONTACTS } from './account.ts';
import { ACTING } from './acting.ts';
import { BLOCKING } from './blocking.ts';
import { DOMAIN } from './domain.ts';
import { EDITING_TRIPS } from './editing.ts';
import { FOLLOW_UP_WORK } from './following.ts';
import { INFRA } from './infra.ts';
import { MIGRATION } from './migration.ts';
import { POSTING_TRIPS } from './posting.ts';
import { PUBLISHING_AND_REMOVAL } from './publishing.ts';
import { PUSHING_TO_DEVICES } from './pushing.ts';
import { READING_REQUESTS } from './reading.ts';
import { REPORTING } from './reporting.ts';
import { RULES } from './rules.ts';
import { LISTS_OF_TRIPS } from './searching.ts';
import { SENDING_REQUESTS } from './sending.ts';
import { SUSPENDING } from './suspending.ts';

/** All mistakes, in the order in which they are tried. */
export const MISTAKES: readonly Mistake[] = [
  ...MIGRATION,
  ...PUBLISHING_AND_REMOVAL,
  ...FOLLOW_UP_WORK,
  ...PUSHING_TO_DEVICES,
  ...DOMAIN,
  ...RULES,
  ...SENDING_REQUESTS,
  ...READING_REQUESTS,
  ...POSTING_TRIPS,
  ...EDITING_TRIPS,
  ...LISTS_OF_TRIPS,
  ...ACCOUNT_AND_CONTACTS,
  ...ACTING,
  ...INFRA,
  // The stories start the whole app for each mistake, so they come last.
  ...BLOCKING,
  ...REPORTING,
  ...SUSPENDING,
];
