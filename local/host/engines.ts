import { join } from 'node:path';
import { externalEngine } from '../engines/engine.ts';
import type { Engine } from '../engines/engine.ts';
import type { HostOptions } from '../host.ts';
import type { Closers } from './closers.ts';
import { timed } from './steps.ts';

/** What an API stands on. */
export interface HostEngines {
  readonly dynamodb: Engine;
  readonly cognito: Engine;
}

/**
 * Starts both engines at once, or takes those that run already; the assembly may still be in the making meanwhile, and
 * is waited for. Raises the first error of the three when all have settled: what has started by then can be stopped.
 */
export async function startEngines(
  options: HostOptions,
  closers: Closers,
): Promise<HostEngines & { readonly assembly: string }> {
  const { dataDirectory } = options;
  const place = dataDirectory === undefined ? 'in memory' : `data in ${dataDirectory}`;
  const launch = (name: string, external: Engine | undefined, start: () => Promise<Engine>) =>
    timed(
      options,
      name,
      ({ endpoint }) => `${endpoint}, ${external === undefined ? place : 'not started here'}`,
      async () => {
        const engine = external ?? (await start());
        closers.add(engine.close);
        return engine;
      },
    );
  const dynamodb = launch('DynamoDB', externalEngine('DYNAMODB_ENDPOINT'), async () => {
    const { startDynamoDb } = await import('../engines/dynamodb/engine.ts');
    return await startDynamoDb(placeOf('dynamodb', 2, options));
  });
  const cognito = launch('Cognito', externalEngine('COGNITO_ENDPOINT'), async () => {
    const { startCognito } = await import('../engines/cognito/engine.ts');
    const { localRegion } = await import('../deploy/deploy.ts');
    const { onCode } = options;
    const own = { region: localRegion(), ...(onCode === undefined ? {} : { onCode }) };
    return await startCognito({ ...placeOf('cognito', 1, options), ...own });
  });
  await Promise.allSettled([dynamodb, cognito, options.assembly]);
  return { dynamodb: await dynamodb, cognito: await cognito, assembly: await options.assembly };
}

/** The API's port by default. */
const usualPort = 20_002;

/** A folder of an engine's own, and a port that the next start takes again. Ports next to 443 need permission, too. */
function placeOf(folder: string, offset: number, { dataDirectory, port }: HostOptions) {
  return {
    ...(dataDirectory === undefined ? {} : { dataDirectory: join(dataDirectory, folder) }),
    ...(port === undefined ? {} : { preferredPort: (port < 1_024 ? usualPort : port) + offset }),
  };
}
