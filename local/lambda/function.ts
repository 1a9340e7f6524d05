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
  | { readonly ok: true; readonly value: unknown; readonly requestId: string }
  | { readonly ok: false; readonly error: FunctionError; readonly requestId: string };

/** The payload of a failed invocation (AWS Lambda developer guide, "AWS Lambda function errors in Node.js"). */
export interface FunctionError {
  readonly errorMessage: string;
  readonly errorType: string;
  readonly trace?: readonly string[];
}

/** Functions that can be invoked, by name or ARN. */
export interface FunctionRuntime {
  /**
   * Runs a function and answers with what became of it: an error that it raised is an outcome, no exception.
   * Raises an error only for a function that is none of the assembly's.
   * @param event JSON; it is copied as over a wire
   */
  readonly invoke: (nameOrArn: string, event: unknown) => Promise<Outcome>;
  /** Ends every worker; what runs is cut off. */
  readonly close: () => Promise<void>;
}
