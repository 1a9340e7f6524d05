import type { AppSyncIdentityCognito, Context, Identity } from '@aws-appsync/utils';

import { util } from './appsync.ts';

function isCognito(identity: Identity): identity is AppSyncIdentityCognito {
  return !!identity && util.authType() === 'User Pool Authorization';
}

/** A user of the pool. The claims depend on the kind of token. */
interface Caller {
  readonly sub: string;
  readonly username: string;
  readonly claims: { readonly name?: unknown };
}

/** The Cognito identity of the caller. Only users of the pool may call the fields that use it. */
export function caller(ctx: Pick<Context, 'identity'>): Caller {
  if (!isCognito(ctx.identity)) return util.unauthorized();
  return ctx.identity;
}

/** The caller's user id: the Cognito `sub`. */
export function callerId(ctx: Pick<Context, 'identity'>): string {
  return caller(ctx).sub;
}
