import { once } from 'node:events';
import { type ClientOptions, WebSocket } from 'ws';

type Json = Readonly<Record<string, unknown>>;
export type Message = Json & { readonly type: string; readonly id?: string; readonly payload?: Json };

export interface Connecting {
  /** Default: API key, in a subprotocol. */
  readonly authorization?: Json;
  readonly protocols?: readonly string[];
  /** Added to the address. */
  readonly search?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly options?: ClientOptions;
  /** How long it waits for a message, in milliseconds. Default: 5000. */
  readonly timeout?: number;
}

export interface Subscribing {
  readonly id?: string;
  readonly variables?: Json;
  readonly authorization?: Json;
}

export const apiKey = { host: 'localhost', 'x-api-key': 'da2-test' };

/** Authorization as a subprotocol. */
export function inProtocol(authorization: Json): string {
  return `header-${Buffer.from(JSON.stringify(authorization)).toString('base64url')}`;
}

/** A client of the real-time protocol that keeps every message until somebody asks for it. */
export class RealtimeClient {
  readonly socket: WebSocket;
  readonly #messages: Message[] = [];
  readonly #waiting: { take: (message: Message) => void; fail: (error: Error) => void }[] = [];
  /** Settles with the close code, when the connection has ended. */
  readonly closed: Promise<number>;
  readonly #timeout: number;
  #ended = false;

  constructor(url: string, connecting: Connecting = {}) {
    const { authorization = apiKey, protocols, search = '', headers, options, timeout = 5_000 } = connecting;
    this.#timeout = timeout;
    const offered = protocols ?? ['graphql-ws', inProtocol(authorization)];
    this.socket = new WebSocket(`${url.replace(/^http/, 'ws')}/realtime${search}`, [...offered], {
      headers: { ...headers },
      ...options,
    });
    this.closed = new Promise((resolve) => {
      this.socket.on('close', (code) => {
        this.#ended = true;
        for (const { fail } of this.#waiting.splice(0)) fail(new Error(`The connection ended with ${code}.`));
        resolve(code);
      });
    });
    // Told by `closed`.
    this.socket.on('error', () => undefined);
    this.socket.on('message', (data: Buffer) => {
      const message = JSON.parse(data.toString()) as Message;
      const next = this.#waiting.shift();
      if (next === undefined) this.#messages.push(message);
      else next.take(message);
    });
  }

  /** The next message, of any type. */
  async next(): Promise<Message> {
    const message = this.#messages.shift();
    if (message !== undefined) return message;
    if (this.#ended) throw new Error('The connection has ended, and no message is left.');
    let deadline: NodeJS.Timeout | undefined;
    try {
      return await new Promise<Message>((take, fail) => {
        this.#waiting.push({ take, fail });
        deadline = setTimeout(() => {
          fail(new Error(`No message came within ${this.#timeout} ms.`));
        }, this.#timeout);
      });
    } finally {
      clearTimeout(deadline);
    }
  }

  async opened(): Promise<this> {
    if (this.socket.readyState === WebSocket.CONNECTING) await once(this.socket, 'open');
    return this;
  }

  send(message: Json | string): void {
    this.socket.send(typeof message === 'string' ? message : JSON.stringify(message));
  }

  /** connection_init, and the ack and the first `ka` that answer it. */
  async init(): Promise<this> {
    await this.opened();
    this.send({ type: 'connection_init' });
    for (const expected of ['connection_ack', 'ka']) {
      const { type } = await this.next();
      if (type !== expected) throw new Error(`Expected ${expected}, not ${type}.`);
    }
    return this;
  }

  start(query: string, { id = 'one', variables = {}, authorization = apiKey }: Subscribing = {}): void {
    const data = JSON.stringify({ query, variables });
    this.send({ type: 'start', id, payload: { data, extensions: { authorization } } });
  }

  /** Starts, and answers with what came back: start_ack or error. */
  async subscribe(query: string, options: Subscribing = {}): Promise<Message> {
    this.start(query, options);
    return this.next();
  }

  /** The payload of the next message, which must be the event of a subscription. */
  async event(id = 'one'): Promise<Json> {
    const message = await this.next();
    if (message.type !== 'data' || message.id !== id) throw new Error(`No event of ${id}: ${JSON.stringify(message)}`);
    return message.payload ?? {};
  }

  async close(): Promise<void> {
    this.socket.terminate();
    await this.closed;
  }
}
