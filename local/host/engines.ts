import { join } from 'node:path';

import { localRegion } from '../deploy/region.ts';
import type { Engine } from '../engines/engine.ts';
import { externalEngine } from '../engines/engine.ts';
import { type AccountKey, accountKeyOf } from '../iam/principals.ts';
import type { Closers } from './closers.ts';
import { secretOf } from './secrets.ts';
import { timed } from './steps.ts';
import type { HostOptions } from './types.ts';

/** What an API stands on. */
export interface HostEngines {
  readonly dynamodb: Engine;
  readonly cognito: Engine;
  /** What every call to DynamoDB is signed by. */
  readonly key: AccountKey;
  /** One sentence for each engine that had to take another port than the one beside the API's. */
  readonly moved: readonly string[];
}

/**
 * Starts both engines at once, or takes those that run already, and waits for the assembly. Raises the first error of
 * the three when all have settled, so that the host can stop what has started.
 */
export async function startEngines(
  options: HostOptions,
  closers: Closers,
): Promise<HostEngines & { readonly assembly: string }> {
  const { dataDirectory } = options;
  const place = dataDirectory === undefined ? 'in memory' : `data in ${dataDirectory}`;
  const moved: string[] = [];
  const launch = (name: string, external: Engine | undefined, { preferredPort }: Place, start: () => Promise<Engine>) =>
    timed(
      options,
      name,
      ({ endpoint }) => (external === undefined ? `${endpoint}, ${place}` : `${endpoint}, not started here`),
      async () => {
        const engine = external ?? (await start());
        closers.add(engine.close);
        if (external === undefined) moved.push(...whetherMoved(name, engine, preferredPort));
        return engine;
      },
    );
  const external = externalEngine('DYNAMODB_ENDPOINT');
  const key = keyOf(dataDirectory, external);
  const places = { dynamodb: placeOf('dynamodb', 2, options), cognito: placeOf('cognito', 1, options) };
  const dynamodb = launch('DynamoDB', external, places.dynamodb, async () => {
    const { startDynamoDb } = await import('../engines/dynamodb/engine.ts');
    const owner = { accessKeyId: key.accessKeyId, region: localRegion() };
    return await startDynamoDb({ ...places.dynamodb, owner });
  });
  const cognito = launch('Cognito', externalEngine('COGNITO_ENDPOINT'), places.cognito, async () => {
    const { startCognito } = await import('../engines/cognito/engine.ts');
    const { onCode, allowedHosts = [] } = options;
    const own = { region: localRegion(), allowedHosts, ...(onCode === undefined ? {} : { onCode }) };
    return await startCognito({ ...places.cognito, ...own });
  });
  await Promise.allSettled([dynamodb, cognito, options.assembly]);
  return { dynamodb: await dynamodb, cognito: await cognito, key, moved, assembly: await options.assembly };
}

/** An engine that somebody else runs may keep its tables by the access key of its owner, as the environment names it. */
function keyOf(dataDirectory: string | undefined, external: Engine | undefined): AccountKey {
  const key = accountKeyOf(secretOf(dataDirectory, 'accountKey'));
  if (external === undefined) return key;
  return { ...key, accessKeyId: process.env['AWS_ACCESS_KEY_ID'] ?? 'local' };
}

/** Apps keep the address of an engine, so they must be told when it has another one. */
function whetherMoved(name: string, { endpoint }: Engine, preferredPort?: number): readonly string[] {
  const { port } = new URL(endpoint);
  if (preferredPort === undefined || Number(port) === preferredPort) return [];
  return [
    `Port ${preferredPort} is taken, so ${name} listens on port ${port}: an app that knows the old address must read the outputs file again.`,
  ];
}

/** The API's port by default. */
const usualPort = 20_002;

/** Where an engine keeps its data, and its usual port. */
interface Place {
  readonly dataDirectory?: string;
  readonly preferredPort?: number;
}

/** A folder of an engine's own, and a port that the next start takes again. Ports next to 443 need permission, too. */
function placeOf(folder: string, offset: number, { dataDirectory, port }: HostOptions): Place {
  return {
    ...(dataDirectory === undefined ? {} : { dataDirectory: join(dataDirectory, folder) }),
    ...(port === undefined ? {} : { preferredPort: (port < 1_024 ? usualPort : port) + offset }),
  };
}
