import { util } from './appsync.ts';
import type { ItemCategory, RequestStatus } from './schema.types.ts';

/** What `errorType` may be, and what `errorInfo` then holds. The app may switch on it; docs/errors.md is for its developers. */
export interface ErrorInfo {
  ValidationError: { readonly field: string; readonly rule: Rule; readonly category?: string };
  NotFound: Record<string, never>;
  NotAllowed: Record<string, never>;
  AlreadyRequested: Record<string, never>;
  AlreadyDeclined: Record<string, never>;
  TripClosed: Record<string, never>;
  NotEnoughSpace: { readonly category: ItemCategory; readonly freeKg: number };
  StatusChanged: { readonly status: RequestStatus };
  VersionConflict: { readonly version: number };
  LimitReached: { readonly limit: number };
  AccountRemoved: Record<string, never>;
  TryAgain: Record<string, never>;
}

/** `errorInfo.rule` of a `ValidationError`. */
export type Rule =
  | 'required'
  | 'format'
  | 'length'
  | 'range'
  | 'decimals'
  | 'different'
  | 'order'
  | 'past'
  | 'tooFar'
  | 'unknown'
  | 'duplicate'
  | 'otherQuery'
  | 'belowTaken'
  | 'notOffered';

/**
 * Ends the resolver with an error of the table above.
 * @param message one sentence for a person
 */
export function fail<Type extends keyof ErrorInfo>(
  errorType: Type,
  message: string,
  errorInfo: ErrorInfo[Type],
): never {
  util.error(message, errorType, null, errorInfo);
}

/** Ends the resolver with a `ValidationError` that names the input's field and the rule it breaks. */
export function invalid(field: string, rule: Rule, message: string): never {
  fail('ValidationError', message, { field, rule });
}

/** The same for what is wrong with one of the categories. */
export function invalidItem(field: string, rule: Rule, category: ItemCategory, message: string): never {
  fail('ValidationError', message, { field, rule, category });
}

export function accountRemoved(): never {
  fail('AccountRemoved', 'This account is being removed.', {});
}

export function limitReached(limit: number): never {
  fail('LimitReached', `You can have ${limit} trips at a time.`, { limit });
}

export function versionConflict(version: number): never {
  fail('VersionConflict', 'The trip was changed since you read it; read it again.', { version });
}

export function tripNotFound(): never {
  fail('NotFound', 'There is no such trip.', {});
}

export function requestNotFound(): never {
  fail('NotFound', 'There is no such request.', {});
}

export function alreadyRequested(): never {
  fail('AlreadyRequested', 'You have already sent a request for this trip.', {});
}

export function alreadyDeclined(): never {
  fail('AlreadyDeclined', 'The traveler has declined your request for this trip.', {});
}

export function tripClosed(): never {
  fail('TripClosed', 'It is too late for this: the trip takes no more requests.', {});
}

export function notEnoughSpace(category: ItemCategory, freeKg: number): never {
  fail('NotEnoughSpace', `There are ${freeKg} kg left for ${category}.`, { category, freeKg });
}

/** @param status what the request is now */
export function statusChanged(status: RequestStatus): never {
  fail('StatusChanged', `The request is ${status} now.`, { status });
}

/** For what the caller can do nothing about but repeat: a transaction conflict that outlived its retries, DynamoDB out of breath. */
export function tryAgain(): never {
  fail('TryAgain', 'Too much is going on here at once; please try again.', {});
}
