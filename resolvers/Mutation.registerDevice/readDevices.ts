import type { DynamoDBQueryRequest } from '@aws-appsync/utils';

import { DEVICE, type Key, tokenOf } from '../../domain/keys.ts';
import * as limits from '../../domain/limits.ts';
import type { DeviceItem, RegisterContext } from '../lib/account/device.ts';
import { skipIfAnswered } from '../lib/appsync/answer.ts';
import { callerId } from '../lib/appsync/caller.ts';
import { expression } from '../lib/appsync/expression.ts';
import { tryAgain } from '../lib/errors.ts';
import type { StoredItem } from '../lib/trips/trip.ts';

type Device = StoredItem<DeviceItem> & Key;
type ReadContext = RegisterContext<{ readonly items: Device[] } | null>;

/** Reads the caller's devices: with the new one, there must not be more than the limit. */
export function request(ctx: ReadContext): DynamoDBQueryRequest {
  skipIfAnswered(ctx);
  return {
    operation: 'Query',
    query: expression('username = :me AND begins_with(created, :device)', { ':me': callerId(ctx), ':device': DEVICE }),
    consistentRead: true,
  };
}

/** The oldest devices give way. */
export function response(ctx: ReadContext): null {
  if (ctx.error || !ctx.result) return tryAgain();
  const { token } = ctx.args.input;
  const others = ctx.result.items.filter((device) => tokenOf(device) !== token);
  const newest = limits.devicesPerPerson - 1;
  const old = others.filter((device) => others.filter((other) => isNewer(other, device)).length >= newest);
  ctx.stash.dropped = old.map((device) => tokenOf(device) ?? '');
  return null;
}

function isNewer(one: Device, other: Device): boolean {
  return orderOf(one) > orderOf(other);
}

/** Devices that were registered in the same millisecond still have an order. */
function orderOf({ seen, created }: Device): string {
  return `${typeof seen === 'string' ? seen : ''} ${created}`;
}
