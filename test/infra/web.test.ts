import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';

import { projectFile } from '../../infra/paths.ts';
import { securityHeaders } from '../../local/http/web/securityHeaders.ts';
import { temporaryDirectory } from '../support/assemblies.ts';
import { EVERYTHING, takeItApp } from '../support/infra/synthesize.ts';

const { web } = takeItApp('dev', EVERYTHING);
const without = [takeItApp('dev').web, takeItApp('prod', { web: 'off' }).web];
if (web === undefined) throw new Error('The setting `web` made no stack.');
const template = Template.fromStack(web);

function onlyResource(type: string): Readonly<Record<string, unknown>> {
  const [resource, ...others] = Object.values(template.findResources(type));
  expect(others).toEqual([]);
  return (resource as { Properties: Readonly<Record<string, unknown>> }).Properties;
}

describe('the web app of a stage', () => {
  it('is there when a setting asks for it, and only then', () => {
    expect(without).toEqual([undefined, undefined]);
  });

  it('lies in a bucket that only its distribution can read', () => {
    const { PublicAccessBlockConfiguration: block } = onlyResource('AWS::S3::Bucket');
    expect(Object.values(block as object)).toEqual([true, true, true, true]);
    template.hasResourceProperties('AWS::S3::BucketPolicy', {
      PolicyDocument: {
        Statement: [
          Match.objectLike({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
          Match.objectLike({
            Effect: 'Allow',
            Action: 's3:GetObject',
            Principal: { Service: 'cloudfront.amazonaws.com' },
            Condition: { StringEquals: { 'AWS:SourceArn': Match.anyValue() } },
          }),
        ],
      },
    });
  });

  it('needs no function and no role', () => {
    template.resourceCountIs('AWS::Lambda::Function', 0);
    template.resourceCountIs('AWS::IAM::Role', 0);
  });

  it('answers paths of the app with its page, and files with themselves', () => {
    const { FunctionCode } = onlyResource('AWS::CloudFront::Function');
    const served = (uri: string): unknown =>
      runInNewContext(`${String(FunctionCode)}; handler({ request: { uri: ${JSON.stringify(uri)} } }).uri`);
    for (const path of ['/', '/trips', '/trip/2026-12-21-10-00-00-123456_me', '/requests/sent/a_b']) {
      expect(served(path)).toBe('/index.html');
    }
    for (const file of ['/assets/main-ABC.js', '/amplify_outputs.json', '/icon.svg']) expect(served(file)).toBe(file);
  });

  it('has the same security headers as on the local host, but for the services that it may call', () => {
    const { ResponseHeadersPolicyConfig: config } = onlyResource('AWS::CloudFront::ResponseHeadersPolicy');
    const { SecurityHeadersConfig: security, CustomHeadersConfig: custom } = config as Config;
    const { 'Fn::Join': policy } = security.ContentSecurityPolicy.ContentSecurityPolicy;
    const deployed = policy[1].map((part) => (typeof part === 'string' ? part : 'REGION')).join('');
    const local = securityHeaders('127.0.0.1:20002');
    const others = (text: string) => text.split('; ').filter((directive) => !directive.startsWith('connect-src'));
    expect(others(deployed)).toEqual(others(local['content-security-policy'] ?? ''));
    expect(deployed).toContain(
      "connect-src 'self' https://*.appsync-api.REGION.amazonaws.com wss://*.appsync-realtime-api.REGION.amazonaws.com " +
        'https://cognito-idp.REGION.amazonaws.com https://takeit-example.auth.REGION.amazoncognito.com;',
    );
    const names = custom.Items.map(({ Header }) => Header);
    expect(names).toEqual(['permissions-policy', 'cross-origin-opener-policy']);
    for (const { Header, Value } of custom.Items) expect(local[Header]).toBe(Value);
  });
});

interface Config {
  readonly SecurityHeadersConfig: {
    readonly ContentSecurityPolicy: { readonly ContentSecurityPolicy: { 'Fn::Join': [string, readonly unknown[]] } };
  };
  readonly CustomHeadersConfig: { readonly Items: readonly { readonly Header: string; readonly Value: string }[] };
}

describe('npm run publish:web', { timeout: 60_000 }, () => {
  const API = {
    Url: 'https://abc.appsync-api.eu-central-1.amazonaws.com/graphql',
    Region: 'eu-central-1',
    UserPoolId: 'eu-central-1_AbCdEfGhI',
    UserPoolClientId: '1a2b3c',
    MfaConfiguration: 'NONE',
  };

  /** Runs the command where `aws` is a program that notes its arguments and keeps the outputs file that it should copy. */
  function publish(outputs: object) {
    const folder = temporaryDirectory();
    mkdirSync(join(folder, 'bin'));
    const aws = join(folder, 'bin', 'aws');
    writeFileSync(
      aws,
      `#!/bin/sh\necho "$@" >> ${folder}/calls\ncp "$3/amplify_outputs.json" ${folder} 2>/dev/null || true\n`,
    );
    chmodSync(aws, 0o755);
    writeFileSync(join(folder, 'cdk-outputs.json'), JSON.stringify(outputs));
    const command = ['--import', import.meta.resolve('tsx/esm'), projectFile('infra/commands/publishWeb.ts')];
    const env = { ...process.env, PATH: `${folder}/bin:${process.env['PATH'] ?? ''}` };
    const { status, stdout, stderr } = spawnSync(process.execPath, command, { cwd: folder, env, encoding: 'utf8' });
    const calls = existsSync(join(folder, 'calls'))
      ? readFileSync(join(folder, 'calls'), 'utf8').trim().split('\n')
      : [];
    return { folder, status, stdout, stderr, calls };
  }

  it('copies the files before the page, each with how long it may be kept, and the outputs of the stage', () => {
    const site = { WebBucket: 'web-files', WebUrl: 'https://d1.cloudfront.net/' };
    const { status, stdout, calls, folder, stderr } = publish({ 'TakeItApi-dev': API, 'TakeItWeb-dev': site });
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toContain('The web app of dev is at https://d1.cloudfront.net/');
    expect(calls.map((call) => call.replace(/ \S+ (?=s3:)/, ' FROM '))).toEqual([
      's3 cp FROM s3://web-files/assets --recursive --cache-control public,max-age=31536000,immutable',
      's3 cp FROM s3://web-files --recursive --exclude assets/* --exclude index.html --cache-control no-cache',
      's3 cp FROM s3://web-files/index.html --cache-control no-cache',
    ]);
    const written = JSON.parse(readFileSync(join(folder, 'amplify_outputs.json'), 'utf8')) as { data: { url: string } };
    expect(written.data.url).toBe(API.Url);
  });

  it('says what to do when the stage has no web app', () => {
    const { status, stderr, calls } = publish({ 'TakeItApi-dev': API });
    expect([status, calls]).toEqual([1, []]);
    expect(stderr).toContain(
      'cdk-outputs.json has no web app of dev: set `web` to on for it (docs/deploy.md) and deploy.',
    );
  });
});
