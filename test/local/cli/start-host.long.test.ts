import { createServer } from 'node:net';
import { AdminCreateUserCommand } from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';

import { type Checker, createChecker } from '../../../local/appsync-js/check/process/apart.ts';
import { lockData } from '../../../local/engines/dataLock.ts';
import { freePort } from '../../../local/engines/ports.ts';
import { startHost } from '../../../local/host/host.ts';
import type { Host, HostOptions, Step } from '../../../local/host/types.ts';
import { localOutputs } from '../../../local/outputs.ts';
import type { Sample } from '../../../local/sample.ts';
import { loadSample } from '../../../local/sample.ts';
import { aResource, noticeBoard, temporaryDirectory, writeAssembly } from '../../support/assemblies.ts';

async function aHost(options: Partial<HostOptions> = {}): Promise<Host> {
  const host = await startHost({ assembly: writeAssembly({ Board: noticeBoard() }), ...options });
  onTestFinished(host.close);
  return host;
}

/** A sample of one person, who posts one notice. */
function aSample(notice: string): Sample & { readonly ids: string[] } {
  const ids: string[] = [];
  return {
    ids,
    users: [{ email: 'ada@example.com', name: 'Ada', password: 'Correct-horse-1', says: 'writes notices' }],
    operations: [],
    async load({ ask, userIds }) {
      ids.push(...userIds.values());
      const answer = await ask(
        'ada@example.com',
        'mutation P($text: String!) { post(id: "1", text: $text) { text by } }',
        {
          text: notice,
        },
      );
      return JSON.stringify(answer);
    },
  };
}

