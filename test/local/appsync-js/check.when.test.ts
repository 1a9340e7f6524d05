import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';

import { bundle } from '../../../infra/bundles/resolverBundle.ts';
import { projectFile } from '../../../infra/paths.ts';
import { checkCode } from '../../../local/appsync-js/check/check.ts';
import type { NamedCode } from '../../../local/appsync-js/check/findings.ts';
import { createChecker } from '../../../local/appsync-js/check/process/apart.ts';
import { rememberedVerdicts, unreadOf } from '../../../local/appsync-js/check/process/verdicts.ts';
import { readAssembly } from '../../../local/assembly/assembly.ts';
import { synthesize } from '../../../local/assembly/synthesize.ts';
import { type CheckOptions, refuseUndeployable } from '../../../local/deploy/code/codeCheck.ts';
import { plan } from '../../../local/deploy/deploy.ts';
import { startHost } from '../../../local/host/host.ts';
import { aResource, codesOf, noticeBoard, writeAssembly } from '../../support/assemblies.ts';
import { aResolver } from '../../support/host/handlers.ts';
import { anApp } from '../../support/host/starts.ts';

describe('A synthesis', () => {
  /** Writes sources into a folder of the project, because it bundles only those; returns the folder. */
  const sources = (files: Readonly<Record<string, string>>): string => {
    mkdirSync(projectFile('node_modules/.cache'), { recursive: true });
    const folder = mkdtempSync(projectFile('node_modules/.cache/resolvers-'));
    onTestFinished(() => {
      rmSync(folder, { recursive: true });
    });
    for (const [file, code] of Object.entries(files)) writeFileSync(join(folder, file), code);
    return relative(projectFile('.'), folder);
  };

  it('rejects a bundle that AppSync refuses, with each source location once', () => {
    const lib = 'interface Trip { readonly id: string }\n\nexport const ids = (trips: Trip[]) => trips.map(String);';
    const notes = 'published notes of projects that ran EvaluateCode';
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
          `  ${folder}/lib.ts:3:49 no-missing-globals: APPSYNC_JS has no String(). Use a template literal. (${notes})`,
          `  ${folder}/Query.trip.ts:3:55 no-function-passing: sort() takes no argument in APPSYNC_JS: it sorts by text. (aws-appsync-community#325)`,
          `  ${folder}/Query.trip.ts:4:31 no-new: The operator new is not supported. (aws-appsync-community#402)`,
        ].join('\n'),
      ),
    );
  });

  it('gives its code to the host that started it, and goes on', async () => {
    const module = new URL('../../../local/appsync-js/check/synthesis.ts', import.meta.url);
    const app = anApp({ command: `node --import ${import.meta.resolve('tsx/esm')} app.mts` });
    const received = join(app, 'received');
    // The app ends only once the host has the code.
    writeFileSync(
      join(app, 'app.mts'),
      `import { existsSync, writeFileSync } from 'node:fs';
      import { setTimeout as wait } from 'node:timers/promises';
      import { refuseBadCode } from '${module.href}';
      refuseBadCode([{ name: 'code.js', code: 'throw 1;' }]);
      while (!existsSync('${received}')) await wait(10);
      writeFileSync(process.env.CDK_OUTDIR + '/manifest.json', '{}');`,
    );
    const output = join(app, 'assembly');
    const codes: NamedCode[] = [];
    const onCodes = (more: readonly NamedCode[]) => {
      codes.push(...more);
      writeFileSync(received, '');
    };
    expect(await synthesize({ app, output, onCodes })).toEqual({ directory: output, unchanged: false });
    expect(codes).toEqual([{ name: 'code.js', code: 'throw 1;' }]);
  });
});

describe('A checker', () => {
  const refusedCode = (name: string) => ({ name, code: aResolver(`throw '${randomUUID()}';`) });

  it('answers for code that it has begun to read, and for more', async () => {
    const checker = createChecker();
    onTestFinished(checker.close);
    const [first, second] = [refusedCode('first.js'), refusedCode('second.js')];
    checker.read([first]);
    const findings = await checker.check([first, second]);
    expect(findings.map(({ file, rule }) => [file, rule])).toEqual([
      ['first.js', 'no-throw'],
      ['second.js', 'no-throw'],
    ]);
  });

  it('remembers what another process has found', async () => {
    const [checker, other] = [createChecker(), createChecker()];
    onTestFinished(checker.close);
    const code = refusedCode('code.js');
    const found = await checker.check([code]);
    const [remembered] = unreadOf([code], rememberedVerdicts());
    expect(remembered).toBeUndefined();
    expect(await other.check([code])).toEqual(found);
  });
});

