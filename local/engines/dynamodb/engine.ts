import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Engine } from '../engine.ts';
import { startGuarded } from '../guarded.ts';
import type { GuardedProcess } from '../guarded.ts';
import { freePort } from '../ports.ts';
import { javaCommand, whatIsWrongWithJava } from '../prerequisites.ts';

export interface DynamoDbOptions {
  /** Where its file is kept; in memory when left out. */
  readonly dataDirectory?: string;
  /** The port to listen on where it is free; any other one otherwise. */
  readonly preferredPort?: number;
}

export interface DynamoDbEngine extends Engine {
  /** The process id of the engine itself. */
  readonly pid: number | undefined;
}

const patience = 60_000;

/**
 * Starts Amazon's DynamoDB Local on a port of this machine; settles when it answers. It ends with this process, whatever
 * way that ends. Raises an error that says what to install when there is no fitting Java.
 */
export async function startDynamoDb(options: DynamoDbOptions = {}): Promise<DynamoDbEngine> {
  const java = javaCommand();
  const directory = options.dataDirectory === undefined ? undefined : resolve(options.dataDirectory);
  if (directory !== undefined) mkdirSync(directory, { recursive: true });
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort(attempt === 1 ? options.preferredPort : undefined);
    const engine = startGuarded({
      command: java,
      args: engineArguments(port, directory),
      // It leaves a note of its own in the folder it runs in.
      cwd: directory ?? tmpdir(),
      environment: { DDB_LOCAL_TELEMETRY: '0' },
    });
    const endpoint = `http://127.0.0.1:${port}`;
    if (await isReady(engine, endpoint)) return { endpoint, pid: engine.pid(), close: engine.stop };
    // Somebody else may have taken the port in between: another one, then.
    if (attempt === 3 || !engine.output().includes('BindException')) throw await startFailure(java, engine);
  }
}

function engineArguments(port: number, dataDirectory: string | undefined): readonly string[] {
  const emulator = join(
    dirname(createRequire(import.meta.url).resolve('amplify-dynamodb-simulator/package.json')),
    'emulator',
  );
  return [
    // A small heap collector and the quick compiler alone: half the time to be ready.
    '-XX:+UseSerialGC',
    '-XX:TieredStopAtLevel=1',
    `-Djava.library.path=${join(emulator, 'DynamoDBLocal_lib')}`,
    '-jar',
    join(emulator, 'DynamoDBLocal.jar'),
    '-port',
    String(port),
    '-sharedDb',
    '-disableTelemetry',
    ...(dataDirectory === undefined ? ['-inMemory'] : ['-dbPath', dataDirectory]),
  ];
}

/** Waits until the engine answers anything at all; false when it ends before that. */
async function isReady(engine: GuardedProcess, endpoint: string): Promise<boolean> {
  const stopAsking = new AbortController();
  const ended = engine.ended.then(() => false);
  const ready = await Promise.race([ended, answers(endpoint, stopAsking.signal)]);
  stopAsking.abort();
  if (!ready) await engine.stop();
  return ready;
}

async function answers(endpoint: string, signal: AbortSignal): Promise<boolean> {
  const giveUp = Date.now() + patience;
  while (Date.now() < giveUp && !signal.aborted) {
    const answered = await fetch(endpoint, { signal }).then(
      () => true,
      () => false,
    );
    if (answered) return true;
    await wait(25);
  }
  return false;
}

async function startFailure(java: string, engine: GuardedProcess): Promise<Error> {
  const reason = await whatIsWrongWithJava(java);
  return new Error(reason ?? `DynamoDB Local did not start; it printed:\n${engine.output().trim()}`);
}
