import type { PlainExpression } from '../../domain/conditions.ts';
import { type Key, tokenKey, tokenOf } from '../../domain/keys.ts';
import { deleteIf, type Write } from './table.ts';

const IS_THERE: PlainExpression = { text: 'attribute_exists(created)', values: {} };

/**
 * Deletes a device and the item of its token, if the token still belongs to the device's person.
 * @param device its key
 * @param when a condition on the device @default it exists
 */
export function writesToDrop(device: Key, when = IS_THERE): Write[] {
  const isOwner = { text: '#owner = :owner', values: { ':owner': device.username } };
  return [deleteIf(device, when), deleteIf(tokenKey(tokenOf(device) ?? ''), isOwner)];
}
