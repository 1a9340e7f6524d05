import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

import type { Answer } from '../services/service.ts';
import type { Call } from './rule.ts';

/** The addresses of the engines. */
export interface Endpoints {
  readonly dynamodb: string;
  readonly cognito: string;
}

/** A request to an engine. */
export interface EngineRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** The operation, if it is one of the service. */
  readonly call?: Call;
  /** The calling environment of a function, or `api`. */
  readonly environment: string;
  /** The id that all attempts of the AWS SDK at one call share. */
  readonly invocationId: string;
}

/** `/dynamodb/api/…`, `/cognito-idp/FUNCTION/3/…` */
const pathForm = /^\/(dynamodb|cognito-idp)\/(api|([^/]+)\/\d+)(\/.*)?$/;

/** Headers that belong to one connection, and those that `fetch` sets itself. */
const ofConnection = ['connection', 'keep-alive', 'transfer-encoding', 'content-length', 'host', 'expect'];

/** Reads a request to the proxy; undefined for a path that the proxy never gave out. */
export async function readRequest(incoming: IncomingMessage, engines: Endpoints): Promise<EngineRequest | undefined> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming as AsyncIterable<Buffer>) chunks.push(chunk);
  const body = Buffer.concat(chunks);
  const { method = 'POST', url = '/' } = incoming;
  const [, service, environment = '', name = 'api', rest = '/'] = pathForm.exec(url) ?? [];
  if (service === undefined) return undefined;
  const headers = textHeaders(incoming);
  const call = callOf(service === 'dynamodb' ? service : 'cognito-idp', name, headers, body);
  return {
    url: `${service === 'dynamodb' ? engines.dynamodb : engines.cognito}${rest}`,
    method,
    headers,
    body,
    ...(call === undefined ? {} : { call }),
    environment,
    invocationId: headers['amz-sdk-invocation-id'] ?? randomUUID(),
  };
}

/** Forwards a request to the engine. */
export async function forward({ url, method, headers, body }: EngineRequest): Promise<Answer> {
  const response = await fetch(url, {
    method,
    headers: { ...headers, 'accept-encoding': 'identity' },
    ...(method === 'GET' || method === 'HEAD' ? {} : { body }),
  });
  const answered = [...response.headers].filter(([name]) => !ofConnection.includes(name));
  return {
    status: response.status,
    headers: Object.fromEntries(answered),
    body: Buffer.from(await response.arrayBuffer()),
  };
}

function textHeaders({ headers }: IncomingMessage): Record<string, string> {
  const kept = Object.entries(headers).filter(([name]) => !ofConnection.includes(name));
  return Object.fromEntries(kept.map(([name, value = '']) => [name, String(value)]));
}

/** AWS's JSON protocol: a header names the operation, and the body is its input. */
function callOf(
  service: 'dynamodb' | 'cognito-idp',
  caller: string,
  headers: Readonly<Record<string, string>>,
  body: Buffer,
): Call | undefined {
  const operation = headers['x-amz-target']?.split('.').at(-1);
  return operation === undefined ? undefined : { service, operation, caller, input: inputOf(body) };
}

/** The engine rejects a body that is not JSON. */
function inputOf(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString());
  } catch {
    return null;
  }
}
