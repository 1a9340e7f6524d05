import { CodeMismatchError, CognitoError, UnsupportedError } from 'cognito-local/lib/errors.js';
import type { Route, Router } from 'cognito-local/lib/server/Router.js';
import type { Context } from 'cognito-local/lib/services/context.js';

import type { CodeDeliveryDetails } from './delivery.ts';
import { masked } from './delivery.ts';
import { codeMismatch, userNotFound } from './errors.ts';
import type { Request, StoredClient, Tools } from './operation.ts';
import { operations } from './operations/index.ts';
import { requireConformity } from './passwords.ts';
import { callerOf } from './tokens/accessTokens.ts';

/**
 * A router that answers some operations itself and passes the others to cognito-local's, with checks before and with
 * their answers corrected where they are not Cognito's.
 */
export function correct(router: Router, tools: Omit<Tools, 'original'>): Router {
  const original = (target: string) => withCognitosErrors(router(target));
  const all: Tools = { ...tools, original };
  return (target) => {
    const own = Object.hasOwn(operations, target) ? operations[target] : undefined;
    return async (context, body: unknown) => {
      const request = requestOf(body);
      if (own !== undefined) return await own(all, context, request);
      await check(all, context, target, request);
      const answer: unknown = await original(target)(context, request);
      await keepRotation(all, context, request, answer);
      return withoutAddresses(answer);
    };
  };
}

/** The fields of a request's body; null stands for a field that is left out. */
function requestOf(body: unknown): Request {
  if (typeof body !== 'object' || body === null) return {};
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== null));
}

/** What cognito-local does not look at: whose token it is, whom an administrator names, and the password's policy. */
async function check(tools: Tools, context: Context, target: string, request: Request): Promise<void> {
  if (request.AccessToken !== undefined) await callerOf(tools, context, request.AccessToken);
  if (!target.startsWith('Admin') || target === 'AdminCreateUser') return;
  const { UserPoolId, Username, Password } = request;
  if (UserPoolId === undefined || Username === undefined) return;
  const pool = await tools.services.cognito.getUserPool(context, UserPoolId);
  if ((await pool.getUserByUsername(context, Username)) === null) throw userNotFound();
  if (target === 'AdminSetUserPassword') requireConformity(pool.options, Password ?? '');
}

/**
 * An operation that is missing is the caller's error: clients repeat what looks like the server's. A wrong code gets
 * Cognito's words.
 */
function withCognitosErrors(route: Route): Route {
  return async (context, request) => {
    try {
      return (await route(context, request)) as unknown;
    } catch (error) {
      if (error instanceof CodeMismatchError) throw codeMismatch();
      if (!(error instanceof UnsupportedError)) throw error;
      throw new CognitoError('UnsupportedOperationException', `Not supported on this machine: ${error.message}`);
    }
  };
}

/** cognito-local drops an app client's RefreshTokenRotation. */
async function keepRotation(
  { services: { cognito } }: Tools,
  context: Context,
  { UserPoolId, RefreshTokenRotation }: Request,
  answer: unknown,
): Promise<void> {
  const { UserPoolClient: made } = (answer ?? {}) as { UserPoolClient?: { ClientId?: string } };
  if (made?.ClientId === undefined || UserPoolId === undefined) return;
  const stored: StoredClient | null = await cognito.getAppClient(context, made.ClientId);
  if (stored === null) return;
  const rotation = RefreshTokenRotation ?? stored.RefreshTokenRotation;
  if (rotation === undefined) return;
  Object.assign(made, { RefreshTokenRotation: rotation });
  if (stored.RefreshTokenRotation === rotation) return;
  const changed: StoredClient = { ...stored, RefreshTokenRotation: rotation };
  await (await cognito.getUserPool(context, UserPoolId)).saveAppClient(context, changed);
}

/** cognito-local tells the whole address that a code went to. */
function withoutAddresses(answer: unknown): unknown {
  const { CodeDeliveryDetailsList: list } = (answer ?? {}) as {
    CodeDeliveryDetailsList?: readonly CodeDeliveryDetails[];
  };
  return list === undefined ? answer : { ...(answer as object), CodeDeliveryDetailsList: list.map(masked) };
}
