import type { Context } from '@aws-appsync/utils';

import * as limits from '../../../domain/limits.ts';
import type { MutationRegisterDeviceArgs, MutationRemoveDeviceArgs, Platform } from '../../../domain/schema.types.ts';
import type { Answered } from '../appsync/answer.ts';
import { invalid } from '../errors.ts';
import { fits } from '../pattern.ts';
import type { StoredItem } from '../trips/trip.ts';
import type { AccountItem } from './account.ts';
import type { NameStash } from './names.ts';

/** A device as it is stored under `deviceKey`. */
export interface DeviceItem {
  username: string;
  created: string;
  platform: Platform;
  language: string;
  /** When it was registered last: AWSDateTime. */
  seen: string;
}

/** What the item of a token says. */
export interface TokenItem {
  owner: string;
}

interface RegisterStash extends Answered<boolean>, NameStash {
  account: StoredItem<AccountItem>;
  /** Whose the token is; null when it is nobody's. */
  owner: string | null;
  /** The other devices that give way, by token. */
  dropped: string[];
  /** The id of this registration: the same for all tries, so a further try finds one whose answer was lost. */
  id: string;
}

/** The steps of registerDevice. */
export type RegisterContext<Result> = Context<MutationRegisterDeviceArgs, RegisterStash, undefined, undefined, Result>;

/** The steps of removeDevice. */
export type RemoveContext<Result> = Context<MutationRemoveDeviceArgs, Answered<boolean>, undefined, undefined, Result>;

/** Fails for a text that cannot be a push token. Firebase documents no form; no known token has another character. */
export function checkToken(token: string): void {
  if (token.length > limits.tokenLength)
    invalid('token', 'length', `A push token has at most ${limits.tokenLength} characters.`);
  if (!fits('[0-9A-Za-z_:.~%+/=-]+', token))
    invalid('token', 'format', 'This is not a push token: give the one of Firebase Cloud Messaging.');
}
