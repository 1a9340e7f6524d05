import type { ItemCategory, RequestStatus } from '../../domain/schema.types.ts';
import { util } from './appsync/appsync.ts';

/** The values of `errorType`, and the `errorInfo` of each. Apps may switch on them: docs/errors.md describes them. */
export interface ErrorInfo {
  ValidationError: { readonly field: string; readonly rule: Rule; readonly category?: string };
  NotFound: Record<string, never>;
  NotAllowed: Record<string, never>;
  AlreadyRequested: Record<string, never>;
  AlreadyDeclined: Record<string, never>;
  TripClosed: Record<string, never>;
  ContactsMissing: { readonly who: 'YOU' | 'COUNTERPART' };
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

/** The same for an error in one of the categories. */
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

export function yourContactsMissing(): never {
  return fail('ContactsMissing', 'Save a contact card with at least one way to reach you first.', { who: 'YOU' });
}

export function counterpartContactsMissing(): never {
  const message = 'The other person has no contact card now; ask them to save one, or decline the request.';
  return fail('ContactsMissing', message, { who: 'COUNTERPART' });
}

export function nameMissing(): never {
  return invalid('name', 'required', 'Give your account a name first: others see it on your trips and requests.');
}

export function tripClosed(): never {
  return fail('TripClosed', 'It is too late: the trip takes no more requests.', {});
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
