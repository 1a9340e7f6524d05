import { RequestRefused } from '../errors.ts';
import type { OperationError, ServerMessage, Start, Stop } from './messages.ts';
import type { RealtimeSettings } from './settings.ts';
import { SubscriptionRefused } from './subscribe.ts';
import type { Realtime } from './types.ts';

/** What the operations of one connection need from it. */
export interface OperationParts {
  readonly realtime: Realtime;
  readonly settings: RealtimeSettings;
  readonly sourceIp: string;
  readonly send: (message: ServerMessage) => void;
  /** Closes the connection, because one of its subscriptions was invalidated. */
  readonly invalidated: () => void;
  /** Gets every error that the client did not cause, and every event that was not delivered. */
  readonly onError: (error: unknown) => void;
}

/** The subscriptions of one connection, by the ids that the client chose. */
export class Operations {
  readonly #parts: OperationParts;
  /** Has an entry for each subscription, also while it starts; `end` then does nothing. */
  readonly #running = new Map<string, Running>();

  constructor(parts: OperationParts) {
    this.#parts = parts;
  }

  async start({ id, payload }: Start): Promise<void> {
    const { settings, send } = this.#parts;
    if (this.#running.has(id)) {
      send(failed(id, { errorType: 'DuplicatedOperationError', message: `Duplicated operation with id ${id}` }));
      return;
    }
    const limit = settings.subscriptionsPerConnection;
    if (this.#running.size >= limit) {
      const message = `Max number of ${limit} subscriptions reached`;
      send({ type: 'error', id, payload: { errors: { errorType: 'MaxSubscriptionsReachedError', message } } });
      return;
    }
    const running: Running = { ended: false, end: () => undefined };
    this.#running.set(id, running);
    try {
      await this.#subscribe(id, payload, running);
    } catch (error) {
      if (running.ended) return;
      this.#running.delete(id);
      send(this.#failure(id, error));
    }
  }

  stop({ id }: Stop): void {
    const running = this.#running.get(id);
    if (running === undefined) {
      this.#parts.send(failed(id, { errorType: 'UnknownOperationError', message: `Unknown operation id ${id}` }));
      return;
    }
    this.#end(id, running);
    this.#parts.send({ type: 'complete', id });
  }

  /** Ends all subscriptions when the connection closes. */
  end(): void {
    for (const [id, running] of [...this.#running]) this.#end(id, running);
  }

  async #subscribe(id: string, { data, extensions }: Start['payload'], running: Running): Promise<void> {
    const { realtime, send, sourceIp } = this.#parts;
    const request = { data, authorization: extensions.authorization, sourceIp };
    const unsubscribe = await realtime.subscribe(request, {
      next: (payload) => {
        this.#deliver(id, payload);
      },
      invalidated: () => {
        send({ type: 'complete', id, payload: { message: 'Subscription complete.' } });
        this.#parts.invalidated();
      },
    });
    // It was stopped, or the connection closed, while it started.
    if (running.ended) {
      unsubscribe();
      return;
    }
    running.end = unsubscribe;
    send({ type: 'start_ack', id });
  }

  #deliver(id: string, payload: Extract<ServerMessage, { type: 'data' }>['payload']): void {
    const { settings, send, onError } = this.#parts;
    const bytes = Buffer.byteLength(JSON.stringify(payload));
    if (bytes <= settings.payloadBytes) {
      send({ type: 'data', id, payload });
      return;
    }
    const fields = Object.keys(payload.data ?? {}).join();
    onError(
      new Error(
        `An event of ${fields} with ${bytes} bytes was not delivered; ${settings.payloadBytes} bytes are the maximum.`,
      ),
    );
  }

  #end(id: string, running: Running): void {
    this.#running.delete(id);
    running.ended = true;
    running.end();
  }

  #failure(id: string, error: unknown): OperationError {
    if (error instanceof SubscriptionRefused) return { type: 'error', id, payload: { errors: error.errors } };
    if (error instanceof RequestRefused) return failed(id, { errorType: error.type, message: error.message });
    this.#parts.onError(error);
    return failed(id, { errorType: 'InternalFailureException', message: 'The local host failed.' });
  }
}

interface Running {
  ended: boolean;
  end: () => void;
}

function failed(id: string, error: { readonly errorType: string; readonly message: string }): OperationError {
  return { type: 'error', id, payload: { errors: [error] } };
}
