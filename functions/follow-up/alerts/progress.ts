import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';

import type { PlainExpression } from '../../../domain/conditions.ts';
import type { Key } from '../../../domain/keys.ts';
import { deleteIf, dynamodb, type Item, read, transact, unhindered, updateIf, type Write } from '../../lib/table.ts';

/**
 * Writes what a run has done, if the marker's progress is as it was read. Otherwise another run has done the same, or a
 * removal has deleted the marker, after which nothing of the trip may be written.
 * @param found the marker as the run read it
 * @param writes what is written together with the progress
 * @param next where the next run continues; null at the end
 */
export async function saveProgress(
  key: Key,
  found: Item,
  writes: readonly Write[],
  next: string | null,
): Promise<void> {
  for (let marker: Item | undefined = found; marker && isSameProgress(marker, found); marker = await read(key)) {
    const isWritten = await writeAll(writes, changeOf(key, marker, next));
    if (isWritten) return;
    // If an edit has changed `since`, this is tried again with the new one.
  }
}

function isSameProgress(one: Item, other: Item): boolean {
  return one['place'] === other['place'] && one['begun'] === other['begun'];
}

/** The change of the marker: its progress, another pass over all alerts after an edit, or its end. */
function changeOf(key: Key, marker: Item, next: string | null) {
  // A marker that an operator wrote by hand may lack any of these attributes.
  const { since = '', begun = since } = marker;
  const when = unchanged(marker);
  if (next !== null) {
    const values = { ':next': next, ':pass': begun };
    return updateIf(key, { text: 'SET place = :next, begun = :pass', values }, when);
  }
  if (begun === since) return deleteIf(key, when);
  return updateIf(key, { text: 'SET begun = :pass REMOVE fresh, place', values: { ':pass': since } }, when);
}

/** The marker is as it was read. */
function unchanged(marker: Item): PlainExpression {
  const texts = ['attribute_exists(created)'];
  const values: Item = {};
  for (const name of ['since', 'begun', 'place']) {
    const value = marker[name];
    texts.push(value === undefined ? `attribute_not_exists(${name})` : `${name} = :${name}`);
    if (value !== undefined) values[`:${name}`] = value;
  }
  return { text: texts.join(' AND '), values };
}

/** A single write needs no transaction, which costs twice as much. */
async function writeAll(writes: readonly Write[], change: Write): Promise<boolean> {
  if (writes.length > 0) return (await transact([...writes, change])).length === 0;
  const { Delete, Update } = change;
  try {
    if (Delete) await unhindered(() => dynamodb.send(new DeleteCommand(Delete)));
    if (Update) await unhindered(() => dynamodb.send(new UpdateCommand(Update)));
    return true;
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    return false;
  }
}
