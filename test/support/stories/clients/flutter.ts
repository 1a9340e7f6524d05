import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { get, request } from 'node:https';

import { RealtimeClient } from '../../realtimeClient.ts';

/*
 * What amplify-flutter sends and reads, from its sources (github.com/aws-amplify/amplify-flutter; F is
 * packages/api/amplify_api_dart/lib/src, C is packages/amplify_core/lib/src):
 * - The authorization is the search parameter `header`, base64 with padding, and the only subprotocol is `graphql-ws`
 *   (F/decorators/web_socket_auth_utils.dart at 16b0318, lines 35-76; F/graphql/web_socket/connection at 3eb4ffc).
 * - `host` has no port, and three more headers come with it (the same file, lines 23-27 and 117-157).
 * - The address has no port (lines 69-75): this client alone adds one, as a test cannot take port 443.
 * - Every message has an `id`, `connection_init` too (F/graphql/web_socket/types/web_socket_types.dart at 1cff139, lines
 *   168-169), and `variables` precede `query` (lines 114-117).
 * - It sends GET `/ping` every 30 seconds and wants `healthy` (F/graphql/web_socket/state/web_socket_state.dart at 16b0318,
 *   line 49; C/types/api/graphql/graphql_subscription_options.dart at 318f796, line 29; `checkPollResponse` in
 *   F/graphql/web_socket/blocs/web_socket_bloc.dart).
 * - `errorInfo` is cast to a map, null is allowed; `errorType` is a string or null (C/types/api/graphql/
 *   graphql_response_error.dart at 1cff139, lines 26-41). Another type ends the call with a TypeError.
 * - The error payload is a map or a list of maps (web_socket_types.dart, lines 150-160).
 */
export class FlutterClient {
  readonly #url: string;
  readonly #ca: string;
  readonly #headers: Readonly<Record<string, string>>;

  /** @param url `data.url` of the outputs file */
  constructor(url: string, certificate: string, accessToken: string) {
    if (!url.startsWith('https:')) throw new Error('Non-HTTPS requests not supported.');
    this.#url = url;
    this.#ca = readFileSync(certificate, 'utf8');
    this.#headers = {
      accept: 'application/json, text/javascript',
      'content-encoding': 'amz-1.0',
      'content-type': 'application/json; charset=utf-8',
      authorization: accessToken,
      host: new URL(url).hostname,
    };
  }

  /** Connects and subscribes. Raises an error when a message is not what the client waits for. */
  async subscribe(query: string): Promise<RealtimeClient> {
    const header = Buffer.from(JSON.stringify(this.#headers)).toString('base64');
    const search = `?${new URLSearchParams({ header, payload: Buffer.from('{}').toString('base64') }).toString()}`;
    const options = { ca: this.#ca };
    const client = new RealtimeClient(this.#url, { protocols: ['graphql-ws'], search, options, timeout: 30_000 });
    await client.opened();
    client.send({ id: randomUUID(), type: 'connection_init' });
    const acknowledged = await client.next();
    if (typeof acknowledged.payload?.['connectionTimeoutMs'] !== 'number') {
      throw new Error(`No connection_ack: ${JSON.stringify(acknowledged)}`);
    }
    const payload = {
      data: JSON.stringify({ variables: {}, query }),
      extensions: { authorization: this.#headers },
    };
    client.send({ id: 'flutter', type: 'start', payload });
    for (;;) {
      const message = await client.next();
      if (message.type === 'start_ack' && message.id === 'flutter') return client;
      if (message.type !== 'ka') throw new Error(`No start_ack: ${JSON.stringify(message)}`);
    }
  }

  /** The answer to its health check. */
  async ping(): Promise<string> {
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      get(new URL('/ping', this.#url), { ca: this.#ca }, resolve).on('error', reject);
    });
    return await textOf(response);
  }

  /** Sends a request, and reads its errors as the client does. */
  async ask(query: string, variables: object) {
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      const headers = { authorization: this.#headers['authorization'], 'content-type': 'application/json' };
      const sent = request(this.#url, { method: 'POST', headers, ca: this.#ca }, resolve).on('error', reject);
      sent.end(JSON.stringify({ variables, query }));
    });
    const { data, errors = [] } = JSON.parse(await textOf(response)) as { data: unknown; errors?: unknown[] };
    return { data, errors: errors.map(readError) };
  }
}

async function textOf(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

function readError(error: unknown) {
  const { message, errorType, errorInfo } = error as Readonly<Record<string, unknown>>;
  if (typeof message !== 'string') throw new TypeError('message is no String');
  const isMap = typeof errorInfo === 'object' && !Array.isArray(errorInfo);
  if (errorInfo !== undefined && !isMap) throw new TypeError('errorInfo is no Map');
  if (errorType !== undefined && errorType !== null && typeof errorType !== 'string') {
    throw new TypeError('errorType is no String');
  }
  return { message, errorType, errorInfo };
}
