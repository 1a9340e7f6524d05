import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CognitoIdentityProviderClient, ListUsersCommand } from '@aws-sdk/client-cognito-identity-provider';
import { describe, expect, inject, it, onTestFinished } from 'vitest';

import { realtimeUrlOf } from '../../local/deploy/names.ts';
import { temporaryDirectory } from '../support/assemblies.ts';
import { command, runCommand } from '../support/commands.ts';
import { runHere } from '../support/commandsHere.ts';
import { hostPort } from '../support/ports.ts';
import { until } from '../support/processes.ts';
import { changingProxy } from '../support/stories/changingProxy.ts';
import { srpProxy } from '../support/stories/srpProxy.ts';

const takeIt = inject('takeIt');

/** Writes amplify_outputs.json as the local host does, with other addresses where a test needs them. */
function outputsFile({ url = takeIt.url, cognitoEndpoint = takeIt.cognitoEndpoint, isLocal = true } = {}): string {
  const file = join(temporaryDirectory(), 'amplify_outputs.json');
  const { region: aws_region, userPoolId, clientId } = takeIt;
  const outputs = {
    version: '1',
    auth: { aws_region, user_pool_id: userPoolId, user_pool_client_id: clientId },
    // A local host gives clients its address over TLS; the plain one stands beside it.
    data: { url: isLocal ? url.replace(/^http:/, 'https:') : url, aws_region },
    ...(isLocal && { custom: { local: { url, cognitoEndpoint, realtimeUrl: realtimeUrlOf(takeIt.url) } } }),
  };
  writeFileSync(file, JSON.stringify(outputs));
  return file;
}

const MAIN = 'proof/smoke/main.ts';

/** Runs `npm run smoke` to its end. */
const smoke = (args: readonly string[]) => runHere(MAIN, args);

/** The e-mail addresses that a run has created; it has printed none, so they are looked up by their form. */
async function usersOfSmoke(): Promise<string[]> {
  const { cognitoEndpoint: endpoint, region, userPoolId: UserPoolId } = takeIt;
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const cognito = new CognitoIdentityProviderClient({ endpoint, region, credentials });
  const { Users = [] } = await cognito.send(new ListUsersCommand({ UserPoolId }));
  const emails = Users.flatMap(({ Attributes = [] }) => Attributes.find(({ Name }) => Name === 'email')?.Value ?? []);
  return emails.filter((email) => email.startsWith('smoke-'));
}

