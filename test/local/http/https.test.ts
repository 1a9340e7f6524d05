import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';

import { localCertificate } from '../../../local/http/certificate.ts';
import { temporaryDirectory } from '../../support/assemblies.ts';
import { aChat, type Chat, type Listening } from '../../support/host/chat.ts';

const chats: Chat[] = [];
async function serving(listening: Listening = {}): Promise<Chat> {
  const chat = await aChat({}, {}, listening);
  chats.push(chat);
  return chat;
}
afterEach(async () => {
  for (const chat of chats.splice(0)) await chat.close();
});

async function askSecurely(url: string, options: object): Promise<unknown> {
  const sent = request(url, { method: 'POST', headers: { 'x-api-key': 'da2-test' }, ...options });
  sent.end(JSON.stringify({ query: '{ hello }' }));
  const [response] = (await once(sent, 'response')) as [AsyncIterable<Buffer>];
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk);
  return JSON.parse(Buffer.concat(chunks).toString());
}

describe('the port', () => {
  it('answers over TLS as over plain HTTP', async () => {
    const certificate = await localCertificate();
    const chat = await serving({ certificate });
    expect(await askSecurely(chat.secureUrl, { ca: certificate.cert })).toEqual({ data: { hello: null } });
    expect((await chat.ask('{ hello }')).body).toEqual({ data: { hello: null } });
    expect(new URL(chat.secureUrl).port).toBe(new URL(chat.url).port);
  });

  it('has a certificate also when none was given, and nobody trusts it unasked', async () => {
    const chat = await serving();
    expect(await askSecurely(chat.secureUrl, { rejectUnauthorized: false })).toEqual({ data: { hello: null } });
    await expect(askSecurely(chat.secureUrl, {})).rejects.toThrow('self-signed certificate');
  });

  it('closes though somebody has connected and said nothing', async () => {
    const chat = await serving();
    const socket = connect(Number(new URL(chat.url).port), '127.0.0.1');
    await once(socket, 'connect');
    const ended = once(
      socket.on('error', () => undefined),
      'close',
    );
    await chat.stop();
    await ended;
  });
});

describe('a certificate', () => {
  it('is for this machine’s own names', async () => {
    const { cert, file } = await localCertificate();
    const certificate = new X509Certificate(cert);
    expect(file).toBeNull();
    expect(certificate.checkHost('localhost')).toBe('localhost');
    expect(certificate.checkIP('127.0.0.1')).toBe('127.0.0.1');
    expect(certificate.checkIP('::1')).toBe('::1');
    expect(certificate.checkHost('example.com')).toBeUndefined();
  });

  it('is kept with the data, its key for the owner’s eyes only', async () => {
    const directory = temporaryDirectory();
    const first = await localCertificate(directory);
    expect(await localCertificate(directory)).toEqual(first);
    expect(first.file).toBe(join(directory, 'localhost.crt'));
    expect(readFileSync(first.file ?? '', 'utf8')).toBe(first.cert);
    expect(statSync(join(directory, 'localhost.key')).mode & 0o777).toBe(0o600);
  });

  it('is made anew before it runs out', async () => {
    const directory = temporaryDirectory();
    const first = await localCertificate(directory);
    const later = new Date(Date.parse(new X509Certificate(first.cert).validTo) - 29 * 24 * 60 * 60 * 1000);
    expect((await localCertificate(directory, () => later.getTime())).cert).not.toBe(first.cert);
  });

  it('is made anew when the one that was kept cannot be read', async () => {
    const directory = temporaryDirectory();
    const first = await localCertificate(directory);
    writeFileSync(first.file ?? '', 'meow');
    expect((await localCertificate(directory)).cert).toContain('BEGIN CERTIFICATE');
  });
});
