import type { ItemCategory, RequestStatus } from '../../domain/schema.types.ts';
import { util } from './appsync/appsync.ts';

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
  return util.error(message, errorType, null, errorInfo);
}

/** Ends the resolver with a `ValidationError` that names the input's field and the rule it breaks. */
export function invalid(field: string, rule: Rule, message: string): never {
  return fail('ValidationError', message, { field, rule });
}

/** The same for what is wrong with one of the categories. */
export function invalidItem(field: string, rule: Rule, category: ItemCategory, message: string): never {
  return fail('ValidationError', message, { field, rule, category });
}

export function accountRemoved(): never {
  return fail('AccountRemoved', 'This account is being removed.', {});
}

export function limitReached(limit: number): never {
  return fail('LimitReached', `You can have ${limit} trips at a time.`, { limit });
}

export function versionConflict(version: number): never {
  return fail('VersionConflict', 'The trip was changed since you read it; read it again.', { version });
}

export function tripNotFound(): never {
  return fail('NotFound', 'There is no such trip.', {});
}

export function requestNotFound(): never {
  return fail('NotFound', 'There is no such request.', {});
}

export function alreadyRequested(): never {
  return fail('AlreadyRequested', 'You have already sent a request for this trip.', {});
}

export function alreadyDeclined(): never {
  return fail('AlreadyDeclined', 'The traveler has declined your request for this trip.', {});
}

export function tripClosed(): never {
  return fail('TripClosed', 'It is too late for this: the trip takes no more requests.', {});
}

export function notEnoughSpace(category: ItemCategory, freeKg: number): never {
  return fail('NotEnoughSpace', `There are ${freeKg} kg left for ${category}.`, { category, freeKg });
}

/** @param status what the request is now */
export function statusChanged(status: RequestStatus): never {
  return fail('StatusChanged', `The request is ${status} now.`, { status });
}

/** The caller can only repeat the call: a transaction conflict outlived its retries, or DynamoDB throttles. */
export function tryAgain(): never {
  return fail('TryAgain', 'Too many changes happen here at once; please try again.', {});
}
