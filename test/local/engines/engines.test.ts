import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { CreateTableCommand, DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { afterEach, describe, expect, it, onTestFinished } from 'vitest';

import { lockData } from '../../../local/engines/dataLock.ts';
import { startDynamoDb } from '../../../local/engines/dynamodb/engine.ts';
import { externalEngine } from '../../../local/engines/engine.ts';
import { notAllowed } from '../../../local/engines/ports.ts';
import { requireNode, requirePort, whatIsWrongWithJava } from '../../../local/engines/prerequisites.ts';
import { supervise } from '../../../local/engines/supervise.ts';
import { temporaryDirectory } from '../../support/assemblies.ts';
import { isAlive, until } from '../../support/processes.ts';

function clientOf(endpoint: string): DynamoDBClient {
  const client = new DynamoDBClient({
    endpoint,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  onTestFinished(() => {
    client.destroy();
  });
  return client;
}

async function createTable(client: DynamoDBClient, TableName: string): Promise<void> {
  await client.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    }),
  );
}

async function tablesOf(client: DynamoDBClient): Promise<readonly string[]> {
  return (await client.send(new ListTablesCommand())).TableNames ?? [];
}

/** A port that something listens on until the test is over. */
async function takenPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

describe('DynamoDB Local', () => {
  it('answers on a port of this machine, beside another one, and keeps nothing in memory', async () => {
    const [one, other] = await Promise.all([startDynamoDb(), startDynamoDb()]);
    await createTable(clientOf(one.endpoint), 'mine');

    expect(await tablesOf(clientOf(one.endpoint))).toEqual(['mine']);
    expect(await tablesOf(clientOf(other.endpoint))).toEqual([]);

    await Promise.all([one.close(), other.close()]);
    for (const { pid } of [one, other]) expect(pid !== undefined && isAlive(pid)).toBe(false);
  });

  it('finds its tables again where it was given a folder', async () => {
    const dataDirectory = temporaryDirectory();
    const first = await startDynamoDb({ dataDirectory });
    await createTable(clientOf(first.endpoint), 'kept');
    await first.close();

    const second = await startDynamoDb({ dataDirectory });
    onTestFinished(second.close);

    expect(await tablesOf(clientOf(second.endpoint))).toEqual(['kept']);
  });

  it('takes another port where the preferred one is taken', async () => {
    const preferredPort = await takenPort();
    const engine = await startDynamoDb({ preferredPort });
    onTestFinished(engine.close);
    expect(await tablesOf(clientOf(engine.endpoint))).toEqual([]);
  });

  it('dies with its host, even one that is killed on the spot', async () => {
    const engineFile = new URL('../../../local/engines/dynamodb/engine.ts', import.meta.url).href;
    const host = spawn(process.execPath, [
      ...['--import', import.meta.resolve('tsx/esm'), '--input-type=module', '--eval'],
      `const { startDynamoDb } = await import(${JSON.stringify(engineFile)});
       console.log('java', (await startDynamoDb()).pid);`,
    ]);
    const java = await printedNumber(host, /java (\d+)/);
    expect(isAlive(java)).toBe(true);

    host.kill('SIGKILL');

    await until(() => !isAlive(java), 'the engine has ended');
  });
});

describe('a guarded program', () => {
  const sleeper = { command: 'sleep', args: ['600'], cwd: '/' };

  it('is ended in order', async () => {
    const sleep = supervise(sleeper);
    await until(() => sleep.pid() !== undefined, 'it runs');
    const pid = sleep.pid() ?? 0;
    await sleep.stop();
    expect(isAlive(pid)).toBe(false);
  });

  it('does not outlive a guard that is killed', async () => {
    const sleep = supervise(sleeper);
    await until(() => sleep.pid() !== undefined, 'it runs');
    const pid = sleep.pid() ?? 0;
    const guard = parentOf(pid);
    process.kill(guard, 'SIGKILL');
    await sleep.ended;
    await until(() => !isAlive(pid), 'the program has ended');
  });

  it('tells that there is no such program', async () => {
    expect(await supervise({ ...sleeper, command: 'no-such-program' }).ended).toBe(127);
  });
});

