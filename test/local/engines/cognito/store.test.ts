import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as aws from '@aws-sdk/client-cognito-identity-provider';
import { describe, expect, it, onTestFinished } from 'vitest';

import { startCognito } from '../../../../local/engines/cognito/engine.ts';
import { temporaryDirectory } from '../../../support/assemblies.ts';
import { aUserPool, clientOf } from '../../../support/host/cognito.ts';

describe('pools and users', () => {
  it('are there again after a restart', async () => {
    const dataDirectory = temporaryDirectory();
    const first = await startCognito({ region: 'eu-west-1', dataDirectory });
    const made = await aUserPool(clientOf(first));
    await first.close();

    const second = await startCognito({ region: 'eu-west-1', dataDirectory });
    onTestFinished(second.close);

    const { UserPools = [] } = await clientOf(second).send(new aws.ListUserPoolsCommand({ MaxResults: 60 }));
    expect(UserPools.map(({ Id }) => Id)).toEqual([made.pool]);
    expect(made.pool).toMatch(/^eu-west-1_[A-Za-z0-9]{9}$/);
  });

  it('are whole on disk while fifty people sign up at once, and all there in the end', async () => {
    const dataDirectory = temporaryDirectory();
    const busy = await startCognito({ region: 'eu-west-1', dataDirectory });
    onTestFinished(busy.close);
    const made = await aUserPool(clientOf(busy));
    const users = () =>
      JSON.parse(readFileSync(join(dataDirectory, `${made.pool}.json`), 'utf8')) as { Users: Record<string, unknown> };

    const client = clientOf(busy);
    await Promise.all(
      Array.from({ length: 50 }, async (_, n) => {
        await client.send(
          new aws.AdminCreateUserCommand({
            UserPoolId: made.pool,
            Username: `p${n}@example.com`,
            MessageAction: 'SUPPRESS',
          }),
        );
        users();
      }),
    );

    expect(Object.keys(users().Users)).toHaveLength(50);
    expect(readdirSync(dataDirectory).filter((file) => file.endsWith('.new'))).toEqual([]);
  });
});
