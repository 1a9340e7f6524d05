import { type Dispatcher, errors, Pool } from 'undici';

/** A request of DynamoDB's JSON protocol, as much as a connection sends of it. */
export interface HttpRequest {
  readonly path: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

/** An answer, whole: the SDK takes bytes as well as a stream of them. */
export interface Received {
  readonly response: {
    readonly statusCode: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: Uint8Array;
  };
}

export interface HandlerOptions {
  /** The SDK knows an older kind of signal too, which nobody here gives. */
  readonly abortSignal?: unknown;
}

/** What an SDK client sends by, in AWS's terms its request handler. */
export interface Connections {
  handle(request: HttpRequest, options?: HandlerOptions): Promise<Received>;
  updateHttpClientConfig(): void;
  httpHandlerConfigs(): object;
  destroy(): void;
}

/** As many as the SDK's own handler opens to one address. */
export const MOST_CONNECTIONS = 50;

/**
 * Kept connections to one address, for half of what the SDK's own cost in time of the processor, which is most of what a
 * call to an engine on the same machine takes. Nothing times out here: the host's own limits end what takes too long.
 * @param endpoint its path is not used: each request has its own
 * @returns a request handler, whose calls raise errors by which the SDK tells what it may try again
 */
export function connections(endpoint: string): Connections {
  const pool = new Pool(new URL(endpoint).origin, {
    connections: MOST_CONNECTIONS,
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  return {
    handle({ path, method, headers, body }, options) {
      const signal = options?.abortSignal instanceof AbortSignal ? options.abortSignal : undefined;
      return new Promise((resolve, reject) => {
        pool.dispatch({ path, method, headers, body: body ?? null }, collecting(resolve, reject, signal));
      });
    },
    // The settings of the client are ignored, and none are returned.
    updateHttpClientConfig: () => undefined,
    httpHandlerConfigs: () => ({}),
    destroy() {
      void pool.destroy();
    },
  };
}

function collecting(
  resolve: (received: Received) => void,
  reject: (error: unknown) => void,
  signal: AbortSignal | undefined,
): Dispatcher.DispatchHandler {
  const chunks: Buffer[] = [];
  let statusCode = 0;
  let headers: Readonly<Record<string, string>> = {};
  let controller: Dispatcher.DispatchController | undefined;
  const abort = () => {
    const error = aborted();
    controller?.abort(error);
    // One that still waits for a connection is not to wait on.
    reject(error);
  };
  if (signal?.aborted === true) abort();
  else signal?.addEventListener('abort', abort);
  return {
    onRequestStart(started) {
      controller = started;
      if (signal?.aborted === true) started.abort(aborted());
    },
    onResponseStart(_, status, received) {
      statusCode = status;
      // DynamoDB sends none twice.
      headers = received as Record<string, string>;
    },
    onResponseData(_, chunk) {
      chunks.push(chunk);
    },
    onResponseEnd() {
      signal?.removeEventListener('abort', abort);
      const [first = Buffer.alloc(0)] = chunks;
      resolve({ response: { statusCode, headers, body: chunks.length > 1 ? Buffer.concat(chunks) : first } });
    },
    onResponseError(_, error) {
      signal?.removeEventListener('abort', abort);
      reject(error instanceof errors.SocketError ? reset(error) : error);
    },
  };
}

/** By this name the SDK knows that the caller wanted it so. */
function aborted(): Error {
  return Object.assign(new Error('The call was given up.'), { name: 'AbortError' });
}

/** Node's code for a connection that the other side has closed, which the SDK knows. */
function reset(cause: Error): Error {
  return Object.assign(new Error(cause.message, { cause }), { code: 'ECONNRESET' });
}
