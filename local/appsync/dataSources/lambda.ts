import { type FunctionRuntime, InvocationRefused, type Outcome } from '../../lambda/function.ts';
import { mappingError } from '../errors.ts';
import type { DataSourceClient, Invocation } from './dataSource.ts';
import { DataSourceError } from './dataSource.ts';
import { isRecord, kindOf, required, textAt } from './requestFields.ts';

/** What a batch holds where the resolver does not say. */
const defaultBatchSize = 5;

/**
 * A Lambda function as a data source (AWS AppSync developer guide, "AWS AppSync JavaScript resolver function reference
 * for Lambda"): the event is the request's payload; an error that the function raises is `Lambda:Unhandled`.
 */
export function lambda(functions: Pick<FunctionRuntime, 'invoke'>, functionArn: string): DataSourceClient {
  const invoke = async (event: unknown, signal: AbortSignal): Promise<unknown> => {
    const outcome = await beforeTimeIsUp(functions.invoke(functionArn, event).catch(refusal), signal);
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
        // Nobody waits for it, and nobody learns how it ends.
        void functions.invoke(functionArn, operation === 'BatchInvoke' ? [payload] : payload).catch(() => undefined);
        return null;
      }
      return operation === 'Invoke' ? invoke(payload, invocation.signal) : batches.add(payload, invocation);
    },
  };
}

/** What AppSync makes of an error of Lambda's own. */
function refusal(error: unknown): never {
  if (!(error instanceof InvocationRefused)) throw error;
  const { errorType, message, status } = error;
  const origin = `Service: AWSLambda; Status Code: ${status}; Error Code: ${errorType}`;
  throw new DataSourceError(`Lambda:${errorType}`, `${message} (${origin})`);
}

/** AppSync stops waiting when the request's time is up, which is before Lambda need stop working. */
async function beforeTimeIsUp(invoked: Promise<Outcome>, signal: AbortSignal): Promise<Outcome> {
  let give = (): void => undefined;
  const timeIsUp = new Promise<never>((_, reject) => {
    give = () => {
      reject(new Error('The time of the request is up.'));
    };
    if (signal.aborted) give();
    else signal.addEventListener('abort', give, { once: true });
  });
  try {
    return await Promise.race([invoked, timeIsUp]);
  } finally {
    signal.removeEventListener('abort', give);
  }
}

interface Member {
  readonly payload: unknown;
  readonly resolve: (result: unknown) => void;
  readonly reject: (reason: unknown) => void;
}

/** Collects what the fields of one request ask at once, by resolver, and asks for it in lists. */
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
      // The other members of a list are asked in this same turn.
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
  return `The function was asked for ${expected} results at once and answered with ${got}.`;
}
