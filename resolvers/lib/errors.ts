import { util } from '@aws-appsync/utils';

/** What `errorType` may be, and what `errorInfo` then holds. The app may switch on it; docs/errors.md is for its developers. */
export interface ErrorInfo {
  ValidationError: { readonly field: string; readonly rule: Rule; readonly category?: string };
  NotFound: Record<string, never>;
  NotAllowed: Record<string, never>;
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
  | 'belowTaken';

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

/** For what the caller can do nothing about but repeat: a transaction conflict that outlived its retries, DynamoDB out of breath. */
export function tryAgain(): never {
  fail('TryAgain', 'Too much is going on here at once; please try again.', {});
}
