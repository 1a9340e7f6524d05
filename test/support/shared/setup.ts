import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestProject } from 'vitest/node';

import type { Shared, Started } from './types.ts';

type Starts = { readonly [Name in keyof Shared]: () => Promise<Started<Shared[Name]>> };

/**
 * Lets test files share what takes seconds to start. Each part starts when the first file asks for it, so a run of unit
 * tests starts none. `shared` asks.
 */
export async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const started = new Map<keyof Shared, Promise<Started<unknown>>>();
  const startOnce = async <Name extends keyof Shared>(name: Name): Promise<Shared[Name]> => {
    const part = started.get(name) ?? starts[name]();
    started.set(name, part);
    return (await part).value as Shared[Name];
  };
  // Each loads its code when it starts: it takes seconds, too.
  const starts: Starts = {
    dynamodb: async () => (await import('./dynamodb.ts')).startDynamoDbOfRun(),
    checkedCode: async () => (await import('./checkedCode.ts')).checkSharedCode(),
    assembly: async () => ({ value: await (await import('../infra/servedAssembly.ts')).servedAssembly() }),
    takeIt: async () => {
      // Not while the engine starts: synthesis keeps this process from seeing that it answers.
      const assembly = await startOnce('assembly');
      const { startTakeIt } = await import('./takeIt.ts');
      return await startTakeIt(assembly, await startOnce('dynamodb'));
    },
    app: async () => (await import('./app.ts')).serveApp(await startOnce('dynamodb')),
  };
  const server = createServer((request, response) => {
    startOnce(request.url?.slice(1) as keyof Shared).then(
      (value) => response.end(JSON.stringify(value)),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  provide('shared', `http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  return async () => {
    server.closeAllConnections();
    server.close();
    // What started last may use what started first.
    for (const part of [...started.values()].reverse()) await (await part.catch(() => undefined))?.close?.();
  };
}
