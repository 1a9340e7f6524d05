/** A call of an API or a function to another service. */
export interface Call {
  readonly service: CalledService;
  /** The service's name of the operation: `TransactWriteItems`; `Invoke` for an invocation. */
  readonly operation: string;
  /** The name of the calling function, `api` or `developer`; for an invocation also `stream` or `queue`. */
  readonly caller: string;
  /** The function's name, for the run of a function. */
  readonly invocation?: string;
  /** The token of the device, for a message to FCM. */
  readonly push?: string;
  readonly input: unknown;
}

/** The services that calls go to. */
export type CalledService = 'dynamodb' | 'cognito-idp' | 'lambda' | 'secretsmanager' | 'fcm';

interface Which {
  /** `api`, or a function's name, with `*` for any letters. Default: every caller. */
  readonly caller?: string;
  /** A further condition on the call; not available in a file. */
  readonly where?: (call: Call) => boolean;
  /** How many matching calls are not affected first. Default: 0. */
  readonly skip?: number;
}

/** Calls to a service. FCM has the operations `token` and `send`. */
export interface WhichCalls extends Which {
  readonly service?: CalledService;
  readonly operation?: string;
}

/** Runs of a function for a resolver, a stream, the asynchronous queue or another function. */
export interface WhichInvocations extends Which {
  /** The function's name, with `*` for any letters. */
  readonly invocation: string;
}

/** Messages to a device. */
export interface WhichPushes extends Which {
  /** The device's token, with `*` for any letters. */
  readonly push: string;
}

/** Before: nothing has been done. After: everything has been done, and the answer is lost. Default: before. */
export type When = 'before' | 'after';

/** Code that runs in addition to the unchanged call. */
export type Meanwhile = (call: Call) => Promise<unknown>;

type CallFault =
  /** Another transaction holds the item at a position (default 0). Affects transactions and writes of one item. */
  | { readonly fault: 'conflict'; readonly position?: number }
  /** The last items of a BatchWriteItem or BatchGetItem (default 1) are not processed and are returned. */
  | { readonly fault: 'unprocessed'; readonly items?: number }
  | { readonly fault: 'throttled' }
  /**
   * `failed`: the service's internal error; `hangs`: never an answer; `killed`: the calling function's environment
   * ends.
   */
  | { readonly fault: 'failed' | 'hangs' | 'killed' | Meanwhile; readonly when?: When };

type InvocationFault =
  | { readonly fault: 'throttled' }
  /** `failed`: an error of the function; `killed`: its environment ends. */
  | { readonly fault: 'failed' | 'killed' | Meanwhile; readonly when?: When };

/** Errors of FCM have Google's names (Firebase, FCM REST reference, "ErrorCode"). */
type PushFault =
  | { readonly fault: 'UNREGISTERED' | 'INVALID_ARGUMENT' | 'SENDER_ID_MISMATCH' | 'THIRD_PARTY_AUTH_ERROR' }
  | { readonly fault: 'QUOTA_EXCEEDED'; readonly retryAfterSeconds?: number }
  | { readonly fault: 'UNAVAILABLE'; readonly retryAfterSeconds?: number; readonly when?: When }
  | { readonly fault: 'INTERNAL' | 'hangs' | 'killed'; readonly when?: When }
  /** The answer comes later. */
  | { readonly fault: 'slow'; readonly milliseconds: number };

interface HowOften {
  /** The number of affected calls. Default: 1. */
  readonly times?: number;
}

/** A fault in calls to a service. */
export type CallRule = WhichCalls &
  HowOften &
  CallFault & {
    /** The number of affected attempts of a call, because the AWS SDK retries by itself. Default: all. */
    readonly attempts?: number;
  };

/** A fault in invocations of a function. */
export type InvocationRule = WhichInvocations & HowOften & InvocationFault;

/** A fault in messages to devices. */
export type PushRule = WhichPushes & HowOften & PushFault;

/** A fault, and the calls that it affects. */
export type FaultRule = CallRule | InvocationRule | PushRule;

/** Whether a rule matches a call or an invocation. A rule never matches a call that its fault cannot affect. */
export function selects(which: WhichCalls | WhichInvocations | WhichPushes | FaultRule, call: Call): boolean {
  if ('invocation' in which) {
    if (call.invocation === undefined || !fits(which.invocation, call.invocation)) return false;
  } else if ('push' in which) {
    if (call.push === undefined || !fits(which.push, call.push)) return false;
  } else {
    if (call.invocation !== undefined) return false;
    if ((which.service ?? call.service) !== call.service) return false;
    if ((which.operation ?? call.operation) !== call.operation) return false;
  }
  if (which.caller !== undefined && !fits(which.caller, call.caller)) return false;
  if ('fault' in which && !canAffect(which, call)) return false;
  return which.where?.(call) ?? true;
}

/** Whether a name matches a pattern with `*`. */
export function fits(pattern: string, name: string): boolean {
  const parts = pattern.split('*').map((part) => part.replace(/[^\w-]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`).test(name);
}

/** The operations that a fault can affect. */
export const operationsOf: Readonly<Record<string, readonly string[]>> = {
  conflict: ['TransactWriteItems', 'TransactGetItems', 'UpdateItem', 'PutItem', 'DeleteItem'],
  unprocessed: ['BatchWriteItem', 'BatchGetItem'],
};

function canAffect(rule: FaultRule, call: Call): boolean {
  // Only a function has an environment that can be killed.
  if (rule.fault === 'killed' && call.invocation === undefined) return !['api', 'developer'].includes(call.caller);
  if (typeof rule.fault === 'string' && operationsOf[rule.fault]?.includes(call.operation) === false) return false;
  if (rule.fault === 'conflict' && call.service !== 'dynamodb') return false;
  return rule.fault !== 'conflict' || itemCount(call) > (rule.position ?? 0);
}

/** The number of items of a transaction; 1 for other writes. */
export function itemCount({ operation, input }: Pick<Call, 'operation' | 'input'>): number {
  if (!operation.startsWith('Transact')) return 1;
  const items = (input as { TransactItems?: unknown } | null)?.TransactItems;
  return Array.isArray(items) ? items.length : 0;
}
