import { spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';

import { optionNames, readOptions } from '../../../local/cli/options.ts';
import { lockData } from '../../../local/engines/dataLock.ts';
import { aResource, noticeBoard, temporaryDirectory, writeAssembly } from '../../support/assemblies.ts';
import { anApp, askAsAda, engineOf, outputsOf, ready, start } from '../../support/host/starts.ts';
import { hostPort } from '../../support/ports.ts';
import { isAlive, until } from '../../support/processes.ts';
import { SIZES } from '../../support/sizes.ts';

const notice = '{ notice(id: "1") { text by } }';

describe('npm start', { timeout: 120_000 }, () => {
  it('serves an app with its sample, keeps its data, and leaves nothing running', async () => {
    const folder = anApp();
    const port = await hostPort();
    const args = ['--port', String(port), '--sample', 'sample.mjs'];
    const build = 'mkdir -p .page && echo "<p>Notices</p>" > .page/index.html';

    const first = start(folder, [...args, '--web', '.page', '--build-web', build]);
    await ready(first);
    expect(await (await fetch(`http://127.0.0.1:${port}/`)).text()).toContain('<p>Notices</p>');
    const printed = first.printed();
    for (const step of ['Synthesis', 'DynamoDB', 'Cognito', 'Deployment', 'API', 'Sample']) {
      expect(printed).toMatch(new RegExp(`^  ${step} .* \\d+\\.\\d s$`, 'm'));
    }
    expect(printed).toContain('1 notice in Board-Notices of 2 people');
    expect(printed).toMatch(/ada@example\.com +Correct-horse-1 +writes notices/);
    expect(printed).not.toContain('bot@example.com');
    expect(printed).toContain(`http://127.0.0.1:${port}/graphql`);
    expect(printed).toMatch(/^ +1 resource ignored \(no effect on clients\): IAM$/m);
    expect(printed).toMatch(/^ +IAM key +AKIA[0-9A-F]{16} [0-9A-F]{40}$/m);
    expect(await askAsAda(folder, notice)).toEqual({ notice: { text: 'Hello', by: 'Ada' } });
    const engine = engineOf(first);
    expect(isAlive(engine)).toBe(true);
    const asked = Date.now();
    first.process.kill('SIGINT');
    expect(await first.ended).toBe(0);
    expect(Date.now() - asked).toBeLessThan(3_000);
    await until(() => !isAlive(engine), 'the engine has ended');

    const second = start(folder, args);
    await ready(second);
    expect(second.printed()).not.toMatch(/^  Sample/m);
    expect(await askAsAda(folder, notice)).toEqual({ notice: { text: 'Hello', by: 'Ada' } });
    const other = engineOf(second);
    second.process.kill('SIGKILL');
    await until(() => !isAlive(other), 'nothing runs after a kill');

    const third = start(folder, ['--port', String(port), '--fresh']);
    await ready(third);
    expect(third.printed()).not.toContain('Sign in as');
    await expect(askAsAda(folder, notice)).rejects.toThrow();
    third.process.kill('SIGTERM');
    expect(await third.ended).toBe(0);
  });

  // It starts a host on an assembly and a second one on its engines.
  if (SIZES.nightly) {
    it('serves another assembly, lends its engines to a second host, and stops with its parent', async () => {
      const folder = temporaryDirectory();
      const file = fileURLToPath(new URL('../../../local/cli/start.ts', import.meta.url));
      const assembly = writeAssembly({ Board: noticeBoard() });
      const command = [
        ...[process.execPath, '--import', import.meta.resolve('tsx/esm'), file],
        ...['--assembly', assembly, '--port', String(await hostPort())],
      ];
      const parent = spawn('sh', ['-c', `${command.join(' ')} >log 2>&1 & echo $!; wait`], { cwd: folder });
      // The host notices the end of its parent, and stops.
      onTestFinished(() => {
        parent.kill('SIGKILL');
      });
      let host = 0;
      parent.stdout.on('data', (chunk: Buffer) => (host = Number(chunk.toString())));
      const log = () => (existsSync(join(folder, 'log')) ? readFileSync(join(folder, 'log'), 'utf8') : '');
      await until(() => log().includes('Ctrl-C stops everything'), 'the host is ready', 60_000);
      expect(log()).not.toContain('Synthesis');
      expect(outputsOf(folder)).toMatchObject({
        version: '1',
        auth: {
          aws_region: 'us-east-1',
          username_attributes: ['email'],
          standard_required_attributes: ['name', 'email'],
          user_verification_types: ['email'],
          mfa_configuration: 'NONE',
          password_policy: { min_length: 8, require_symbols: true },
        },
        data: {
          aws_region: 'us-east-1',
          default_authorization_type: 'AMAZON_COGNITO_USER_POOLS',
          authorization_types: [],
        },
        custom: { local: { tableName: 'Board-Notices', region: 'us-east-1' } },
      });

      const { dynamodbEndpoint, cognitoEndpoint } = outputsOf(folder).custom.local;
      const guest = anApp();
      const second = start(guest, ['--port', String(await hostPort()), '--sample', 'sample.mjs'], {
        DYNAMODB_ENDPOINT: dynamodbEndpoint,
        COGNITO_ENDPOINT: cognitoEndpoint,
      });
      await ready(second);
      expect(outputsOf(guest).custom.local).toMatchObject({ dynamodbEndpoint, cognitoEndpoint });
      expect(await askAsAda(guest, notice)).toEqual({ notice: { text: 'Hello', by: 'Ada' } });
      second.process.kill('SIGINT');
      await second.ended;
      expect((await fetch(`${cognitoEndpoint}/health`)).status).toBe(200);
      expect((await fetch(dynamodbEndpoint)).status).toBe(400);

      parent.kill('SIGKILL');
      await until(() => host > 0 && !isAlive(host), 'the host has ended');
    });
  }
});

describe('a start that cannot be', { timeout: 60_000 }, () => {
  const failed = async (folder: string, args: readonly string[], environment?: Readonly<Record<string, string>>) => {
    const started = start(folder, args, environment);
    expect(await started.ended).toBe(1);
    return started.printed().trim();
  };

  it('says that the port is taken', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => {
      server.close();
    });
    const { port } = server.address() as AddressInfo;
    expect(await failed(anApp(), ['--port', String(port)])).toMatch(
      new RegExp(
        `^Port ${port} is taken: find the program with \`lsof -i :${port}\`, or choose another port with \`--port \\d+\`\\.$`,
      ),
    );
  });

  it('says that there is no Java', async () => {
    const environment = { PATH: '/usr/sbin', JAVA_HOME: '' };
    const args = ['--assembly', writeAssembly({ Board: noticeBoard() }), '--port', String(await hostPort())];
    expect(await failed(temporaryDirectory(), args, environment)).toContain(
      'DynamoDB Local needs Java 11 or later, and this machine has none: install it with `',
    );
  });

  it('says what the app asks for and the host has not', async () => {
    const assembly = writeAssembly({ Board: noticeBoard({ Cache: aResource('AWS::AppSync::ApiCache') }) });
    expect(await failed(anApp({ assembly }), ['--port', String(await hostPort())])).toContain(
      'The local host cannot serve this app: it does not support AWS::AppSync::ApiCache (Board/Cache).',
    );
  });

  it('shows what the app printed when it does not synthesize', async () => {
    const folder = anApp({ command: 'echo "infra/app.ts: the field Query.x has no resolver" >&2; exit 3' });
    const printed = await failed(folder, ['--port', String(await hostPort())]);
    expect(printed).toContain('The app does not synthesize');
    expect(printed).toContain('infra/app.ts: the field Query.x has no resolver');
  });

  it('shows what the build of the web app printed when it fails', async () => {
    const web = ['--web', '.page', '--build-web', 'echo "page.tsx: there is no such file" >&2; exit 4'];
    const printed = await failed(anApp(), ['--port', String(await hostPort()), ...web]);
    expect(printed).toContain('The web app cannot be built');
    expect(printed).toContain('page.tsx: there is no such file');
  });

  it('says that another host has the data', async () => {
    const folder = anApp();
    onTestFinished(await lockData(join(folder, '.takeit', 'data')));
    for (const more of [[], ['--fresh']]) {
      expect(await failed(folder, ['--port', String(await hostPort()), ...more])).toMatch(
        `Another local host, process ${process.pid}, uses the data in .takeit`,
      );
    }
  });

  it.each([
    [['--prot', '1'], 'There is no option --prot: see `npm start -- --help`.'],
    [['now'], 'There is no option now: see `npm start -- --help`.'],
    [['--port', 'x'], 'x is not a port: give --port a number from 1 to 65535.'],
    [['--port'], '--port needs a value: see `npm start -- --help`.'],
    [
      ['--web', 'dist', '--build-web', 'vite build'],
      "--build-web needs a folder whose name begins with a dot, not --web dist: other files count as the app's.",
    ],
    [['--fresh=yes'], '--fresh takes no value: see `npm start -- --help`.'],
  ])('says what is wrong with %j', (args, message) => {
    expect(() => readOptions(args)).toThrow(message);
  });

  it('reads no sample and builds no web app of another app, but those that are named for it', () => {
    const npmStart = ['--sample', 'sample/index.ts', '--build-web', 'build it'];
    expect(readOptions(npmStart).webBuild).toBe('build it');
    expect(readOptions([...npmStart, '--assembly', 'cdk.out']).webBuild).toBeUndefined();
    expect(readOptions([...npmStart, '--assembly', 'cdk.out', '--web', 'dist']).web).toBe('dist');
    expect(readOptions(npmStart).sample).toBe('sample/index.ts');
    expect(readOptions([...npmStart, '--assembly', 'cdk.out']).sample).toBeUndefined();
    expect(readOptions([...npmStart, '--assembly', 'cdk.out', '--sample', 'own.ts']).sample).toBe('own.ts');
  });

  it('serves strictly by default only with npm start and the app of cdk.json', () => {
    expect(readOptions([]).strict).toBe(true);
    expect(readOptions(['--assembly', 'cdk.out']).strict).toBe(false);
    expect(readOptions(['--assembly', 'cdk.out', '--strict']).strict).toBe(true);
    const packed = { name: 'npx local-appsync', strict: false };
    expect(readOptions([], packed).strict).toBe(false);
    expect(readOptions(['--strict'], packed).strict).toBe(true);
  });

  it('says where there is no sample, and no app', async () => {
    const port = String(await hostPort());
    expect(await failed(anApp(), ['--port', port, '--sample', 'none.ts'])).toContain(
      'none.ts does not exist: name the module of the sample with --sample',
    );
    expect(await failed(temporaryDirectory(), ['--port', port])).toContain('There is no cdk.json in');
  });
});

it('the help names every option', async () => {
  const started = start(temporaryDirectory(), ['--help']);
  expect(await started.ended).toBe(0);
  for (const option of optionNames) expect(started.printed()).toContain(`--${option}`);
});

it('the app of a cdk.json gets the context that the CDK CLI would give it', async () => {
  const { synthesize } = await import('../../../local/assembly/synthesize.ts');
  const folder = anApp({ command: 'echo "$CDK_CONTEXT_JSON" > "$CDK_OUTDIR/manifest.json"' });
  const configuration = JSON.parse(readFileSync(join(folder, 'cdk.json'), 'utf8')) as object;
  writeFileSync(join(folder, 'cdk.json'), JSON.stringify({ ...configuration, context: { stage: 'dev' } }));
  writeFileSync(join(folder, 'cdk.context.json'), JSON.stringify({ 'zone:x': 'y' }));
  const { directory } = await synthesize({ app: folder, output: join(folder, 'out') });
  expect(JSON.parse(readFileSync(join(directory, 'manifest.json'), 'utf8'))).toMatchObject({
    stage: 'dev',
    'zone:x': 'y',
    'aws:cdk:version-reporting': false,
  });
});
