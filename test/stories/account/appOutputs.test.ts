import { App } from 'aws-cdk-lib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import cdk from '../../../cdk.json' with { type: 'json' };
import { takeIt } from '../../../infra/takeIt.ts';
import type { Host } from '../../../local/host/types.ts';
import { localOutputs } from '../../../local/outputs.ts';
import { temporaryDirectory } from '../../support/assemblies.ts';
import { startSharingHost } from '../../support/host/sharedEngine.ts';
import { runOutputs } from '../../support/infra/outputsCommand.ts';

const providers = { googleClientId: 'app', googleSecret: 'takeit/google', domainPrefix: 'takeit-of-the-test' };
const outdir = temporaryDirectory();
const app = new App({ outdir, context: { ...cdk.context, stage: 'dev', ...providers }, analyticsReporting: false });
takeIt(app);
const assembly = app.synth().directory;

describe('A stage with sign-in by Google', () => {
  let host: Host;
  beforeAll(async () => {
    host = await startSharingHost({ assembly });
  });
  afterAll(() => host.close());

  it('tells an app the same by its outputs as the local host does, and the pages to sign in on besides', async () => {
    // The form of what CDK writes is that of the host: stack, output, value.
    const { written } = await runOutputs(host.outputs);
    const { auth, data } = localOutputs(host);
    // Only a pool that is not at AWS needs an address.
    const { user_pool_endpoint: endpoint, ...local } = auth ?? {};
    expect(endpoint).toBe(host.cognitoEndpoint);
    const { oauth, ...same } = written?.auth ?? {};
    expect(same).toEqual(local);
    // On this machine the API answers over TLS too; Amplify Flutter accepts no other address.
    expect(data).toEqual({ ...written?.data, url: host.secureUrl });
    expect(oauth).toMatchObject({
      domain: expect.stringMatching(/^takeit-of-the-test\.auth\.[\w-]+\.amazoncognito\.com$/) as string,
      identity_providers: ['GOOGLE'],
      scopes: expect.arrayContaining(['openid', 'email']) as string[],
      redirect_sign_in_uri: expect.arrayContaining(['takeit://callback/']) as string[],
      redirect_sign_out_uri: expect.arrayContaining(['takeit://signout/']) as string[],
    });
  });
});