/** An assembly with this code for the field `read`. */
function serving(code: string, echo: object = {}): string {
  const { Echo, Read } = noticeBoard().Resources ?? {};
  return writeAssembly({
    Board: noticeBoard({
      Echo: aResource('AWS::AppSync::Resolver', { ...Echo?.Properties, ...echo }),
      Read: aResource('AWS::AppSync::Resolver', { ...Read?.Properties, Code: code }),
    }),
  });
}

it('The host does not start with code that AppSync refuses; it lists every finding', async () => {
  const longer = aResolver(`return '${'x'.repeat(33_000)}';`);
  const assembly = serving(longer, {
    ...{ FieldName: 'echo', Kind: 'PIPELINE', Code: aResolver('const f = (g) => g(); return f(() => 1);') },
    PipelineConfig: { Functions: Array.from({ length: 11 }, () => 'step') },
  });
  const quotas = 'docs.aws.amazon.com/general/latest/gr/appsync.html';
  await expect(startHost({ assembly })).rejects.toThrow(
    new Error(
      [
        'AppSync would refuse this code at deployment:',
        `  Board/Echo:1:1 pipeline-length: The pipeline has 11 functions; AppSync accepts 10. (${quotas})`,
        '  Board/Echo:3:61 no-function-passing: Functions can not be passed as an argument (npm @aws-appsync/eslint-plugin)',
        `  Board/Read:1:1 code-size: The code has ${longer.length} characters; AppSync accepts 32768. (${quotas})`,
      ].join('\n'),
    ),
  );
});

it.each([true, false])('The host does not start with code that it could not load (strict: %s)', async (strict) => {
  const assembly = serving('export function request( {', {
    Code: 'export const request = 1;',
  });
  const start = startHost({ assembly, strict });
  await expect(start).rejects.toThrow(/Board\/Read:1:27 syntax/);
  await expect(start).rejects.toThrow(/Board\/Echo:1:1 exports: .* a function named request/);
});

describe("The check of an app's code", () => {
  const differing = aResolver("return ctx.args.id ?? util.error('no');");
  const likely = aResolver("return parseInt('1');");
  const refused = aResolver('throw 1;');
  const typed = aResolver("let key = { ge: 'a' }; if (ctx.args.x) { key = { eq: 'a' }; } return key;");
  const accepted = aResolver("return ddb.put({ key: { id: 'abc' }, item: { value: 10 } });");
  const long = aResolver(`return '${'x'.repeat(32_300)}';`);
  // One check of all codes: each process that checks a code loads TypeScript and ESLint first.
  beforeAll(() => {
    const codes = [differing, likely, refused, typed, accepted, long, ...codesOf(noticeBoard())];
    checkCode(codes.map((code) => ({ name: 'code', code })));
  });
  const check = async (code: string, options?: CheckOptions) => {
    const assembly = readAssembly(serving(code));
    return await refuseUndeployable(plan(assembly).resources, assembly, options);
  };

  it('in strict mode, rejects what AppSync runs differently or may refuse', async () => {
    await expect(check(differing)).rejects.toThrow(
      new Error(
        [
          'AppSync would execute this code differently:',
          '  Board/Read:3:54 no-call-after-nullish: AppSync always executes what is right of ??. Use an if statement or a ternary instead. (aws-appsync-community#403)',
        ].join('\n'),
      ),
    );
    await expect(check(likely, { strict: true })).rejects.toThrow('no-missing-globals: APPSYNC_JS has no parseInt.');
  });

  it("for other people's apps, warns of both at every start", async () => {
    const sentences = [
      'AppSync executes differently than JavaScript: Board/Read:3:54 no-call-after-nullish: AppSync always executes what is right of ??. Use an if statement or a ternary instead. (aws-appsync-community#403)',
    ];
    expect(await check(differing, { strict: false })).toEqual(sentences);
    expect(await check(differing, { strict: false })).toEqual(sentences);
    expect(await check(likely, { strict: false })).toEqual([
      'AppSync may refuse: Board/Read:3:39 no-missing-globals: APPSYNC_JS has no parseInt. (docs.aws.amazon.com/appsync/latest/devguide/supported-features.html)',
    ]);
  });

  it("for other people's apps, rejects what AppSync certainly refuses", async () => {
    await expect(check(refused, { strict: false })).rejects.toThrow('no-throw');
    await expect(check(typed, { strict: false })).rejects.toThrow('error TS2741: ');
  });

  it('accepts what recordings show that AppSync accepts', async () => {
    expect(await check(accepted, { strict: false })).toEqual([]);
    await expect(check(accepted)).rejects.toThrow('error TS2353: ');
  });

  it("accepts 32,000 characters, and 32,768 from other people's apps", async () => {
    await expect(check(long)).rejects.toThrow('AppSync accepts 32000.');
    expect(await check(long, { strict: false })).toEqual([expect.stringContaining('AppSync accepts 32000.')]);
  });
});
