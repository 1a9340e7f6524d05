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
  /** The role whose rights it has. */
  readonly roleArn: string;
  /** Its variables as the template sets them; worked out when it first runs, as the API's address may be among them. */
  readonly environment: () => Readonly<Record<string, string>>;
}

/** What an invocation ended with, in the form that Lambda answers it. */
export type Outcome =
  | (Ran & { readonly ok: true; readonly value: unknown })
  | (Ran & { readonly ok: false; readonly error: FunctionError });

interface Ran {
  readonly requestId: string;
  /** The environment that ran it. */
  readonly environment?: string;
}

/** The payload of a failed invocation (AWS Lambda developer guide, "AWS Lambda function errors in Node.js"). */
export interface FunctionError {
  readonly errorMessage: string;
  readonly errorType: string;
  readonly trace?: readonly string[];
}

/** Lambda itself refuses an invocation, and the function does not run. */
export class InvocationRefused extends Error {
  override readonly name = 'InvocationRefused';
  /** As Lambda names the error. */
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
   * Runs a function and answers with what became of it: an error that it raised is an outcome, no exception.
   * Raises an error only for a function that is none of the assembly's, and InvocationRefused where it does not run.
   * @param event JSON; it is copied as over a wire
   */
  readonly invoke: (nameOrArn: string, event: unknown) => Promise<Outcome>;
  /** Ends an environment as if its process had been killed; settles when it has ended, or if there is none. */
  readonly kill: (environment: string) => Promise<void>;
  /** Ends every worker; what runs is cut off. */
  readonly close: () => Promise<void>;
}
