import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';

import { localCertificate } from '../../local/http/certificate.ts';
import { temporaryDirectory } from '../support/assemblies.ts';
import { aChat, type Chat } from '../support/chat.ts';

let chat: Chat;
let trusted: string;
beforeAll(async () => {
  const certificate = await localCertificate(temporaryDirectory());
  trusted = certificate.file ?? '';
  chat = await aChat({}, {}, { certificate });
});
afterAll(() => chat.close());

const processes: ChildProcess[] = [];
afterEach(() => {
  for (const child of processes.splice(0)) child.kill();
});

/** A client of AWS's own, in a process of its own that trusts the host's certificate. */
class ClientProcess {
  readonly #lines: AsyncIterator<string>;

  constructor(name: string, url: string) {
    const file = fileURLToPath(new URL(`../support/clients/${name}.ts`, import.meta.url));
    const child = spawn(process.execPath, ['--import', 'tsx', file, url], {
      env: { ...process.env, NODE_EXTRA_CA_CERTS: trusted },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    processes.push(child);
    this.#lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  }

  /** The first line that has this key. An error of the client ends the wait. */
  async line(key: string): Promise<Readonly<Record<string, unknown>>> {
    for (;;) {
      const next = await this.#lines.next();
      if (next.done === true) throw new Error(`The client ended before it told ${key}.`);
      const line = JSON.parse(next.value) as Readonly<Record<string, unknown>>;
      if (line['error'] !== undefined) throw new Error(next.value);
      if (key in line) return line;
    }
  }
}

describe('a client that AWS publishes is told of a mutation', () => {
  it.each([
    ['aws-amplify, which turns http: into wss:', 'amplify', () => chat.url],
    ['aws-amplify over https', 'amplify', () => chat.secureUrl],
    ['aws-appsync-subscription-link', 'subscriptionLink', () => chat.url],
    ['aws-appsync-subscription-link over https', 'subscriptionLink', () => chat.secureUrl],
  ])('%s', async (_, name, url) => {
    const client = new ClientProcess(name, url());
    await client.line('ready');
    await chat.say({ id: '1', room: 'b', text: 'not for a' });
    await chat.say({ id: '2', room: 'a', text: 'hello' });
    expect(await client.line('data')).toMatchObject({ data: { onPost: { id: '2', text: 'hello' } } });
  });
});
