/** Something that an API or a function asks of another service. */
export interface Call {
  readonly service: 'dynamodb' | 'cognito-idp' | 'lambda';
  /** As the service names it: `TransactWriteItems`; `Invoke` for an invocation. */
  readonly operation: string;
  /** The name of the function that asks, `api`, or, of an invocation, `stream`. */
  readonly caller: string;
  /** Of an invocation: the function's name. */
  readonly invocation?: string;
  readonly input: unknown;
}

interface Which {
  /** `api`, or a function's name, with `*` for any letters. Default: everybody. */
  readonly caller?: string;
  /** What else has to be true of a call; not in a file. */
  readonly where?: (call: Call) => boolean;
  /** How many of these calls are let through first. Default: 0. */
  readonly skip?: number;
}

/** Calls to DynamoDB and Cognito. */
export interface WhichCalls extends Which {
  readonly service?: 'dynamodb' | 'cognito-idp';
  readonly operation?: string;
}

/** Invocations of a function, by a resolver or a stream. */
export interface WhichInvocations extends Which {
  /** The function's name, with `*` for any letters. */
  readonly invocation: string;
}

/** Before: nothing has been done. After: all of it has, and the answer is lost. Default: before. */
export type When = 'before' | 'after';

/** What happens beside a call, which itself goes as ever. */
export type Meanwhile = (call: Call) => Promise<unknown>;

type CallFault =
  /** Another transaction holds the item at a position, 0 by default. Meets TransactWriteItems and TransactGetItems. */
  | { readonly fault: 'conflict'; readonly position?: number }
  /** The last items of a BatchWriteItem or BatchGetItem, 1 by default, are not done and come back. */
  | { readonly fault: 'unprocessed'; readonly items?: number }
  | { readonly fault: 'throttled' }
  /** `failed`: the service's internal error; `hangs`: no answer ever; `killed`: with the calling function's environment. */
  | { readonly fault: 'failed' | 'hangs' | 'killed' | Meanwhile; readonly when?: When };

type InvocationFault =
  | { readonly fault: 'throttled' }
  /** `failed`: an error that the function raised; `killed`: with its environment. */
  | { readonly fault: 'failed' | 'killed' | Meanwhile; readonly when?: When };

interface HowOften {
  /** How many calls it meets. Default: 1. */
  readonly times?: number;
}

/** A fault in calls to DynamoDB or Cognito. */
export type CallRule = WhichCalls &
  HowOften &
  CallFault & {
    /** How many attempts of a call it meets, as the AWS SDK makes several of its own accord. Default: all. */
    readonly attempts?: number;
  };

/** A fault in invocations of a function. */
export type InvocationRule = WhichInvocations & HowOften & InvocationFault;

/** A fault, and which calls it meets. */
export type FaultRule = CallRule | InvocationRule;

/** Whether a call, or an invocation, is one of those. What a fault cannot meet is none of its rule's. */
export function selects(which: WhichCalls | WhichInvocations | FaultRule, call: Call): boolean {
  if ('invocation' in which) {
    if (call.invocation === undefined || !fits(which.invocation, call.invocation)) return false;
  } else {
    if (call.invocation !== undefined) return false;
    if ((which.service ?? call.service) !== call.service) return false;
    if ((which.operation ?? call.operation) !== call.operation) return false;
  }
  if (which.caller !== undefined && !fits(which.caller, call.caller)) return false;
  if ('fault' in which && !canMeet(which, call)) return false;
  return which.where?.(call) ?? true;
}

/** Whether a name is one that a pattern with `*` stands for. */
export function fits(pattern: string, name: string): boolean {
  const parts = pattern.split('*').map((part) => part.replace(/[^\w-]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`).test(name);
}

/** The operations that a fault is one of. */
export const operationsOf: Readonly<Record<string, readonly string[]>> = {
  conflict: ['TransactWriteItems', 'TransactGetItems', 'UpdateItem', 'PutItem', 'DeleteItem'],
  unprocessed: ['BatchWriteItem', 'BatchGetItem'],
};

function canMeet(rule: FaultRule, call: Call): boolean {
  // Only a function has an environment that can be killed.
  if (rule.fault === 'killed' && call.invocation === undefined) return call.caller !== 'api';
  if (typeof rule.fault === 'string' && operationsOf[rule.fault]?.includes(call.operation) === false) return false;
  return rule.fault !== 'conflict' || itemCount(call) > (rule.position ?? 0);
}

/** How many items a transaction has; a write that is none has one. */
export function itemCount({ operation, input }: Pick<Call, 'operation' | 'input'>): number {
  if (!operation.startsWith('Transact')) return 1;
  const items = (input as { TransactItems?: unknown } | null)?.TransactItems;
  return Array.isArray(items) ? items.length : 0;
}
