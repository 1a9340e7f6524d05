import { randomUUID } from 'node:crypto';
import {
  type FSWatcher,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  watch,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { NamedCode } from '../findings.ts';

/** Set by a host that synthesizes an app to serve it: the host checks the code of the assembly itself. */
export const servedByHost = 'APPSYNC_SERVED_BY_HOST';

/** Names the folder in which the host waits for code while the synthesis still runs. */
const codesFolder = 'APPSYNC_CODES_FOLDER';

/** For a synthesis: gives code to the host that runs it. Does nothing without such a host. */
export function handOver(codes: readonly NamedCode[]): void {
  const folder = process.env[codesFolder];
  if (folder === undefined) return;
  const file = join(folder, randomUUID());
  try {
    writeFileSync(file, JSON.stringify(codes));
    // The host reads only complete files.
    renameSync(file, `${file}.json`);
  } catch {
    // The host also finds the code in the assembly.
  }
}

/** Receives the code that a synthesis hands over. */
export interface CodeReceiver {
  /** The variable that the synthesis needs. */
  readonly environment: Readonly<Record<string, string>>;
  /** Takes what has come last and removes the folder. */
  readonly close: () => void;
}

/** Calls `onCodes` with each batch of codes as soon as a synthesis hands it over. */
export function receiveCodes(onCodes: (codes: readonly NamedCode[]) => void): CodeReceiver {
  const folder = mkdtempSync(join(tmpdir(), 'takeit-codes-'));
  const received = new Set<string>();
  const receive = (): void => {
    for (const name of readdirSync(folder).filter((file) => file.endsWith('.json') && !received.has(file))) {
      received.add(name);
      onCodes(JSON.parse(readFileSync(join(folder, name), 'utf8')) as readonly NamedCode[]);
    }
  };
  const watcher = watched(folder, receive);
  return {
    environment: { [codesFolder]: folder },
    close: () => {
      watcher?.close();
      receive();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Undefined where the system watches no folders: the codes then come at the end of the synthesis. */
function watched(folder: string, onChange: () => void): FSWatcher | undefined {
  try {
    return watch(folder, onChange).on('error', () => undefined);
  } catch {
    return undefined;
  }
}
