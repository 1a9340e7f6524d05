import type { AppSyncIdentityCognito, Context, Identity } from '@aws-appsync/utils';

import { util } from './appsync.ts';

function isCognito(identity: Identity): identity is AppSyncIdentityCognito {
  return !!identity && util.authType() === 'User Pool Authorization';
}

/** The Cognito identity of the caller. Only users of the pool may call the fields that use it. */
export function caller(ctx: Pick<Context, 'identity'>): AppSyncIdentityCognito {
  if (!isCognito(ctx.identity)) return util.unauthorized();
  return ctx.identity;
}

/** The caller's user id: the Cognito `sub`. */
export function callerId(ctx: Pick<Context, 'identity'>): string {
  return caller(ctx).sub;
}
