import type { ItemCategory, ReportStatus, RequestStatus } from '../../domain/schema.types.ts';
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
  StatusChanged: { readonly status: RequestStatus | ReportStatus };
  VersionConflict: { readonly version: number };
  LimitReached: { readonly what: Limit; readonly limit: number; readonly until: string | null };
  AccountRemoved: Record<string, never>;
  AccountSuspended: Record<string, never>;
  TryAgain: Record<string, never>;
}

/** `errorInfo.what` of a `LimitReached`. */
export type Limit = 'TRIPS' | 'SENDS_PER_DAY' | 'SENDS_PER_REQUEST' | 'REPORTS_PER_DAY' | 'ALERTS';

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

export function accountSuspended(): never {
  return fail('AccountSuspended', 'This account is suspended. You can still export and delete it.', {});
}

export function tooManyTrips(limit: number): never {
  return fail('LimitReached', `You can have ${limit} trips at a time.`, { what: 'TRIPS', limit, until: null });
}

export function tooManyAlerts(limit: number): never {
  return fail('LimitReached', `You can have ${limit} alerts at a time.`, { what: 'ALERTS', limit, until: null });
}

/** @param until when the next day begins (UTC): AWSDateTime */
export function tooManySends(limit: number, until: string): never {
  const message = `You can send ${limit} requests a day. You can send more tomorrow (UTC).`;
  return fail('LimitReached', message, { what: 'SENDS_PER_DAY', limit, until });
}

/** @param until when the next day begins (UTC): AWSDateTime */
export function tooManyReports(limit: number, until: string): never {
  const message = `You can make ${limit} reports a day. You can make more tomorrow (UTC).`;
  return fail('LimitReached', message, { what: 'REPORTS_PER_DAY', limit, until });
}

export function sentTooOften(limit: number): never {
  const message = `You can send the same request ${limit} times.`;
  return fail('LimitReached', message, { what: 'SENDS_PER_REQUEST', limit, until: null });
}

/** @param isOwn whether the caller has blocked the other person; otherwise the caller does not learn the reason */
export function blocked(isOwn: boolean): never {
  const message = isOwn ? 'You have blocked this person.' : 'You cannot send a request for this trip.';
  return fail('NotAllowed', message, {});
}

/** The requester has blocked the caller, who does not learn the reason. The request is soon cancelled. */
export function cannotAccept(): never {
  return fail('NotAllowed', 'You cannot accept this request.', {});
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

export function personNotFound(): never {
  return fail('NotFound', 'There is no such person.', {});
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

export function reportNotFound(): never {
  return fail('NotFound', 'There is no such report.', {});
}

/** Another moderator has decided otherwise. */
export function alreadyDecided(status: ReportStatus): never {
  return fail('StatusChanged', `The report is ${status} already.`, { status });
}

/** @param status what the request is now */
export function statusChanged(status: RequestStatus): never {
  return fail('StatusChanged', `The request is ${status} now.`, { status });
}

/** The caller can only repeat the call: a transaction conflict outlived its retries, or DynamoDB throttles. */
export function tryAgain(): never {
  return fail('TryAgain', 'Too many changes happen here at once; please try again.', {});
}
