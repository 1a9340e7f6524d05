import { readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';

import { projectFile } from '../../../infra/paths.ts';
import { resolverPaths } from '../../../infra/resolverFiles.ts';
import { temporaryDirectory } from '../../support/assemblies.ts';
import { runCommand } from '../../support/commands.ts';
import { runHere } from '../../support/commandsHere.ts';
import { type Evaluate, evaluateCodeServer } from '../../support/infra/evaluateCodeServer.ts';
import { plainJavaScript } from '../../support/infra/plainJavaScript.ts';
import { hostPort } from '../../support/ports.ts';

const MAIN = 'proof/checkAws/main.ts';
const CREDENTIALS = { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test', AWS_REGION: 'eu-central-1' };

/** Runs `npm run check:aws` to its end. */
function checkAws(args: readonly string[], environment: Readonly<Record<string, string>> = CREDENTIALS) {
  return runHere(MAIN, args, environment);
}

/** A server that ends with the test. */
async function aServer(evaluate?: Evaluate) {
  const server = await evaluateCodeServer(evaluate);
  onTestFinished(server.close);
  return server;
}

/** Writes a resolver file, and answers its path from the project's root. */
function aResolver(source: string): string {
  const file = join(temporaryDirectory(), 'Query.odd.ts');
  writeFileSync(file, source);
  return relative(projectFile('.'), file);
}

describe('npm run check:aws', { timeout: 120_000 }, () => {
  it('sends both handlers of every bundle, and finds all of them accepted', async () => {
    const server = await aServer();
    const { status, printed } = await checkAws(['--bundles-only', '--endpoint', server.endpoint]);
    const [, sent = '', accepted] = /^Bundles: (\d+) sent, (\d+) accepted, 0 refused/m.exec(printed) ?? [];
    expect(accepted).toBe(sent);
    expect(Number(sent)).toBe(resolverPaths().length);
    expect(server.calls()).toBe(2 * Number(sent));
    expect(status).toBe(0);
  });

  it('reports refused code by its TypeScript file and line', async () => {
    const file = aResolver(
      [
        'interface Input { readonly names: readonly string[] }',
        '',
        'export function request(ctx: { readonly args: Input }): unknown {',
        '  return { distinct: new Set(ctx.args.names) };',
        '}',
        'export function response(ctx: { readonly result: unknown }): unknown {',
        '  return ctx.result;',
        '}',
      ].join('\n'),
    );
    const { endpoint } = await aServer();
    const { status, printed } = await checkAws(['--bundles-only', '--endpoint', endpoint, file]);
    expect(printed).toMatch(/^REFUSED .*Query\.odd\.ts, request$/m);
    expect(printed).toMatch(/^ +\S*Query\.odd\.ts:4:\d+ [A-Z_]+: .+$/m);
    expect(printed).toContain('Bundles: 1 sent, 0 accepted, 1 refused');
    expect(status).toBe(1);
  });

  it('says which assumptions are wrong where handlers run as plain JavaScript', async () => {
    const { endpoint } = await aServer(plainJavaScript);
    const json = join(temporaryDirectory(), 'result.json');
    const { status, printed } = await checkAws(['--probes-only', '--endpoint', endpoint, '--json', json]);
    for (const id of ['W1a', 'W1b', 'W5', 'W6a', 'S9a', 'S17', 'U1a']) {
      expect(printed).toMatch(new RegExp(`^${id} .* WRONG$`, 'm'));
    }
    for (const id of ['W1c', 'W1d', 'W11', 'S24f']) expect(printed).toMatch(new RegExp(`^${id} .* holds$`, 'm'));
    expect(printed).toMatch(
      /^WRONG {2}W1a [^\n]*\n +assumed +\{"v":1,"calls":\[1\]\}\n.*\n +AWS +\{"v":1,"calls":\[\]\}$/m,
    );
    expect(status).toBe(1);
    const { probes } = JSON.parse(readFileSync(json, 'utf8')) as {
      probes: { probe: { id: string }; holds: boolean }[];
    };
    expect(probes.find(({ probe }) => probe.id === 'W1a')).toMatchObject({
      holds: false,
      isFatal: true,
      aws: { kind: 'answered', value: { v: 1, calls: [] } },
    });
  });

  it('counts a wrong assumption that is not relied on as no failure', async () => {
    // Whatever AWS refuses, all of it is assumed to be refused or to be something else: only doubts can be wrong here.
    const { endpoint } = await aServer((request) => {
      const isDoubtful = request.code.includes('u.matches') || request.code.includes('b = 1');
      return isDoubtful ? plainJavaScript(request) : refusal;
    });
    const { printed } = await checkAws(['--probes-only', '--endpoint', endpoint]);
    expect(printed).toMatch(/^S28 .* doubtful .* WRONG$/m);
    const wrong = [...printed.matchAll(/^WRONG {2}\S+ .* \((\w+);/gm)].map(([, confidence]) => confidence ?? '');
    const relied = wrong.filter((confidence) => ['certain', 'unreported'].includes(confidence)).length;
    expect(printed).toContain(`${wrong.length} wrong (${relied} of them relied on)`);
    expect(wrong.length).toBeGreaterThan(relied);
  });

  it('finds that every assumption but the doubtful ones holds on our own evaluator', async () => {
    const { endpoint } = await aServer();
    const { printed } = await checkAws(['--probes-only', '--endpoint', endpoint]);
    const wrong = [...printed.matchAll(/^WRONG {2}(.+)$/gm)].map(([, probe]) => probe ?? '');
    expect(wrong.filter((probe) => !probe.includes('(doubtful;'))).toEqual([]);
  });
});

const refusal = {
  error: {
    message: 'The code contains one or more errors.',
    codeErrors: [{ errorType: 'LINT_ERROR', value: 'No.', location: { line: 1, column: 1, span: 0 } }],
  },
  logs: [],
  stash: '{}',
  outErrors: '[]',
};

describe('npm run check:aws that cannot ask', { timeout: 60_000 }, () => {
  it('says that there are no credentials, and how to give them', async () => {
    const { endpoint } = await aServer();
    const { status, complained } = await checkAws(['--endpoint', endpoint, '--region', 'eu-central-1'], {});
    expect(complained).toBe(
      'There are no AWS credentials: set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, and try again.\n',
    );
    expect(status).toBe(1);
  });

  it('names the permission that is missing', async () => {
    const message = 'User arn:aws:iam::123456789012:user/mina is not authorized.';
    const { endpoint } = await aServer(() => ({ status: 403, errorType: 'AccessDeniedException', message }));
    const { status, complained } = await checkAws(['--endpoint', endpoint]);
    expect(complained).toBe(
      `These credentials lack the permission appsync:EvaluateCode: add it to their policy. AWS says: ${message}\n`,
    );
    expect(status).toBe(1);
  });

  it('says where nothing answers', async () => {
    const address = `http://127.0.0.1:${await hostPort()}`;
    const { status, complained } = await checkAws(['--probes-only', '--endpoint', address]);
    expect(complained).toBe(
      `AppSync's EvaluateCode API cannot be reached at ${address} (ECONNREFUSED): check the address.\n`,
    );
    expect(status).toBe(1);
  });

  it('says that there is no region', async () => {
    const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY } = CREDENTIALS;
    const { complained } = await checkAws([], { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY });
    expect(complained).toBe('There is no region: give --region, or set AWS_REGION.\n');
  });

  it.each([
    [['--bundles-only', '--probes-only'], 'Give --bundles-only or --probes-only, not both.'],
    [
      ['--endpoint', 'localhost'],
      '--endpoint localhost is not an address: give one that begins with http:// or https://.',
    ],
    [['resolvers/Query.none.ts'], "There is no file resolvers/Query.none.ts: name it from the project's root."],
    [['--nothing'], "Unknown option '--nothing'"],
  ])('says what is wrong with %j', async (args, sentence) => {
    const { status, complained } = await checkAws(args);
    expect(complained).toContain(sentence);
    expect(complained).toContain('See `npm run check:aws -- --help`.');
    expect(status).toBe(1);
  });

  it('explains itself', async () => {
    const { status, printed } = await runCommand(MAIN, ['--help']);
    expect(printed).toContain('--probes-only');
    expect(status).toBe(0);
  });
});