describe('a prerequisite that is missing is told in one sentence, with the command that mends it:', () => {
  afterEach(() => {
    delete process.env['DYNAMODB_ENDPOINT'];
  });

  it('a Node.js that is too old', () => {
    expect(() => {
      requireNode('18.20.4');
    }).toThrow('Node.js 18.20.4 is too old: install 20.19 or later with `nvm install 22`');
    expect(() => {
      requireNode('20.18.1');
    }).toThrow('is too old');
    for (const fine of ['20.19.0', '22.0.0', '24.1.0']) requireNode(fine);
  });

  it('no Java', async () => {
    expect(await whatIsWrongWithJava('/no/java', 'linux')).toBe(
      'DynamoDB Local needs Java 11 or later, and this machine has none: ' +
        'install it with `sudo apt-get install -y default-jre-headless`.',
    );
    expect(await whatIsWrongWithJava('/no/java', 'darwin')).toContain('`brew install --cask temurin`');
  });

  it.each([
    ['1.8.0_392', 'DynamoDB Local needs Java 11 or later, and this is Java 8: install a later one with'],
    ['10.0.2', 'and this is Java 10'],
  ])('a Java that calls itself %s', async (version, sentence) => {
    expect(await whatIsWrongWithJava(javaOf(version), 'linux')).toContain(sentence);
  });

  it.each(['11.0.21', '17.0.15', '21'])('but none for Java %s', async (version) => {
    expect(await whatIsWrongWithJava(javaOf(version))).toBeUndefined();
  });

  it('a port that is taken', async () => {
    const port = await takenPort();
    await expect(requirePort(port)).rejects.toThrow(
      new RegExp(
        `^Port ${port} is taken: find the program with \`lsof -i :${port}\`, or choose another port with \`--port \\d+\`\\.$`,
      ),
    );
  });

  it('a port that this user may not listen on, such as 443', async () => {
    await expect(requirePort(443, () => Promise.resolve('EACCES'))).rejects.toThrow(notAllowed(443));
    expect(notAllowed(443, 'linux')).toBe(
      'Port 443 is not allowed for this user: allow it with `sudo sysctl net.ipv4.ip_unprivileged_port_start=443`, ' +
        'or choose one above 1023 with `--port`.',
    );
    expect(notAllowed(443, 'darwin')).toContain('use `sudo`');
  });

  it('an engine of your own without a proper address', () => {
    process.env['DYNAMODB_ENDPOINT'] = 'localhost';
    expect(() => externalEngine('DYNAMODB_ENDPOINT')).toThrow(
      'DYNAMODB_ENDPOINT is no address: "localhost" (wanted: http://HOST:PORT).',
    );
  });

  it('data that another host uses', async () => {
    const data = temporaryDirectory();
    const release = await lockData(data);
    await expect(lockData(data)).rejects.toThrow(
      `Another local host, process ${process.pid}, uses the data in ${data}: stop it with \`kill ${process.pid}\`.`,
    );
    await release();
    await (
      await lockData(data)
    )();
  });

  it('but not data of a host that was killed', async () => {
    const data = temporaryDirectory();
    const locking = `import { lockData } from ${JSON.stringify(resolve('local/engines/dataLock.ts'))};
      await lockData(${JSON.stringify(data)}); console.log('locked'); setInterval(() => {}, 1000);`;
    const holder = spawn(process.execPath, ['--import', 'tsx/esm', '--input-type=module', '-e', locking]);
    await once(holder.stdout, 'data');
    await expect(lockData(data)).rejects.toThrow(`process ${holder.pid ?? ''}, uses the data`);
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    await (
      await lockData(data)
    )();
  });
});

/** A program that says of itself what a Java of this version does. */
function javaOf(version: string): string {
  const file = join(temporaryDirectory(), 'java');
  writeFileSync(file, `#!/bin/sh\necho 'openjdk version "${version}" 2023-10-17' >&2\n`, { mode: 0o755 });
  return file;
}

function parentOf(pid: number): number {
  return Number(/^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
}

async function printedNumber(child: ChildProcess, form: RegExp): Promise<number> {
  let printed = '';
  child.stdout?.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  await until(() => form.test(printed), 'the number is printed', 30_000);
  return Number(form.exec(printed)?.[1]);
}
