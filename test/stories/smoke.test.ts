import { describe, expect, it } from 'vitest';

import { runCommand } from '../support/commands.ts';
import { hostPort } from '../support/ports.ts';
import { MAIN, outputsFile, smoke, usersOfSmoke } from '../support/stories/smoke.ts';

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
