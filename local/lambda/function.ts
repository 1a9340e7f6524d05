/** A Lambda function as its template declares it, ready to run on this machine. */
export interface LambdaFunction {
  readonly name: string;
  readonly arn: string;
  /** The folder of its code. */
  readonly directory: string;
  /** `file.export`. */
  readonly handler: string;
  readonly runtime: string;
  readonly timeoutSeconds: number;
  readonly memoryMegabytes: number;
  /** The function's role. */
  readonly roleArn: string;
  /** The queue or topic for events that failed at every attempt (`DeadLetterConfig`). */
  readonly deadLetterArn?: string;
  /**
   * The environment variables of the template. They are evaluated at the first invocation, because the API's address
   * may be one of them.
   */
  readonly environment: () => Readonly<Record<string, string>>;
}

/** The result of an invocation, in Lambda's format. */
export type Outcome =
  | (Ran & { readonly ok: true; readonly value: unknown })
  | (Ran & { readonly ok: false; readonly error: FunctionError });

interface Ran {
  readonly requestId: string;
  /** The environment in which the function ran. */
  readonly environment?: string;
}

/** The payload of a failed invocation (AWS Lambda developer guide, "AWS Lambda function errors in Node.js"). */
export interface FunctionError {
  readonly errorMessage: string;
  readonly errorType: string;
  readonly trace?: readonly string[];
}

/** Lambda rejects an invocation, and the function does not run. */
export class InvocationRefused extends Error {
  override readonly name = 'InvocationRefused';
  /** Lambda's name of the error. */
  readonly errorType: string;
  readonly status: number;

  constructor(errorType: string, message: string, status: number) {
    super(message);
    this.errorType = errorType;
    this.status = status;
  }
}

/** Functions that can be invoked, by name or ARN. */
export interface FunctionRuntime {
  /**
   * Invokes a function. An error that the function raises is an outcome, not an exception.
   * @param event JSON; the function gets a copy
   * @param requestId all attempts at an asynchronous event have the same one. Default: a new one
   * @throws Error for a function that is not part of the assembly; InvocationRefused when it does not run
   */
  readonly invoke: (nameOrArn: string, event: unknown, requestId?: string) => Promise<Outcome>;
  /** Ends an environment as if its process were killed. Settles when it has ended, or if there is none. */
  readonly kill: (environment: string) => Promise<void>;
  /** Ends every worker and interrupts running invocations. */
  readonly close: () => Promise<void>;
}
