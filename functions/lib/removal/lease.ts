import { randomUUID } from 'node:crypto';
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';

import type { PlainExpression } from '../../../domain/conditions.ts';
import { accountKey } from '../../../domain/keys.ts';
import { condition, dynamodb, type Item, now, read, TableName, unhindered } from '../table.ts';

/** Milliseconds that a lease lasts without renewal. A removal waits at most this long after a worker crashed. */
const LASTS = 30_000;
/** A lease is renewed when less than this is left. */
const RENEWED_BELOW = 20_000;
/** Seconds that the tombstone stays. No token of a user pool is valid for longer (Amazon Cognito, "Quotas"). */
const TOMBSTONE_KEPT_FOR = 2 * 24 * 60 * 60;

/**
 * The reader of the stream is invoked only for an account that is `touched`. If every change invoked it, a removal that
 * fails would start its own retries again and again.
 * @param username the Cognito username, which the reader needs too; null if it is unknown
 */
const touching = (username: string | null = null): PlainExpression => ({
  text: `, touched = :touched, begun = if_not_exists(begun, :touched)${username === null ? '' : `, ${USERNAME} = :username`}`,
  values: { ':touched': new Date().toISOString(), ...(username === null ? {} : { ':username': username }) },
});
const QUIETLY: PlainExpression = { text: ' REMOVE touched', values: {} };

/** The attribute of an account that is being removed: the Cognito username of its person. The tombstone has none. */
const USERNAME = 'cognitousername';

/** The progress of a removal. */
export interface Progress {
  readonly isComplete: boolean;
  readonly trips: number;
  readonly requests: number;
}

/** Another worker continues the removal. */
export class LeaseLost extends Error {
  override readonly name = 'LeaseLost';
}

/** This run has no time left. */
export class OutOfTime extends Error {
  override readonly name = 'OutOfTime';
}

/**
 * The right to work on the removal of an account. The account's `removing` holds the epoch milliseconds at which the lease
 * ends. The attribute is never removed: while it exists, no call can write for the account.
 */
export class Lease {
  readonly userId: string;
  /** Who has it. It is unique even among workers that take the lease in the same millisecond. */
  readonly #worker: string;
  readonly #stopAt: number;
  #until: number;
  #item: Item;

  private constructor(userId: string, worker: string, stopAt: number, item: Item) {
    this.userId = userId;
    this.#worker = worker;
    this.#stopAt = stopAt;
    this.#until = untilOf(item);
    this.#item = item;
  }

  /**
   * Takes the lease, and begins the removal if it has not begun. The stream also invokes the reader, in case this run crashes.
   * @param stopAt epoch milliseconds at which this run must end
   * @param username the person's Cognito username; null if the caller does not know it
   * @returns null when another worker has the lease, or when the removal is complete
   */
  static begin(userId: string, stopAt: number, username: string | null = null): Promise<Lease | null> {
    return Lease.#take(userId, stopAt, touching(username));
  }

