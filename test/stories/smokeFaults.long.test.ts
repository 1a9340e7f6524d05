import { describe, expect, it, onTestFinished } from 'vitest';

import { command } from '../support/commands.ts';
import { until } from '../support/processes.ts';
import { shared } from '../support/shared/shared.ts';
import { changingProxy } from '../support/stories/changingProxy.ts';
import { MAIN, outputsFile, smoke, usersOfSmoke } from '../support/stories/smoke.ts';
import { srpProxy } from '../support/stories/srpProxy.ts';

const takeIt = await shared('takeIt');

describe('npm run smoke', { timeout: 240_000 }, () => {
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
