import { mkdirSync, readdirSync, renameSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

import type { Engine } from '../engine.ts';
import { freePort } from '../ports.ts';
import { javaCommand, whatIsWrongWithJava } from '../prerequisites.ts';
import type { SupervisedProcess } from '../supervise.ts';
import { supervise } from '../supervise.ts';

export interface DynamoDbOptions {
  /** Where its file is kept; in memory when left out. */
  readonly dataDirectory?: string;
  /** The port to listen on where it is free; any other one otherwise. */
  readonly preferredPort?: number;
  /**
   * Whose tables these are: DynamoDB Local keeps a database for each access key and region, and checks neither. A caller
   * with another access key finds no table. When left out, all callers share one database.
   */
  readonly owner?: DatabaseOwner;
}

export interface DatabaseOwner {
  /** Letters and digits: DynamoDB Local takes no others. */
  readonly accessKeyId: string;
  readonly region: string;
}

export interface DynamoDbEngine extends Engine {
  /** The process id of the engine itself. */
  readonly pid: number | undefined;
}

const patience = 60_000;
/** What DynamoDB Local calls the database of all callers. */
const sharedDatabase = 'shared-local-instance.db';

/**
 * Starts Amazon's DynamoDB Local on a loopback port of this machine; settles when it answers. It ends with this process,
 * whatever way that ends. Raises an error that says what to install when there is no fitting Java.
 */
export async function startDynamoDb(options: DynamoDbOptions = {}): Promise<DynamoDbEngine> {
  const java = javaCommand();
  const directory = options.dataDirectory === undefined ? undefined : resolve(options.dataDirectory);
  if (directory !== undefined) {
    mkdirSync(directory, { recursive: true });
    if (options.owner !== undefined) nameDatabase(directory, options.owner);
  }
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort(attempt === 1 ? options.preferredPort : undefined);
    const engine = supervise({
      command: java,
      args: engineArguments(port, directory, options.owner === undefined),
      // It leaves a note of its own in the folder it runs in.
      cwd: directory ?? tmpdir(),
      environment: { DDB_LOCAL_TELEMETRY: '0' },
    });
    const endpoint = `http://127.0.0.1:${port}`;
    if (await isReady(engine)) return { endpoint, pid: engine.pid(), close: engine.stop };
    // Somebody else may have taken the port in between: another one, then.
    if (attempt === 3 || !engine.output().includes('BindException')) throw await startFailure(java, engine);
  }
}

function engineArguments(port: number, dataDirectory: string | undefined, shared: boolean): readonly string[] {
  const emulator = join(
    dirname(createRequire(import.meta.url).resolve('amplify-dynamodb-simulator/package.json')),
    'emulator',
  );
  return [
    // A small heap collector and the quick compiler alone: half the time to be ready.
    '-XX:+UseSerialGC',
    '-XX:TieredStopAtLevel=1',
    // Then it prints that it listens.
    '-Dorg.eclipse.jetty.LEVEL=INFO',
    `-Djava.library.path=${join(emulator, 'DynamoDBLocal_lib')}`,
    '-classpath',
    [join(emulator, 'DynamoDBLocal.jar'), join(emulator, 'DynamoDBLocal_lib', '*')].join(delimiter),
    // Its own command line could only listen on all addresses.
    'org.eclipse.jetty.xml.XmlConfiguration',
    fileURLToPath(new URL('server.xml', import.meta.url)),
    `port=${port}`,
    `inMemory=${dataDirectory === undefined}`,
    `shared=${shared}`,
    ...(dataDirectory === undefined ? [] : [`folder=${dataDirectory}`]),
  ];
}

/**
 * Gives a store's database the name by which DynamoDB Local finds it: an older store has it under the shared name, and a
 * store of another region under that region.
 */
function nameDatabase(directory: string, { accessKeyId, region }: DatabaseOwner): void {
  const name = `${accessKeyId}_${region}.db`;
  const files = readdirSync(directory).filter((file) => file.endsWith('.db'));
  const [found, ...others] = files.filter((file) => file === sharedDatabase || file.startsWith(`${accessKeyId}_`));
  if (found === undefined || others.length > 0 || found === name) return;
  renameSync(join(directory, found), join(directory, name));
}

/**
 * Waits until the engine says that it listens; false when it fails before that. To ask at the port would not do: another
 * program may have taken the port in between, and answer.
 */
async function isReady(engine: SupervisedProcess): Promise<boolean> {
  const state = { hasEnded: false };
  void engine.ended.then(() => (state.hasEnded = true));
  const giveUp = Date.now() + patience;
  while (!state.hasEnded && Date.now() < giveUp && !/^Caused by:/m.test(engine.output())) {
    if (engine.output().includes('Started ServerConnector')) return true;
    await wait(10);
  }
  // A failed start leaves threads behind that keep the process.
  await engine.stop();
  return false;
}

async function startFailure(java: string, engine: SupervisedProcess): Promise<Error> {
  const reason = await whatIsWrongWithJava(java);
  const causes = engine.output().match(/^Caused by: .*:.*$/gm);
  return new Error(reason ?? `DynamoDB Local did not start; it printed:\n${causes?.at(-1) ?? engine.output().trim()}`);
}
