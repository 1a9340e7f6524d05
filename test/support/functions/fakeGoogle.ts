import { createVerify, generateKeyPairSync } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { Message } from '../../../functions/notify/message.ts';

/** What the server answers instead of its usual answer. */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** The server does its work, and then closes the connection without an answer. */
  readonly isLost?: boolean;
  /** It never answers. */
  readonly isSilent?: boolean;
}

export type CallName = 'secret' | 'token' | 'send' | 'publish' | 'invoke' | 'store';

/** A call that the server has got. */
export interface Got {
  readonly name: CallName;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** An error of FCM in the form that its documentation shows. */
export function fcmError(code: number, errorCode: string, details: readonly object[] = []): Answer {
  const type = 'type.googleapis.com/google.firebase.fcm.v1.FcmError';
  return { status: code, body: { error: { code, details: [{ '@type': type, errorCode }, ...details] } } };
}

/**
 * Stands in for the services that `functions/notify` and the publisher call: Secrets Manager, Google's token service, FCM,
 * the API, Lambda and DynamoDB's PutItem. It accepts everything, except what a test plans.
 */
export class FakeGoogle {
  readonly got: Got[] = [];
  /** The messages that FCM has taken. */
  readonly messages: Message[] = [];
  readonly project = 'take-it-test';
  #plans: { readonly name: CallName; readonly of: string; readonly answers: Answer[] }[] = [];
  readonly #server: Server;
  readonly #keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
  #tokens = 0;

  private constructor() {
    this.#server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        this.#answer(request, Buffer.concat(chunks).toString(), response);
      });
    });
  }

  static async start(): Promise<FakeGoogle> {
    const fake = new FakeGoogle();
    await new Promise<void>((resolve) => fake.#server.listen(0, '127.0.0.1', resolve));
    return fake;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** The environment of a function that uses this server. */
  get environment(): Record<string, string> {
    return {
      AWS_SESSION_TOKEN: 'session',
      AWS_ENDPOINT_URL_SECRETS_MANAGER: this.url,
      AWS_ENDPOINT_URL_LAMBDA: this.url,
      FCM_ENDPOINT: this.url,
      FCM_PROJECT: this.project,
      FCM_SECRET: 'takeit/fcm',
    };
  }

  /** The access tokens with which messages came. */
  get accessTokens(): Set<string | undefined> {
    return new Set(this.got.filter(({ name }) => name === 'send').map(({ headers }) => headers.authorization));
  }

  /** Plans the next answers to a call, and for `send` to one device. */
  plan(name: CallName, answers: readonly Answer[], of = ''): void {
    this.#plans.push({ name, of, answers: [...answers] });
  }

  /** How many planned answers are left. */
  planned(name: CallName, of = ''): number {
    return this.#plans.filter((one) => one.name === name && one.of === of).flatMap(({ answers }) => answers).length;
  }

  forget(): void {
    this.got.length = 0;
    this.messages.length = 0;
    this.#plans = [];
  }

  /** How often each call came. */
  count(name: CallName): number {
    return this.got.filter((one) => one.name === name).length;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #answer(request: IncomingMessage, body: string, response: ServerResponse): void {
    const name = nameOf(request);
    this.got.push({ name, headers: request.headers, body });
    const message = name === 'send' ? (JSON.parse(body) as { message: Message }).message : undefined;
    const plan = this.#plans.find(
      (one) => one.name === name && one.answers.length > 0 && (one.of === '' || one.of === message?.token),
    );
    const planned = plan?.answers.shift();
    const {
      status,
      headers,
      body: content,
      isLost,
    } = planned?.isLost
      ? { ...this.#usual(name, request, body), isLost: true }
      : (planned ?? this.#usual(name, request, body));
    if (planned?.isSilent) return;
    if (message && status === 200) this.messages.push(message);
    if (isLost) response.destroy();
    else
      response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(content ?? {}));
  }

  #usual(name: CallName, { headers }: IncomingMessage, body: string): Answer {
    if (name === 'secret') return { status: 200, body: { SecretString: JSON.stringify(this.#keyFile()) } };
    if (name === 'token') return this.#accessToken(new URLSearchParams(body).get('assertion') ?? '');
    if (name === 'send') {
      const isKnown = headers.authorization === `Bearer token-${this.#tokens}`;
      return isKnown ? { status: 200, body: { name: `projects/${this.project}/messages/1` } } : { status: 401 };
    }
    return { status: name === 'invoke' ? 202 : 200 };
  }

  #keyFile() {
    return {
      type: 'service_account',
      client_email: 'push@take-it-test.iam.gserviceaccount.com',
      private_key: this.#keys.privateKey.export({ type: 'pkcs8', format: 'pem' }),
      token_uri: `${this.url}/token`,
    };
  }

  /** Only a token that the key signs for this very address is exchanged. */
  #accessToken(assertion: string): Answer {
    const [head = '', claims = '', signature = ''] = assertion.split('.');
    const isSigned = createVerify('RSA-SHA256')
      .update(`${head}.${claims}`)
      .verify(this.#keys.publicKey, signature, 'base64url');
    const { aud, scope } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as { aud?: string; scope?: string };
    const isMeant = aud === `${this.url}/token` && scope === 'https://www.googleapis.com/auth/firebase.messaging';
    if (!isSigned || !isMeant) return { status: 400, body: { error: 'invalid_grant' } };
    this.#tokens += 1;
    return { status: 200, body: { access_token: `token-${this.#tokens}`, expires_in: 3_600, token_type: 'Bearer' } };
  }
}

function nameOf({ url = '', headers }: IncomingMessage): CallName {
  const target = String(headers['x-amz-target'] ?? '');
  if (target.startsWith('secretsmanager')) return 'secret';
  if (target.startsWith('DynamoDB')) return 'store';
  if (url === '/token') return 'token';
  if (url === '/graphql') return 'publish';
  return url.endsWith('/invocations') ? 'invoke' : 'send';
}
