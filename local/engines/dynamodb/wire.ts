import type { AttributeValue, CancellationReason, TransactWriteItem } from '@aws-sdk/client-dynamodb';

/** An answer of DynamoDB's JSON protocol; an error has a `__type`. */
export interface Answer {
  readonly status: number;
  readonly body: {
    readonly __type?: string;
    readonly message?: string;
    readonly Message?: string;
    readonly CancellationReasons?: readonly CancellationReason[];
    readonly Table?: unknown;
  };
}

/** Calls an operation of DynamoDB Local. */
export type Ask = (operation: string, input: unknown) => Promise<Answer>;

/** As the SDK has it, but for binary values, which are base64 here. */
export type Item = Readonly<Record<string, AttributeValue>>;
export type Write = TransactWriteItem;

/** Calls the engine at an address, with the headers of a request that it would take. */
export function asking(endpoint: string, headers: Readonly<Record<string, string>>): Ask {
  return async (operation, input) => {
    const response = await fetch(endpoint, {
      method: 'POST',
      headers: {
        authorization: headers['authorization'] ?? '',
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': `DynamoDB_20120810.${operation}`,
      },
      body: JSON.stringify(input),
    });
    return { status: response.status, body: (await response.json()) as Answer['body'] };
  };
}

/** Whether an answer is this error. */
export function isError({ body }: Answer, name: string): boolean {
  return body.__type?.split('#').at(-1) === name;
}

/** What an error says. */
export function messageOf({ body }: Answer): string {
  return body.message ?? body.Message ?? '';
}
