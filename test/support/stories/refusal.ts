export interface GraphqlError {
  readonly message: string;
  readonly errorType: string | null;
  readonly errorInfo: unknown;
  readonly path: readonly (string | number)[] | null;
}

/** A call that the API refused: what the app would switch on. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly errorType: string | null;
  readonly errorInfo: unknown;
  readonly all: readonly GraphqlError[];

  constructor(errors: readonly GraphqlError[]) {
    super(errors[0]?.message);
    this.errorType = errors[0]?.errorType ?? null;
    this.errorInfo = errors[0]?.errorInfo;
    this.all = errors;
  }
}
