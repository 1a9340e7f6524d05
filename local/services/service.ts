import type { Call } from '../faults/rule.ts';

/** An HTTP answer. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}

/** A request to a service that runs in the host's process. */
export interface ServiceRequest {
  readonly method: string;
  /** The path with its query, as the caller signed it. */
  readonly path: string;
  /** The path with its query, below the address that the caller got. */
  readonly rest: string;
  /** The address that the caller requested, without the query. */
  readonly address: string;
  /** The names are in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** The environment of a function, or `developer`. */
  readonly environment: string;
  /** The name of the calling function, or `developer`. */
  readonly caller: string;
}

/** A service of the host that functions call over HTTP. */
export interface LocalService {
  /** The operation of a request, as rules of faults name it. Undefined for a request that no rule can match. */
  readonly callOf: (request: ServiceRequest) => Pick<Call, 'operation' | 'input' | 'push'> | undefined;
  readonly answer: (request: ServiceRequest) => Promise<Answer>;
}

/** The services by their names in addresses and in rules of faults. */
export type ServiceName = 'lambda' | 'secretsmanager' | 'fcm';

/** The value that a text contains as JSON; undefined for other text. */
export function parsed(text: Buffer | string): unknown {
  try {
    return JSON.parse(text.toString()) as unknown;
  } catch {
    return undefined;
  }
}
