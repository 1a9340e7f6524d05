import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';

import { projectFile } from '../../infra/paths.ts';
import { freePort } from '../../local/engines/ports.ts';
import { installPacked, run, startPacked } from '../support/host/packed.ts';
import { synthesizeSightings } from '../support/host/sightings/sightings.ts';
import { aMember, Visitor } from '../support/host/sightings/visitor.ts';
import { engineOf, follow, ready } from '../support/host/starts.ts';
import { isAlive, until } from '../support/processes.ts';
import { isLong } from '../support/sizes.ts';

describe('local/package.json', () => {
  const manifest = JSON.parse(readFileSync(projectFile('local/package.json'), 'utf8')) as {
    readonly dependencies: Readonly<Record<string, string>>;
  };
  const declared = Object.keys(manifest.dependencies);

  /** The packages that the host's modules import, load or look for. */
  function imported(): ReadonlySet<string> {
    const files = readdirSync(projectFile('local'), { recursive: true, encoding: 'utf8' });
    const code = files.filter((file) => /\.m?[jt]s$/.test(file) && !/^(?:build\.ts|dist|node_modules)/.test(file));
    const names = code.flatMap((file) => {
      const text = readFileSync(projectFile(join('local', file)), 'utf8');
      return [...text.matchAll(/(?:from |import |import\(|resolve\(|load\()'((?:@[\w-]+\/)?[\w-]+)/g)];
    });
    return new Set(names.map(([, name = '']) => name).filter((name) => !isBuiltin(name) && name !== 'node'));
  }

  it('declares every package that the host imports', () => {
    // Only this repository's own modules ask for tsx: the packed ones are JavaScript.
    expect([...imported()].filter((name) => name !== 'tsx' && !declared.includes(name))).toEqual([]);
  });

  it('declares no package that the host does not import', () => {
    const found = imported();
    // The packed types refer to those of Node.js.
    expect(declared.filter((name) => name !== '@types/node' && !found.has(name))).toEqual([]);
  });
});

it('the lock file names no address to download from', () => {
  const { packages } = JSON.parse(readFileSync(projectFile('package-lock.json'), 'utf8')) as {
    readonly packages: Readonly<Record<string, { readonly resolved?: string; readonly link?: boolean }>>;
  };
  // A workspace is a link to its folder.
  const addresses = Object.values(packages).filter(({ resolved, link }) => resolved !== undefined && link !== true);
  expect(addresses).toEqual([]);
});

/** Installing takes minutes where little is cached, so `npm run test:long` runs these. */
describe.runIf(isLong)('the packed host, installed into an empty folder', { timeout: 180_000 }, () => {
  let folder = '';
  beforeAll(async () => {
    folder = await installPacked();
  }, 600_000);

  it('serves the assembly of another app, and stops on Ctrl-C', async () => {
    const args = ['--assembly', synthesizeSightings(), '--port', String(await freePort())];
    const host = follow(startPacked(folder, args));
    onTestFinished(host.kill);
    await ready(host);
    const engine = engineOf(host);

    const { data } = await new Visitor(folder).asks('{ season(place: "Ely") }');
    expect(data).toEqual({ season: 'Spring in Ely' });
    const ada = await aMember(folder, host, 'ada');
    const add = 'mutation ($input: AddSightingInput!) { addSighting(input: $input) { species rarity } }';
    expect(await ada.asks(add, { input: { species: 'crane', place: 'Ely', count: 2 } })).toEqual({
      data: { addSighting: { species: 'Common crane', rarity: 'RARE' } },
    });

    host.process.kill('SIGINT');
    expect(await host.ended).toBe(0);
    await until(() => !isAlive(engine), 'DynamoDB Local has ended');
  });

  it('evaluates and checks code for a program that imports it', async () => {
    const program = `
      import { evaluateCode } from '@take-it/local-appsync';
      import { checkCode } from '@take-it/local-appsync/check';
      const response = 'export function response(ctx) { return ctx.result; }';
      const context = JSON.stringify({ arguments: { id: 'a' } });
      const code = "import { util } from '@aws-appsync/utils';" +
        'export function request(ctx) { return util.dynamodb.toMapValues(ctx.args); }' + response;
      const mixed = 'export function request() { let q = { a: 1 }; q = { b: 2 }; return q; }' + response;
      const nullish = 'export function request(ctx) { return ctx.args.a ?? f(ctx); } const f = (ctx) => ctx.args;' + response;
      console.log(JSON.stringify({
        result: evaluateCode({ code, context, function: 'request' }).evaluationResult,
        rules: checkCode([{ name: 'a.js', code: mixed }, { name: 'b.js', code: nullish }]).map(({ rule }) => rule),
      }));`;
    writeFileSync(join(folder, 'program.js'), program);
    const { code, printed } = await run(process.execPath, ['program.js'], folder);
    expect({ code, printed }).toMatchObject({ code: 0 });
    expect(JSON.parse(printed)).toEqual({ result: '{"id":{"S":"a"}}', rules: ['TS2741', 'no-call-after-nullish'] });
  });

  it('serves, fails by a rule and closes for a program that imports it', async () => {
    const program = `
      import { createFaults, localOutputs, startHost } from '@take-it/local-appsync';
      const faults = createFaults([{ operation: 'GetItem', fault: 'failed' }]);
      const host = await startHost({ assembly: ${JSON.stringify(synthesizeSightings())}, faults, strict: false });
      const { data: { api_key: key } } = localOutputs(host);
      const ask = async (query) => {
        const answer = await fetch(host.url, { method: 'POST', headers: { 'x-api-key': key }, body: JSON.stringify({ query }) });
        return await answer.json();
      };
      const get = () => ask('{ getSighting(id: "1") { id } }');
      const season = await ask('{ season(place: "Ely") }');
      console.log(JSON.stringify({ season, failed: await get(), after: await get() }));
      await host.close();`;
    writeFileSync(join(folder, 'serve.js'), program);
    const { code, printed } = await run(process.execPath, ['serve.js'], folder);
    expect({ code, printed }).toMatchObject({ code: 0 });
    expect(JSON.parse(printed)).toMatchObject({
      season: { data: { season: 'Spring in Ely' } },
      failed: { data: { getSighting: null }, errors: [{ errorType: 'DynamoDB:InternalServerError' }] },
      after: { data: { getSighting: null } },
    });
  });

  it('gives a strict TypeScript project its types', async () => {
    const program = `
      import { type AmplifyOutputs, createFaults, evaluateCode, type FaultRule, type Host } from '@take-it/local-appsync';
      import { localOutputs, startHost } from '@take-it/local-appsync';
      import { checkCode } from '@take-it/local-appsync/check';
      const rule: FaultRule = { operation: 'PutItem', fault: 'failed', when: 'after' };
      export async function outputs(): Promise<AmplifyOutputs> {
        const host: Host = await startHost({ assembly: 'cdk.out', faults: createFaults([rule]) });
        return localOutputs(host);
      }
      export const result: string | undefined = evaluateCode({ code: '', context: '{}', function: 'request' }).evaluationResult;
      // @ts-expect-error A list of findings is no number.
      export const wrong: number = checkCode([]);`;
    writeFileSync(join(folder, 'program.mts'), program);
    const options = ['--noEmit', '--strict', '--skipLibCheck', '--module', 'nodenext', '--target', 'es2023'];
    const compiler = join(folder, 'node_modules', 'typescript', 'bin', 'tsc');
    expect(await run(process.execPath, [compiler, ...options, 'program.mts'], folder)).toEqual({
      code: 0,
      printed: '',
    });
  });
});
