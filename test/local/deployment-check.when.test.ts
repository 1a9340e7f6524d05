import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { bundle } from '../../infra/bundle.ts';
import { projectFile } from '../../infra/paths.ts';
import { synthesize } from '../../local/assembly/synthesize.ts';
import { startHost } from '../../local/host.ts';
import { aResource, noticeBoard, writeAssembly } from '../support/assemblies.ts';
import { aResolver } from '../support/handlers.ts';
import { anApp } from '../support/starts.ts';

describe('A synthesis', () => {
  /** Writes sources into a folder of the project, for it bundles no others; answers the folder. */
  const sources = (files: Readonly<Record<string, string>>): string => {
    mkdirSync(projectFile('node_modules/.cache'), { recursive: true });
    const folder = mkdtempSync(projectFile('node_modules/.cache/resolvers-'));
    onTestFinished(() => {
      rmSync(folder, { recursive: true });
    });
    for (const [file, code] of Object.entries(files)) writeFileSync(join(folder, file), code);
    return relative(projectFile('.'), folder);
  };

  it('makes no bundle that AppSync refuses, and tells where in the source, once for all that share it', () => {
    const lib = 'interface Trip { readonly id: string }\n\nexport const ids = (trips: Trip[]) => trips.map(String);';
    const response = `import { ids } from './lib.ts';
      interface Result { readonly result: { readonly id: string }[] }
      export const response = ({ result }: Result) => ids(result)`;
    const folder = sources({
      'lib.ts': lib,
      'Query.trips.ts': `${response};\n export const request = () => ({});`,
      'Query.trip.ts': `${response}.sort((a, b) => a > b ? 1 : -1);\n export const request = () => new Set();`,
    });
    expect(() => bundle([`${folder}/Query.trip.ts`, `${folder}/Query.trips.ts`])).toThrow(
      new Error(
        [
          'AppSync would refuse this code at deployment:',
          `  ${folder}/lib.ts:3:49 no-missing-globals: APPSYNC_JS has no String(). Use a template literal.`,
          `  ${folder}/Query.trip.ts:3:55 no-function-passing: sort() takes no argument in APPSYNC_JS: it sorts by text.`,
          `  ${folder}/Query.trip.ts:4:31 no-new: The operator new is not supported.`,
        ].join('\n'),
      ),
    );
  });

  it('that a host asked for leaves the check to the host, and makes the template at once', async () => {
    const check = new URL('../../local/appsync/check/synthesis.ts', import.meta.url);
    const app = anApp({ command: `node --import ${import.meta.resolve('tsx')} app.mts` });
    writeFileSync(
      join(app, 'app.mts'),
      `import { writeFileSync } from 'node:fs';
      import { refuseBadCode } from '${check.href}';
      refuseBadCode([{ name: 'code.js', code: 'throw 1;' }]);
      writeFileSync(process.env.CDK_OUTDIR + '/manifest.json', '{}');`,
    );
    const output = join(app, 'assembly');
    expect(await synthesize({ app, output })).toBe(output);
  });
});

it('A host does not start on code that AppSync refuses, and says all that is wrong with it', async () => {
  const { Echo, Read } = noticeBoard().Resources ?? {};
  const longer = aResolver(`return '${'x'.repeat(33_000)}';`);
  const pipeline = {
    ...Echo?.Properties,
    ...{ FieldName: 'echo', Kind: 'PIPELINE', Code: aResolver('const f = (g) => g(); return f(() => 1);') },
    PipelineConfig: { Functions: Array.from({ length: 11 }, () => 'step') },
  };
  const assembly = writeAssembly({
    Board: noticeBoard({
      Echo: aResource('AWS::AppSync::Resolver', pipeline),
      Read: aResource('AWS::AppSync::Resolver', { ...Read?.Properties, Code: longer }),
    }),
  });
  await expect(startHost({ assembly })).rejects.toThrow(
    new Error(
      [
        'AppSync would refuse this code at deployment:',
        '  Board/Echo:1:1 pipeline-length: The pipeline has 11 functions; AppSync takes 10.',
        '  Board/Echo:3:61 no-function-passing: Functions can not be passed as an argument',
        `  Board/Read:1:1 code-size: The code has ${longer.length} characters; AppSync takes 32768.`,
      ].join('\n'),
    ),
  );
});
