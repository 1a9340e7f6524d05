import { randomBytes } from 'node:crypto';

import { type Answer, type LocalService, parsed, type ServiceRequest } from '../services/service.ts';
import { AccessTokens, maySend } from './accessTokens.ts';
import { googleError, json } from './errors.ts';
import type { Inbox } from './inbox.ts';
import { readSendRequest, SchemaError } from './readMessage.ts';
import { checkRules } from './rules.ts';
import type { ServiceAccount } from './serviceAccount.ts';

export interface StandInOptions {
  readonly accounts: () => Promise<readonly ServiceAccount[]>;
  readonly inbox: Inbox;
}

const sendPath = /^\/v1\/projects\/([^/?]+)\/messages:send(\?.*)?$/;
/** Below the address of the stand-in. */
export const tokenPath = '/token';

/**
 * Stands in for Firebase Cloud Messaging: the token address of service accounts, and `messages:send` of the HTTP v1 API
 * (Firebase, FCM REST reference, "projects.messages.send"). Every token is a registered device.
 */
export function fcmStandIn({ accounts, inbox }: StandInOptions): LocalService {
  const tokens = new AccessTokens(accounts);
  return {
    callOf: ({ rest, body }) => {
      if (rest === tokenPath) return { operation: 'token', input: null };
      if (!sendPath.test(rest)) return undefined;
      const input = parsed(body) ?? null;
      const device = deviceOf(input);
      return { operation: 'send', input, ...(typeof device === 'string' ? { push: device } : {}) };
    },
    answer: async (request) => {
      if (request.rest === tokenPath) return await tokens.exchange(request);
      return send(request, tokens, inbox);
    },
  };
}

/** The token of an unchecked request. */
function deviceOf(input: unknown): unknown {
  const { message } = (input ?? {}) as { readonly message?: { readonly token?: unknown } | null };
  return message?.token;
}

function send(request: ServiceRequest, tokens: AccessTokens, inbox: Inbox): Answer {
  const [, project] = sendPath.exec(request.rest) ?? [];
  if (project === undefined || request.method !== 'POST') {
    return googleError(404, 'NOT_FOUND', `The stand-in for FCM serves nothing at ${request.method} ${request.rest}.`);
  }
  const refusal = authorize(request, project, tokens);
  if (refusal !== undefined) return refusal;
  const body = parsed(request.body);
  if (body === undefined) return googleError(400, 'INVALID_ARGUMENT', 'Invalid JSON payload received. It is not JSON.');
  try {
    const { message, validateOnly } = readSendRequest(body);
    checkRules(message);
    const id = validateOnly ? 'fake_message_id' : `0:${Date.now()}000%${randomBytes(16).toString('hex')}`;
    const name = `projects/${project}/messages/${id}`;
    if (!validateOnly && message.token !== undefined) inbox.deliver(message.token, name, message);
    return json(200, { name });
  } catch (error) {
    if (error instanceof SchemaError) return error.answer;
    throw error;
  }
}

function authorize({ headers }: ServiceRequest, project: string, tokens: AccessTokens): Answer | undefined {
  const [, token = ''] = /^Bearer +(\S+)$/i.exec(headers['authorization'] ?? '') ?? [];
  const grant = tokens.find(token);
  if (grant === undefined) {
    const sentence =
      'Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication credential.';
    return googleError(401, 'UNAUTHENTICATED', sentence);
  }
  if (!maySend(grant.scopes)) {
    return googleError(403, 'PERMISSION_DENIED', 'Request had insufficient authentication scopes.');
  }
  if (grant.projectId !== project) {
    const resource = `//cloudresourcemanager.googleapis.com/projects/${project}`;
    const sentence = `Permission 'cloudmessaging.messages.create' denied on resource '${resource}' (or it may not exist).`;
    return googleError(403, 'PERMISSION_DENIED', sentence);
  }
  return undefined;
}