  /** Takes the lease of a removal that the stream has reported. This write does not invoke the reader again. */
  static take(userId: string, stopAt: number): Promise<Lease | null> {
    const begun = { ':begun': new Date().toISOString() };
    return Lease.#take(userId, stopAt, {
      text: `, begun = if_not_exists(begun, :begun)${QUIETLY.text}`,
      values: begun,
    });
  }

  static async #take(userId: string, stopAt: number, how: PlainExpression): Promise<Lease | null> {
    const wanted = { worker: randomUUID(), until: Date.now() + LASTS };
    const values = { ':until': wanted.until, ':worker': wanted.worker, ...how.values };
    const item = await change(
      userId,
      { text: `SET removing = :until, worker = :worker${how.text}`, values },
      {
        text: 'attribute_not_exists(removed) AND (attribute_not_exists(removing) OR removing <= :time)',
        values: { ':time': Date.now() },
      },
      wanted,
    );
    return item && new Lease(userId, wanted.worker, stopAt, item);
  }

  get progress(): Progress {
    return progressOf(this.#item);
  }

  /** The person's Cognito username; null if no resolver has passed it. */
  get username(): string | null {
    const username = this.#item[USERNAME];
    return typeof username === 'string' && username !== '' ? username : null;
  }

  /** Whether an event of Cognito says that the person's user was deleted: see `requestRemoval`. */
  get isUserDeleted(): boolean {
    return this.#item['userdeleted'] !== undefined;
  }

  /** When the removal was requested, in epoch milliseconds; null if that is not stored. */
  get begun(): number | null {
    const { begun } = this.#item;
    const time = typeof begun === 'string' ? Date.parse(begun) : Number.NaN;
    return Number.isNaN(time) ? null : time;
  }

  /** The sort key up to which the account's items are counted. */
  get counted(): string {
    const { counted } = this.#item;
    return typeof counted === 'string' ? counted : '';
  }

  /**
   * Renews the lease if it ends soon.
   * @throws OutOfTime when this run must end; LeaseLost when another worker has the lease
   */
  async ensureHeld(): Promise<void> {
    if (Date.now() >= this.#stopAt) throw new OutOfTime('This run has to end.');
    if (this.#until - Date.now() < RENEWED_BELOW) await this.#renew();
  }

  /**
   * Counts items before they are deleted, each once: those after the last counted one, in the order of their keys.
   * @param last the sort key of the last of these items
   * @throws the same as `keep`
   */
  async count({ trips, requests }: { readonly trips: number; readonly requests: number }, last: string): Promise<void> {
    await this.ensureHeld();
    if (last <= this.counted) return;
    await this.#renew({
      text: ', counted = :last ADD removedtrips :trips, removedrequests :requests',
      values: { ':last': last, ':trips': trips, ':requests': requests },
    });
  }

  /**
   * Stores the Cognito username that was found, for the next worker.
   * @throws the same as `keep`
   */
  async remember(username: string): Promise<void> {
    await this.ensureHeld();
    await this.#renew({ text: `, ${USERNAME} = :username`, values: { ':username': username } });
  }

  /** Releases the lease with work left, for the next worker. */
  async release(): Promise<void> {
    await this.#become(Date.now(), QUIETLY);
  }

  /** Releases the lease with work left, and the table's stream invokes the reader. */
  async handOn(): Promise<void> {
    await this.#become(Date.now(), touching());
  }

  /** Replaces the account by a tombstone. The removal is complete. */
  async finish(): Promise<Progress> {
    const { trips, requests } = this.progress;
    const tombstone = {
      ...accountKey(this.userId),
      removing: this.#until,
      removed: new Date().toISOString(),
      removedtrips: trips,
      removedrequests: requests,
      tstamp: now() + TOMBSTONE_KEPT_FOR,
    };
    const input = { TableName, Item: tombstone, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' } as const;
    try {
      await unhindered(() => dynamodb.send(new PutCommand({ ...input, ...condition(this.#isMine()) })));
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
      // An earlier try may have written it, and its answer was lost.
      const found = progressOf(unmarshall(error.Item ?? {}));
      if (!found.isComplete) throw new LeaseLost('Somebody else goes on.', { cause: error });
    }
    return { isComplete: true, trips, requests };
  }

  async #renew(more: PlainExpression = { text: '', values: {} }): Promise<void> {
    // A new value each time shows whether an earlier try, whose answer was lost, has succeeded.
    const until = Math.max(Date.now() + LASTS, this.#until + 1);
    await this.#become(until, { text: `${more.text}${QUIETLY.text}`, values: more.values });
  }

  async #become(until: number, more: PlainExpression): Promise<void> {
    const update = { text: `SET removing = :until${more.text}`, values: { ':until': until, ...more.values } };
    const item = await change(this.userId, update, this.#isMine(), { worker: this.#worker, until });
    if (!item) throw new LeaseLost('Somebody else goes on.');
    this.#item = item;
    this.#until = until;
  }

  #isMine(): PlainExpression {
    return {
      text: 'removing = :mine AND worker = :me AND attribute_not_exists(removed)',
      values: { ':mine': this.#until, ':me': this.#worker },
    };
  }
}

/** The progress of a removal, when it began, and when its lease ends. */
export interface Removal extends Progress {
  readonly begun: unknown;
  readonly until: number;
}

/** The removal of an account; null when none was requested. */
export async function removalOf(userId: string): Promise<Removal | null> {
  const item = await read(accountKey(userId));
  if (item?.['removing'] === undefined) return null;
  return { ...progressOf(item), begun: item['begun'], until: untilOf(item) };
}

/** @returns the account after the write; null when the condition fails, unless an earlier try, whose answer was lost, succeeded */
async function change(
  userId: string,
  update: PlainExpression,
  when: PlainExpression,
  wanted: { readonly worker: string; readonly until: number },
): Promise<Item | null> {
  const text = `${update.text} ${when.text}`;
  const both = condition({ text, values: { ...update.values, ...when.values } });
  try {
    const command = new UpdateCommand({
      TableName,
      Key: accountKey(userId),
      ...both,
      UpdateExpression: update.text,
      ConditionExpression: when.text,
      ReturnValues: 'ALL_NEW',
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    });
    return (await unhindered(() => dynamodb.send(command))).Attributes ?? {};
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    const found = unmarshall(error.Item ?? {});
    const isMine = untilOf(found) === wanted.until && found['worker'] === wanted.worker;
    return isMine && found['removed'] === undefined ? found : null;
  }
}

function untilOf({ removing }: Item): number {
  return typeof removing === 'number' ? removing : 0;
}

function progressOf({ removed, removedtrips, removedrequests }: Item): Progress {
  return { isComplete: removed !== undefined, trips: toCount(removedtrips), requests: toCount(removedrequests) };
}

function toCount(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}
