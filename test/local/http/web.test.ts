import { mkdirSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { describe, expect, it, onTestFinished } from 'vitest';

import { createService } from '../../../local/appsync/service.ts';
import { listen } from '../../../local/http/server.ts';
import { requirePage, webRoutes } from '../../../local/http/web/web.ts';
import { temporaryDirectory } from '../../support/assemblies.ts';
import { anApi } from '../../support/host/servedApi.ts';

/** A server with a small web app, whose configuration is there once `outputs` has a value. */
async function aWebApp(outputs: () => string | undefined = () => '{"version":"1"}') {
  const directory = temporaryDirectory();
  writeFileSync(join(directory, 'index.html'), '<title>Notices</title>');
  mkdirSync(join(directory, 'assets'));
  writeFileSync(join(directory, 'assets', 'main.js'), 'run();');
  const service = createService(anApi({ schema: 'type Query { hello: String }' }), {
    dynamodb: new DynamoDBClient({}),
    userPools: new Map(),
  });
  const server = await listen({ service, routes: webRoutes({ directory, outputs }) });
  onTestFinished(() => server.close());
  return { url: server.url, directory };
}

/** Asks for a path exactly as it is written: `fetch` would normalise it. */
async function statusOf(url: string, path: string): Promise<number | undefined> {
  return await new Promise((resolve, reject) => {
    get(url, { path }, (response) => {
      response.resume();
      resolve(response.statusCode);
    }).on('error', reject);
  });
}

describe('the folder of --web', () => {
  it('is served with its files, and with its page for every path of the app', async () => {
    const { url } = await aWebApp();
    for (const path of ['/', '/trips', '/trips/2026_me']) {
      const response = await fetch(`${url}${path}`);
      expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
      expect(await response.text()).toContain('Notices');
    }
    const script = await fetch(`${url}/assets/main.js`);
    expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  });

  it('may change while it is served', async () => {
    const { url, directory } = await aWebApp();
    writeFileSync(join(directory, 'new.js'), 'later();');
    expect(await (await fetch(`${url}/new.js`)).text()).toBe('later();');
  });

  it.each(['/missing.js', '/../package.json', '/%2e%2e/package.json', '/assets/..%2f..%2fpackage.json'])(
    'has nothing at %s',
    async (path) => {
      const { url } = await aWebApp();
      expect(await statusOf(url, path)).toBe(404);
    },
  );

  it('has to hold a page', () => {
    expect(() => {
      requirePage(temporaryDirectory());
    }).toThrow(/^There is no index\.html in .*: build the web app first/);
  });
});

describe('a page of the web app', () => {
  it('runs only scripts of its own, and only its own pages may frame it', async () => {
    const { url } = await aWebApp();
    const { headers } = await fetch(url);
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'self'");
    expect(policy).toContain("frame-ancestors 'self'");
    expect(policy).not.toContain('unsafe');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('reads the outputs once the host has started', async () => {
    const started: { outputs?: string } = {};
    const { url } = await aWebApp(() => started.outputs);
    expect((await fetch(`${url}/amplify_outputs.json`)).status).toBe(503);
    started.outputs = '{"version":"1"}';
    expect(await (await fetch(`${url}/amplify_outputs.json`)).json()).toEqual({ version: '1' });
  });
});
