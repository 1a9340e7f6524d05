import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

import { inputsDigest } from '../../../local/assembly/inputs.ts';
import { synthesize } from '../../../local/assembly/synthesize.ts';
import { temporaryDirectory } from '../../support/assemblies.ts';
import { anApp, ready, start } from '../../support/host/starts.ts';
import { hostPort } from '../../support/ports.ts';
import { until } from '../../support/processes.ts';

/** An app that counts in a file how often it was synthesized. */
function aCountedApp() {
  const log = join(temporaryDirectory(), 'log');
  const folder = anApp({ command: `echo . >> ${log} && echo "{}" > "$CDK_OUTDIR/manifest.json"` });
  const output = join(folder, '.out', 'assembly');
  return {
    folder,
    output,
    synthesize: (always = false) => synthesize({ app: folder, output, always }),
    times: () => readFileSync(log, 'utf8').trim().split('\n').length,
  };
}

describe('a synthesis is', () => {
  it('skipped while nothing has changed', async () => {
    const app = aCountedApp();
    expect(await app.synthesize()).toEqual({ directory: app.output, unchanged: false });
    expect(await app.synthesize()).toEqual({ directory: app.output, unchanged: true });
    expect(app.times()).toBe(1);
    await app.synthesize(true);
    expect(app.times()).toBe(2);
  });

  it.each<[string, (app: ReturnType<typeof aCountedApp>) => void]>([
    [
      'a source file',
      ({ folder }) => {
        writeFileSync(join(folder, 'sample.mjs'), 'export const other = 1;');
      },
    ],
    [
      'a new file',
      ({ folder }) => {
        writeFileSync(join(folder, 'schema.graphql'), 'type Query { a: String }');
      },
    ],
    [
      'the context',
      ({ folder }) => {
        writeFileSync(join(folder, 'cdk.context.json'), '{"a":"b"}');
      },
    ],
    [
      'the assembly itself',
      ({ output }) => {
        writeFileSync(join(output, 'manifest.json'), '{ "other": 1 }');
      },
    ],
  ])('repeated after a change of %s', async (_, change) => {
    const app = aCountedApp();
    await app.synthesize();
    change(app);
    expect((await app.synthesize()).unchanged).toBe(false);
    expect(app.times()).toBe(2);
  });

  it('repeated after a change of a variable that the app names, and of the region', () => {
    const { folder } = aCountedApp();
    writeFileSync(join(folder, 'app.ts'), 'const stage = process.env.STAGE_NAME;');
    const digests = [{}, { STAGE_NAME: 'a' }, { STAGE_NAME: 'b' }, { AWS_REGION: 'eu-west-1' }].map((environment) =>
      inputsDigest(folder, environment),
    );
    expect(new Set(digests).size).toBe(4);
    expect(inputsDigest(folder, { UNRELATED: 'x' })).toBe(digests[0]);
  });

  it('not remembered when it failed', async () => {
    const app = aCountedApp();
    await app.synthesize();
    writeFileSync(join(app.folder, 'cdk.json'), '{ "app": "exit 3" }');
    await expect(app.synthesize()).rejects.toThrow('The app does not synthesize');
    expect(existsSync(`${app.output}.inputs`)).toBe(false);
  });
});

it(
  'with --watch a change starts the host again on its port, also after a broken one',
  { timeout: 180_000 },
  async () => {
    const folder = anApp();
    const started = start(folder, ['--watch', '--port', String(await hostPort())]);
    await ready(started);
    const times = (text: string) => started.printed().split(text).length - 1;
    const configuration = readFileSync(join(folder, 'cdk.json'), 'utf8');

    writeFileSync(join(folder, 'cdk.json'), '{ "app": "echo no such field >&2; exit 3" }');
    await until(
      () => times('The app does not synthesize') === 1 && times('Waiting for a change') === 2,
      'it shows the error',
      60_000,
    );
    writeFileSync(join(folder, 'cdk.json'), `${configuration} `);
    await until(() => times('Ctrl-C stops everything') === 2, 'it serves again', 60_000);

    const [first, second] = [...started.printed().matchAll(/GraphQL +(http\S+)/g)].map(([, url]) => url);
    expect(second).toBe(first);
    expect((await fetch(first ?? '', { method: 'OPTIONS' })).status).toBe(200);
  },
);
