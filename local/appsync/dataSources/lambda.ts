import { type FunctionRuntime, InvocationRefused, type Outcome } from '../../lambda/function.ts';
import { mappingError } from '../errors.ts';
import type { DataSourceClient, Invocation } from './dataSource.ts';
import { DataSourceError } from './dataSource.ts';
import { isRecord, kindOf, required, textAt } from './requestFields.ts';

/** The functions behind data sources. */
export interface InvokedFunctions extends Pick<FunctionRuntime, 'invoke'> {
  /** Adds an event, as JSON, to the asynchronous queue of a function. Default: the function runs once, at once. */
  readonly enqueue?: (nameOrArn: string, payload: string) => void;
}

/** The batch size if the resolver sets none. */
const defaultBatchSize = 5;

/**
 * A Lambda function as a data source (AWS AppSync developer guide, "AWS AppSync JavaScript resolver function reference
 * for Lambda"). The event is the request's payload; an error that the function throws becomes `Lambda:Unhandled`.
 */
export function lambda(functions: InvokedFunctions, functionArn: string): DataSourceClient {
  const invoke = async (event: unknown, signal: AbortSignal): Promise<unknown> => {
    const outcome = await orTimeout(functions.invoke(functionArn, event).catch(refusal), signal);
    if (outcome.ok) return outcome.value;
    throw new DataSourceError('Lambda:Unhandled', outcome.error.errorMessage);
  };
  const batches = new Batches(invoke);
  return {
    async invoke(request, invocation) {
      const fields = isRecord(request) ? request : {};
      const operation = textAt(fields['operation'], '$[operation]');
      if (operation !== 'Invoke' && operation !== 'BatchInvoke') {
        throw mappingError(`Unsupported operation '${operation}': a Lambda data source takes Invoke and BatchInvoke.`);
      }
      const type = fields['invocationType'] ?? 'RequestResponse';
      if (type !== 'RequestResponse' && type !== 'Event') {
        throw mappingError(
          `Unsupported invocationType '${typeof type === 'string' ? type : kindOf(type)}': it is RequestResponse or Event.`,
        );
      }
      const payload = operation === 'BatchInvoke' ? required(fields['payload'], '$[payload]') : fields['payload'];
      if (type === 'Event') {
        // An Event invocation has no result: nothing waits for it or reports its error.
        const event = operation === 'BatchInvoke' ? [payload] : payload;
        if (functions.enqueue === undefined) void functions.invoke(functionArn, event).catch(() => undefined);
        else functions.enqueue(functionArn, JSON.stringify(event ?? null));
        return null;
      }
      return operation === 'Invoke' ? invoke(payload, invocation.signal) : batches.add(payload, invocation);
    },
  };
}

/** Converts an error of the Lambda service itself to AppSync's error. */
function refusal(error: unknown): never {
  if (!(error instanceof InvocationRefused)) throw error;
  const { errorType, message, status } = error;
  const origin = `Service: AWSLambda; Status Code: ${status}; Error Code: ${errorType}`;
  throw new DataSourceError(`Lambda:${errorType}`, `${message} (${origin})`);
}

/** AppSync stops waiting at the request's timeout; the Lambda function may still run. */
async function orTimeout(invoked: Promise<Outcome>, signal: AbortSignal): Promise<Outcome> {
  let onAbort = (): void => undefined;
  const timeout = new Promise<never>((_, reject) => {
    onAbort = () => {
      reject(new Error('The time of the request is up.'));
    };
    if (signal.aborted) onAbort();
    else signal.addEventListener('abort', onAbort, { once: true });
  });
  try {
    return await Promise.race([invoked, timeout]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}

interface Member {
  readonly payload: unknown;
  readonly resolve: (result: unknown) => void;
  readonly reject: (reason: unknown) => void;
}

/** Collects the requests that the fields of one GraphQL request make in the same turn, per resolver, into batches. */
class Batches {
  readonly #invoke: (event: unknown, signal: AbortSignal) => Promise<unknown>;
  readonly #open = new WeakMap<AbortSignal, Map<string, Member[]>>();

  constructor(invoke: (event: unknown, signal: AbortSignal) => Promise<unknown>) {
    this.#invoke = invoke;
  }

  add(payload: unknown, { site, signal, batchSize = defaultBatchSize }: Invocation): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const sites = this.#open.get(signal) ?? new Map<string, Member[]>();
      this.#open.set(signal, sites);
      const members = sites.get(site) ?? [];
      sites.set(site, members);
      members.push({ payload, resolve, reject });
      const send = (): void => {
        if (sites.get(site) !== members) return;
        sites.delete(site);
        void this.#send(members, signal);
      };
      if (members.length >= batchSize) send();
      // graphql-js resolves the other items of a list in this same turn.
      else if (members.length === 1) setImmediate(send);
    });
  }

  async #send(members: readonly Member[], signal: AbortSignal): Promise<void> {
    try {
      const results = await this.#invoke(
        members.map(({ payload }) => payload),
        signal,
      );
      if (!Array.isArray(results) || results.length !== members.length) {
        throw new DataSourceError('Lambda:IllegalArgument', batchMismatch(results, members.length));
      }
      members.forEach(({ resolve }, index) => {
        resolve(results[index] ?? null);
      });
    } catch (error) {
      for (const { reject } of members) reject(error);
    }
  }
}

function batchMismatch(results: unknown, expected: number): string {
  const got = Array.isArray(results) ? `a list of ${results.length}` : 'no list';
  return `The function must return a list of ${expected} results, but returned ${got}.`;
}
