import type { RawData, WebSocket } from 'ws';

import { RequestRefused } from '../errors.ts';
import type { Handshake } from './handshake.ts';
import {
  type ClientMessage,
  closeCodes,
  type OperationError,
  parseClientMessage,
  type ProtocolError,
  type ServerMessage,
} from './messages.ts';
import { Operations } from './operations.ts';
import type { RealtimeSettings } from './settings.ts';
import type { Realtime } from './types.ts';

export interface ConnectionParts {
  readonly realtime: Realtime;
  readonly settings: RealtimeSettings;
  readonly sourceIp: string;
  readonly handshake: Handshake;
  readonly onError: (error: unknown) => void;
}

type Message<Type extends ClientMessage['type']> = Extract<ClientMessage, { type: Type }>;

/** One client's connection. It shares no state with other connections, and its state ends with its socket. */
export class Connection {
  readonly #socket: WebSocket;
  readonly #parts: ConnectionParts;
  readonly #operations: Operations;
  readonly #authorized: Promise<ProtocolError | null>;
  readonly #timers = new Set<NodeJS.Timeout>();
  #acknowledged = false;
  /** Messages are handled in order, so that no message is handled before the connection's authorization. */
  #handled: Promise<void> = Promise.resolve();

  constructor(socket: WebSocket, parts: ConnectionParts) {
    this.#socket = socket;
    this.#parts = parts;
    this.#operations = new Operations({
      ...parts,
      send: (message) => {
        this.#send(message);
      },
      // Not immediately: the other subscriptions that the same invalidation ends get their message first.
      invalidated: () => {
        queueMicrotask(() => {
          this.close(closeCodes.invalidated);
        });
      },
    });
    this.#authorized = this.#authorize();
    this.#listen();
  }

  /** Closes the connection. If the client does not answer, the socket's close timeout ends it. */
  close(code: number): void {
    this.#dispose();
    this.#socket.close(code);
  }

  #listen(): void {
    const { settings, onError } = this.#parts;
    this.#socket.on('message', (data, isBinary) => {
      this.#handled = this.#handled.then(() => this.#receive(data, isBinary)).catch(onError);
    });
    this.#socket.on('close', () => {
      this.#dispose();
    });
    // A protocol error of a client ends only its own connection, and `close` handles that.
    this.#socket.on('error', () => undefined);
    this.#after(settings.connectionMilliseconds, () => {
      this.close(closeCodes.goingAway);
    });
    this.#after(settings.initMilliseconds, () => {
      if (!this.#acknowledged) this.close(closeCodes.refused);
    });
    void this.#authorized.then((error) => {
      if (error === null) return;
      // A client that does not listen yet would miss the refusal.
      this.#after(settings.refusalMilliseconds, () => {
        this.#refuse(error);
      });
    });
  }

  async #authorize(): Promise<ProtocolError | null> {
    const { realtime, handshake, sourceIp, onError } = this.#parts;
    if (handshake.kind === 'refused') return handshake.error;
    try {
      await realtime.connect(handshake.headers, sourceIp);
      return null;
    } catch (error) {
      if (error instanceof RequestRefused) {
        return { errorType: error.type, message: error.message, errorCode: error.status };
      }
      onError(error);
      return { errorType: 'InternalFailureException', message: 'The local host failed.', errorCode: 500 };
    }
  }

  async #receive(data: RawData, isBinary: boolean): Promise<void> {
    const refusal = await this.#authorized;
    if (refusal !== null) {
      this.#refuse(refusal);
      return;
    }
    const message = isBinary ? null : parseClientMessage(textOf(data));
    if (message === null) this.#send(unsupported('unknown'));
    else if (message.type === 'connection_init') this.#acknowledge();
    else if (!this.#acknowledged)
      this.#send({ ...unsupported(`${message.type} before connection_init`), id: message.id });
    else this.#operate(message);
  }

  #acknowledge(): void {
    const { settings } = this.#parts;
    this.#send({
      type: 'connection_ack',
      payload: { connectionTimeoutMs: settings.connectionTimeoutMilliseconds },
    });
    this.#send({ type: 'ka' });
    if (this.#acknowledged) return;
    this.#acknowledged = true;
    const keepAlive = setInterval(() => {
      this.#send({ type: 'ka' });
    }, settings.keepAliveMilliseconds);
    this.#timers.add(keepAlive);
  }

  /** A `start` may take time; the next message does not wait for it. */
  #operate(message: Message<'start' | 'stop'>): void {
    if (message.type === 'stop') this.#operations.stop(message);
    else void this.#operations.start(message).catch(this.#parts.onError);
  }

  #refuse(error: ProtocolError): void {
    this.#send({ type: 'connection_error', payload: { errors: [error] } });
    this.close(closeCodes.refused);
  }

  /** Sends messages in order. A client that reads too slowly is disconnected; the server never waits for it. */
  #send(message: ServerMessage): void {
    if (this.#socket.readyState !== this.#socket.OPEN) return;
    this.#socket.send(JSON.stringify(message));
    if (this.#socket.bufferedAmount > this.#parts.settings.waitingBytes) {
      this.#dispose();
      this.#socket.terminate();
    }
  }

  #after(milliseconds: number, action: () => void): void {
    this.#timers.add(setTimeout(action, milliseconds));
  }

  #dispose(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
    this.#operations.end();
  }
}

function unsupported(what: string): OperationError {
  const message = `${what} not supported through the realtime channel`;
  return { type: 'error', payload: { errors: [{ errorType: 'UnsupportedOperation', message }] } };
}

function textOf(data: RawData): string {
  return Array.isArray(data) ? Buffer.concat(data).toString() : Buffer.from(data as ArrayBuffer).toString();
}
