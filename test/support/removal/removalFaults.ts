import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { accountKey } from '../../../domain/keys.ts';
import { createFaults, type Faults } from '../../../local/faults/faults.ts';
import type { Call } from '../../../local/faults/rule.ts';
import type { Host } from '../../../local/host/types.ts';
import { temporaryDirectory } from '../assemblies.ts';
import { startSharingHost } from '../host/sharedEngine.ts';
import { aPerson, type Person } from '../stories/people.ts';
import { type Item, type StoredItems, tableOf } from '../stories/storedItems.ts';
import { type TakeIt, whereabouts } from '../stories/takeIt.ts';
import { poolOf } from '../stories/userPool.ts';
import { until } from '../until.ts';
import { aBigAccount, type BigAccount } from './bigAccount.ts';
import { everybodyIn, leftOf, pictureOf } from './removedAccount.ts';

/**
 * Records of a small account with a bit of everything: trips, requests both ways in every status, contacts. So many that
 * what belongs together takes more than one batch.
 */
const RECORDS = 60;
/** Milliseconds without any sign after which somebody who works on a removal counts as dead. */
const SILENCE = 5_000;

/** A host on which removals meet faults. */
export interface RemovalLab {
  readonly host: Host;
  readonly takeIt: TakeIt;
  readonly faults: Faults;
  readonly table: StoredItems;
  /** Somebody new with a bit of everything. */
  readonly aLeaver: () => Promise<Leaver>;
}

export interface Leaver {
  readonly person: Person;
  readonly account: BigAccount;
  /** Whether a call is about them. */
  readonly isMine: (call: Call) => boolean;
  /** Ends the lease of a killed invocation. Answers whether the removal had begun. */
  readonly letTimePass: () => Promise<boolean>;
  /** Waits until the account is removed, and ends the leases of killed invocations. */
  readonly removed: () => Promise<Item>;
  /** What is stored in the partitions of all whom the removal may touch. */
  readonly picture: () => Promise<string[]>;
  /** What must be left. */
  readonly expected: string[];
  readonly users: () => Promise<number>;
}

/** @param assembly the folder of the cloud assembly */
export async function aRemovalLab(assembly: string): Promise<RemovalLab> {
  const faults = createFaults();
  const host = await startSharingHost({ assembly, faults, streams: { retryMilliseconds: 1, pollMilliseconds: 200 } });
  const takeIt = whereabouts(host);
  const table = tableOf(takeIt);
  return { host, takeIt, faults, table, aLeaver: () => aLeaver(takeIt, table) };
}

async function aLeaver(takeIt: TakeIt, table: StoredItems): Promise<Leaver> {
  const person = await aPerson('Amira', takeIt);
  const { id } = person;
  const account = aBigAccount(id, RECORDS);
  const everybody = everybodyIn(id, account);
  await table.storeAll([...account.items, { ...accountKey(id), name: 'Amira', trips: account.trips.length }]);
  return {
    person,
    account,
    isMine: ({ input }) => {
      const text = JSON.stringify(input);
      return [person.email, ...everybody].some((one) => text.includes(one));
    },
    letTimePass: async () => {
      const isBegun = (await table.stored(accountKey(id)))?.['removing'] !== undefined;
      if (isBegun) await table.overwrite(accountKey(id), { removing: 1 });
      return isBegun;
    },
    removed: () => waitFor(id, table),
    picture: async () => pictureOf((await Promise.all(everybody.map((one) => table.everythingOf(one)))).flat()),
    expected: pictureOf(leftOf(id, account)),
    users: async () => (await poolOf(takeIt).usersOf(id)).length,
  };
}

async function waitFor(userId: string, { stored, overwrite }: StoredItems): Promise<Item> {
  const seen = { removing: undefined as unknown, since: Date.now() };
  const item = await until(
    'the account is removed',
    async () => {
      const found = await stored(accountKey(userId));
      if (found?.['removing'] !== seen.removing)
        Object.assign(seen, { removing: found?.['removing'], since: Date.now() });
      if (Date.now() - seen.since > SILENCE && Number(seen.removing) > Date.now()) {
        await overwrite(accountKey(userId), { removing: 1 });
      }
      return found;
    },
    (found) => found?.['removed'] !== undefined,
    90_000,
    100,
  );
  return item ?? {};
}

/** One of the calls that a function makes to other services, told apart by its place among those of its kind. */
export interface Step {
  readonly name: string;
  readonly operation: string;
  readonly skip: number;
}

/** Calls by their operations, each as what a rule is to meet. */
export function stepsIn(operations: readonly string[]): Step[] {
  const counts = new Map<string, number>();
  return operations.map((operation) => {
    const skip = counts.get(operation) ?? 0;
    counts.set(operation, skip + 1);
    return { name: `${operation} ${skip + 1}`, operation, skip };
  });
}

const MAPPING = 'AWS::Lambda::EventSourceMapping';

interface Resource {
  readonly Type: string;
  readonly Properties?: object;
}

interface Template {
  readonly Resources: Readonly<Record<string, Resource>>;
}

/**
 * A copy of an assembly for tests with faults. The function that removes accounts has less time. Each batch of the
 * stream has one record, so that a fault affects one person only. Nobody gets pushes.
 * @param seconds the time of the function
 */
export function labAssembly(assembly: string, seconds: number): string {
  return quietAssembly(assembly, (id, { Type }) => {
    if (Type === MAPPING) return { BatchSize: 1, ParallelizationFactor: 10 };
    return Type === 'AWS::Lambda::Function' && id.startsWith('AccountRemoval') ? { Timeout: seconds } : {};
  });
}

/**
 * A copy of an assembly in which no function publishes changes: publishing them is most of the work of a removal.
 * @param changesOf the properties to change in a resource
 */
export function quietAssembly(
  assembly: string,
  changesOf: (id: string, resource: Resource) => object = () => ({}),
): string {
  const directory = temporaryDirectory();
  cpSync(assembly, directory, { recursive: true });
  for (const name of readdirSync(directory).filter((file) => file.endsWith('.template.json'))) {
    const path = join(directory, name);
    const { Resources, ...template } = JSON.parse(readFileSync(path, 'utf8')) as Template;
    const kept = Object.entries(Resources)
      .filter(([id, { Type }]) => !(Type === MAPPING && id.startsWith('ChangePublisher')))
      .map(([id, resource]) => [
        id,
        { ...resource, Properties: { ...resource.Properties, ...changesOf(id, resource) } },
      ]);
    writeFileSync(path, JSON.stringify({ ...template, Resources: Object.fromEntries(kept) as unknown }));
  }
  return directory;
}
