import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';

import { accountKey, DEVICE, deviceKey, type Key, tokenOf } from '../../domain/keys.ts';
import type { Notification } from '../../domain/notification.ts';
import { writesToDrop } from '../lib/devices.ts';
import { condition, dynamodb, type Item, itemsFrom, read, TableName, transact, unhindered } from '../lib/table.ts';
import type { Target } from './message.ts';

/** Pushes that a device remembers. Only pushes of a failed event are remembered, until it is delivered. */
const MOST_REMEMBERED = 50;

/** A device that gets a person's pushes. */
export interface Device extends Target {
  readonly key: Key;
  /** When it was registered last. It changes whenever the phone registers again. */
  readonly seen: unknown;
  /** The ids of messages that an earlier try of a failed event delivered. */
  readonly delivered: ReadonlySet<string>;
}

/** The devices of a person, and which pushes the person wants. */
export interface Recipient {
  readonly devices: readonly Device[];
  readonly wants: (notification: Notification) => boolean;
}

const NOBODY: Recipient = { devices: [], wants: () => false };

/** Reads a person's devices and settings. A suspended person, or one whose account is removed, gets no pushes. */
export async function readRecipient(userId: string): Promise<Recipient> {
  const account = (await read(accountKey(userId))) ?? {};
  if (account['removing'] !== undefined || account['suspended'] !== undefined) return NOBODY;
  const devices: Device[] = [];
  for await (const items of itemsFrom(userId, DEVICE)) {
    devices.push(...items.map((item) => toDevice(item, account['language'])));
  }
  return {
    devices,
    wants: ({ kind }) => account[kind === 'REQUEST' ? 'pushrequests' : 'pushalerts'] !== false,
  };
}

/** A phone may have another language than its person's account. */
function toDevice({ username, created, language, seen, delivered }: Item, standard: unknown): Device {
  const token = tokenOf({ username: String(username), created: String(created) }) ?? '';
  return {
    key: deviceKey(String(username), token),
    token,
    language: ([language, standard].find((one) => typeof one === 'string' && one !== '') as string | undefined) ?? 'en',
    seen,
    delivered: delivered instanceof Set ? (delivered as Set<string>) : new Set(),
  };
}

/** Deletes a device whose token is no longer valid, unless the phone has registered it again in the meantime. */
export async function deleteDevice({ key, seen }: Device): Promise<void> {
  const isSame =
    seen === undefined
      ? { text: 'attribute_not_exists(seen)', values: {} }
      : { text: 'seen = :seen', values: { ':seen': seen } };
  await transact(writesToDrop(key, isSame));
}

/** Remembers what a device has got, so the next try of the same event leaves it out. */
export async function remember({ key, delivered }: Device, ids: readonly string[]): Promise<void> {
  const isFull = delivered.size + ids.length > MOST_REMEMBERED;
  const command = new UpdateCommand({
    TableName,
    Key: key,
    UpdateExpression: isFull ? 'SET delivered = :ids' : 'ADD delivered :ids',
    ...condition({ text: 'attribute_exists(created)', values: { ':ids': new Set(ids) } }),
  });
  try {
    await unhindered(() => dynamodb.send(command));
  } catch (error) {
    // The device is gone.
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
}