describe('npm run smoke', { timeout: 240_000 }, () => {
  it('takes people through the whole product, and leaves nobody behind', async () => {
    const { status, printed, complained } = await runCommand(MAIN, ['--outputs', outputsFile()]);
    expect(complained).toBe('');
    expect(printed).toMatch(/^\d+ ok, 0 FAILED, 0 skipped, 0 not begun, in \d+ s$/m);
    expect(printed).not.toMatch(/^ +FAILED /m);
    expect(printed).toContain('Deleted all 3 people that it created.');
    expect(status).toBe(0);
    expect(await usersOfSmoke()).toEqual([]);
  });

  it('reports a field that the stage does not answer, and still deletes its people', async () => {
    const proxy = await changingProxy(takeIt.url, (answer) =>
      answer.replaceAll('"email":"traveler@example.com"', '"email":null'),
    );
    onTestFinished(proxy.close);
    const { status, printed } = await smoke(['--outputs', outputsFile({ url: proxy.url })]);
    expect(status).toBe(1);
    const failed = printed.split('\n').filter((line) => /^ +FAILED /.test(line));
    expect(failed.map((line) => /ms {2}(.+?): expected/.exec(line)?.[1])).toEqual([
      'the traveler saves a contact card',
      'each sees the contacts of the other',
    ]);
    expect(failed[0]).toMatch(/expected .*"email":"traveler@example.com".*, got .*"email":null/);
    expect(printed).toMatch(/^\d+ ok, 2 FAILED, 0 skipped, 0 not begun/m);
    expect(printed).toContain('Deleted all 3 people that it created.');
    expect(await usersOfSmoke()).toEqual([]);
  });

  it('skips what needs a failed step, and names what is missing', async () => {
    const proxy = await changingProxy(takeIt.url, (answer, request) =>
      request.includes('sendRequest') ? '{"data":null,"errors":[{"message":"No.","errorType":"TryAgain"}]}' : answer,
    );
    onTestFinished(proxy.close);
    const { status, printed } = await smoke(['--outputs', outputsFile({ url: proxy.url })]);
    expect(status).toBe(1);
    expect(printed).toMatch(/FAILED .*the requester asks for 4 kg: expected .*, got \{"refused":"TryAgain"\}$/m);
    expect(printed).toMatch(/skipped .*both phones get the update.*: no earlier step has stored its request$/m);
    expect(await usersOfSmoke()).toEqual([]);
  });

  it('deletes its people when it is stopped by Ctrl-C', async () => {
    const { ended, printed, process: child } = command(MAIN, ['--outputs', outputsFile()]);
    onTestFinished(() => void child.kill('SIGKILL'));
    await until(() => printed().includes('the traveler posts a trip with 20 kg'), 'a trip is posted', 60_000);
    expect(await usersOfSmoke()).toHaveLength(3);
    child.kill('SIGINT');
    expect(await ended).toBe(1);
    expect(printed()).toContain('Stopped on request.');
    expect(printed()).toContain('Deleted all 3 people that it created.');
    expect(await usersOfSmoke()).toEqual([]);
  });

  it('signs in by SRP where the app may not send a password', async () => {
    const proxy = await srpProxy(takeIt);
    onTestFinished(proxy.close);
    const { printed } = await smoke(['--outputs', outputsFile({ cognitoEndpoint: proxy.url }), '--stage', 'prod']);
    expect(printed).toMatch(/ok .*Amira.*: expected \{"flow":"USER_SRP_AUTH"\}/);
    expect(printed).toMatch(/ok .*Mina.*: expected \{"flow":"USER_SRP_AUTH"\}/);
    // The host serves dev, which shows its schema: that alone is not as on prod.
    expect(printed).toMatch(/^\d+ ok, 1 FAILED, 0 skipped, 0 not begun/m);
    expect(printed).toMatch(
      /FAILED .*schema.*: expected \{"introspection":"refused"\}, got \{"introspection":"answered"\}/,
    );
  });
});

describe('npm run smoke that cannot begin', { timeout: 60_000 }, () => {
  it.each([
    [['--outputs', 'none.json'], 'There is no file none.json: `npm run outputs` writes it after a deployment'],
    [[], 'Give the file of the stage outputs: --outputs FILE.'],
    [['--outputs', 'package.json'], 'package.json names no API (data.url)'],
    [['--outputs', 'none.json', '--stage', 'test'], 'There is no stage "test": it is dev or prod.'],
  ])('says what is wrong with %j', async (args, sentence) => {
    const { status, complained } = await smoke(args);
    expect(status).toBe(1);
    expect(complained).toContain(sentence);
  });

  it('says that the stage cannot be reached, and creates nobody', async () => {
    const url = `http://127.0.0.1:${await hostPort()}/graphql`;
    const { status, printed } = await smoke(['--outputs', outputsFile({ url })]);
    expect(status).toBe(1);
    expect(printed).toContain(`The API cannot be reached at ${url} (ECONNREFUSED): see that the stage is deployed`);
    expect(printed).toContain('Deleted all 0 people that it created.');
  });

  it('says that there are no credentials, and how to give them', async () => {
    const { status, printed } = await smoke(['--outputs', outputsFile({ isLocal: false })]);
    expect(status).toBe(1);
    expect(printed).toContain('There are no AWS credentials: set AWS_PROFILE, or AWS_ACCESS_KEY_ID');
  });
});
