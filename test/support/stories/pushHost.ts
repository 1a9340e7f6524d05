import { randomUUID } from 'node:crypto';
import { join } from 'node:path';

import { projectFile } from '../../../infra/paths.ts';
import { synthesize } from '../../../local/assembly/synthesize.ts';
import { createFaults, type Faults } from '../../../local/faults/faults.ts';
import type { Push } from '../../../local/fcm/inbox.ts';
import type { Host } from '../../../local/host/types.ts';
import { temporaryDirectory } from '../assemblies.ts';
import { startSharingHost } from '../host/sharedEngine.ts';
import { aMember, type Person } from './people.ts';
import { type StoredItems, tableOf } from './storedItems.ts';
import { whereabouts } from './takeIt.ts';

/** Take It with push, on a host with the stand-in for Firebase. */
export interface PushHost {
  readonly host: Host;
  readonly faults: Faults;
  readonly table: StoredItems;
  /** Somebody with a contact card. */
  readonly member: (name: string) => Promise<Person>;
  /** Registers a new phone of a person, and answers with its token. */
  readonly phoneOf: (person: Person, language?: string) => Promise<string>;
  /** The pushes of a phone, once it has got so many. */
  readonly gets: (token: string, count: number) => Promise<readonly Push[]>;
  /** The pushes that a phone has got. */
  readonly got: (token: string) => readonly Push[];
}

/** A retry of Lambda comes after this many milliseconds, and the next after twice as many. On AWS it takes a minute. */
const RETRY = 100;

export async function startPushHost(): Promise<PushHost> {
  const faults = createFaults();
  // As `npm start` makes it, which has push.
  const { directory: assembly } = await synthesize({
    app: projectFile('.'),
    output: join(temporaryDirectory(), 'out'),
  });
  const host = await startSharingHost({
    assembly,
    faults,
    streams: { pollMilliseconds: 100 },
    asynchronous: { retryMilliseconds: RETRY },
  });
  const takeIt = whereabouts(host);
  return {
    host,
    faults,
    table: tableOf(takeIt),
    member: (name) => aMember(name, takeIt),
    phoneOf: async (person, language = 'en') => {
      const token = `phone-${randomUUID()}`;
      await person.registersDevice({ token, platform: 'ANDROID', language });
      return token;
    },
    gets: async (token, count) => (await host.pushes?.received(token, count)) ?? [],
    got: (token) => host.pushes?.of(token) ?? [],
  };
}

/** What a push says, without the marks that keep the direction of names. */
export function wordsOf({ title, body }: Push): string {
  return `${title ?? ''} | ${body ?? ''}`.replaceAll(/[\u2068\u2069]/g, '');
}
