import { createServer } from 'node:http';
import { expect, it, onTestFinished } from 'vitest';

import { localOutputs } from '../../../local/outputs.ts';
import { noticeBoard, writeAssembly } from '../../support/assemblies.ts';
import { startSharingHost } from '../../support/host/sharedEngine.ts';
import { hostPort } from '../../support/ports.ts';

async function aHost(port: number) {
  const host = await startSharingHost({ assembly: writeAssembly({ Board: noticeBoard() }), port });
  onTestFinished(host.close);
  return host;
}

it('a host tells apps when an engine had to take another port', async () => {
  const port = await hostPort();
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(port + 1, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const host = await aHost(port);
  const taken = new URL(host.cognitoEndpoint).port;
  const sentence = `Port ${port + 1} is taken, so Cognito listens on port ${taken}: an app that knows the old address must read the outputs file again.`;
  expect(taken).not.toBe(String(port + 1));
  expect(host.warnings).toContain(sentence);
  expect(localOutputs(host).custom?.['local']).toMatchObject({ notes: [sentence] });
});

it('a host says nothing of engines that have their usual ports', async () => {
  const port = await hostPort();
  const host = await aHost(port);
  expect(host.cognitoEndpoint).toBe(`http://127.0.0.1:${port + 1}`);
  expect(host.moved).toEqual([]);
  expect(localOutputs(host).custom?.['local']).not.toHaveProperty('notes');
});
