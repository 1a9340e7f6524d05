import { get } from '@aws-appsync/utils/dynamodb';

import { alertKey } from '../../domain/keys.ts';
import { type AlertItem, toAlert } from '../lib/alerts/alert.ts';
import type { DeleteAlertContext } from '../lib/alerts/deleteAlert.ts';
import { callerId } from '../lib/appsync/caller.ts';
import { tryAgain } from '../lib/errors.ts';
import { alertId } from '../lib/ids.ts';
import type { StoredItem } from '../lib/trips/trip.ts';

type ReadContext = DeleteAlertContext<StoredItem<AlertItem> | null>;

export function request(ctx: ReadContext) {
  return get({ key: { ...alertKey(callerId(ctx), alertId(ctx.args.id)) }, consistentRead: true });
}

export function response(ctx: ReadContext): null {
  if (ctx.error) return tryAgain();
  ctx.stash.alert = toAlert(ctx.result);
  return null;
}