describe('a host', () => {
  const steps: Step[] = [];
  const codes: string[] = [];
  let host: Host;

  // Its engines start while the assembly is still being made.
  beforeAll(async () => {
    let enginesAreUp = (): void => undefined;
    const enginesUp = new Promise<void>((resolve) => (enginesAreUp = resolve));
    host = await startHost({
      assembly: enginesUp.then(() => writeAssembly({ Board: noticeBoard() })),
      report: (step) => {
        if (steps.push(step) === 2) enginesAreUp();
      },
      onCode: ({ to }) => codes.push(to),
      routes: ({ userPools, cognitoEndpoint }) => ({
        '/': (_request, response) => {
          response.end(`${userPools[0]?.id ?? ''} at ${cognitoEndpoint}`);
        },
      }),
    });
  }, 180_000);
  afterAll(async () => {
    await host.close();
  });

  it('reports each step once', () => {
    expect(steps.map(({ name }) => name).sort()).toEqual(['API', 'Code', 'Cognito', 'Deployment', 'DynamoDB']);
    const detailOf = (step: string) => steps.find(({ name }) => name === step)?.detail;
    expect(detailOf('API')).toBe(`Notice board, ${host.url}`);
    expect(detailOf('Deployment')).toBe('1 table, 1 user pool, 1 app client');
    expect(detailOf('Code')).toBe('AppSync accepts all of it');
  });

  it('serves further paths, which know what was deployed', async () => {
    const page = await fetch(new URL('/', host.url));
    expect(await page.text()).toBe(`${host.userPools[0]?.id ?? ''} at ${host.cognitoEndpoint}`);
  });

  it('reports every confirmation code', async () => {
    await host.cognito.send(
      new AdminCreateUserCommand({
        UserPoolId: host.userPools[0]?.id,
        Username: 'grace@example.com',
        DesiredDeliveryMediums: ['EMAIL'],
      }),
    );
    expect(codes).toEqual(['grace@example.com']);
  });

  it('loads a sample again after a failure, with the same users', async () => {
    const sample = aSample('first');
    await loadSample(sample, host);
    await loadSample(sample, host);
    expect(new Set(sample.ids).size).toBe(1);
    expect(sample.ids).toHaveLength(2);
    const failing: Sample = {
      ...aSample('x'),
      load: async ({ ask }) => JSON.stringify(await ask('ada@example.com', '{ notice }')),
    };
    await expect(loadSample(failing, host)).rejects.toThrow(
      "The API rejects the sample's request as ada@example.com: ",
    );
  });

  it('serves beside another host, at free ports', async () => {
    const port = await freePort();
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(port + 1, '127.0.0.1', resolve));
    onTestFinished(() => {
      taken.close();
    });
    const reported: Step[] = [];
    const other = await aHost({ port, report: (step) => reported.push(step) });
    const detail = reported.find(({ name }) => name === 'Cognito')?.detail;
    expect(detail).toBe(`${other.cognitoEndpoint}, in memory`);
    expect(localOutputs(other)).toMatchObject({
      auth: { user_pool_endpoint: other.cognitoEndpoint },
      custom: { local: { cognitoEndpoint: other.cognitoEndpoint } },
    });

    const answers = [await loadSample(aSample('one'), host), await loadSample(aSample('other'), other)];
    expect(answers).toEqual(['{"post":{"text":"one","by":"Ada"}}', '{"post":{"text":"other","by":"Ada"}}']);
    expect(other.outputs['Board']).toEqual({ Url: other.url, Table: 'Board-Notices' });

    await other.close();
    for (const address of [other.url, other.dynamodbEndpoint, other.cognitoEndpoint]) {
      await expect(fetch(address)).rejects.toThrow('fetch failed');
    }
  });

  it('loads the sample while the check of the code still runs', async () => {
    const answered: string[] = [];
    let servingEnds = (): void => undefined;
    const served = new Promise<void>((resolve) => (servingEnds = resolve));
    const checker: Checker = {
      ...createChecker(),
      check: async () => {
        await served;
        answered.push('check');
        return [];
      },
    };
    await aHost({
      checker,
      onServing: async (serving) => {
        answered.push(await loadSample(aSample('early'), serving));
        servingEnds();
      },
    });
    expect(answered).toEqual(['{"post":{"text":"early","by":"Ada"}}', 'check']);
  });

  it('gives Amplify the key of an API that opens by key', async () => {
    const key = aResource('AWS::AppSync::ApiKey', { ApiId: { 'Fn::GetAtt': ['Api', 'ApiId'] } });
    const api = aResource('AWS::AppSync::GraphQLApi', { Name: 'Open board', AuthenticationType: 'API_KEY' });
    const host = await aHost({ assembly: writeAssembly({ Board: noticeBoard({ Key: key, Api: api }) }) });
    expect(localOutputs(host)).toMatchObject({
      data: {
        url: host.secureUrl,
        api_key: expect.stringMatching(/^da2-[a-z0-9]{26}$/) as unknown,
        default_authorization_type: 'API_KEY',
        authorization_types: [],
      },
      custom: { local: { url: host.url, realtimeUrl: `${host.url.replace('http', 'ws')}/realtime` } },
    });
  });

  it('that cannot serve an assembly stops what it has started, and gives the data back', async () => {
    const dataDirectory = temporaryDirectory();
    const endpoints: string[] = [];
    const assembly = writeAssembly({ Board: noticeBoard({ Cache: aResource('AWS::AppSync::ApiCache') }) });
    const report = ({ detail }: Step) => endpoints.push(detail.split(',')[0] ?? '');
    await expect(startHost({ assembly, dataDirectory, report })).rejects.toThrow('AWS::AppSync::ApiCache');
    expect(endpoints).toHaveLength(2);
    for (const endpoint of endpoints) await expect(fetch(endpoint)).rejects.toThrow('fetch failed');
    // It is free to be taken.
    await (
      await lockData(dataDirectory)
    )();
  });

  it('tells why there is no assembly', async () => {
    const failing = Promise.reject(new Error('The app does not synthesize.'));
    await expect(startHost({ assembly: failing })).rejects.toThrow('The app does not synthesize.');
  });
});
