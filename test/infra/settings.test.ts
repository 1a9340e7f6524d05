import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { App } from 'aws-cdk-lib';
import { describe, expect, it } from 'vitest';

import { configurationOf } from '../../infra/configuration.ts';
import { projectFile } from '../../infra/paths.ts';
import { stageOf } from '../../infra/stage.ts';
import { temporaryDirectory } from '../support/assemblies.ts';

const google = { googleClientId: '123.apps.googleusercontent.com', googleSecret: 'takeit/dev/google' };

describe('a setting', () => {
  const folder = temporaryDirectory();
  const configuration = (context: Record<string, unknown>) => {
    const app = new App({ context });
    return configurationOf(app, stageOf(app), '123456789012');
  };
  const mistakes = (context: Record<string, unknown>): string[] => {
    try {
      configuration(context);
    } catch (error) {
      return error instanceof Error ? error.message.split('\n') : [];
    }
    return [];
  };

  it('of the command line overrides cdk.json, and unsets a setting when it is empty', () => {
    const stages = { dev: { ...google, mfa: 'required' } };
    const expected = { mfa: 'optional', providers: {}, domainPrefix: null };
    const given = { mfa: 'optional', googleClientId: '', googleSecret: '' };
    expect(configuration({ stages, ...given })).toMatchObject(expected);
    expect(configuration({ stages }).mfa).toBe('required');
  });

  it('applies to its stage, and may be a list', () => {
    const stages = { dev: { ...google, callbackUrls: ['takeit://a/', 'takeit://b/'] } };
    expect(configuration({ stages }).callbackUrls).toEqual(['takeit://a/', 'takeit://b/']);
    expect(configuration({ stages, stage: 'prod' })).toMatchObject({
      callbackUrls: ['takeit://callback/'],
      providers: {},
    });
  });

  it.each([
    ['half of push', { fcmProject: 'take-it' }, 'Push notifications need fcmSecret too.'],
    ['the other half of push', { fcmSecret: 'takeit/fcm' }, 'Push notifications need fcmProject too.'],
    ['half of a provider', { googleClientId: '1' }, 'Signing in with Google needs googleSecret too.'],
    [
      'most of another',
      { appleClientId: '1', appleSecret: 's' },
      'Signing in with Apple needs appleTeamId, appleKeyId too.',
    ],
    [
      'a misspelt name',
      { googleClientID: '1' },
      'There is no setting "googleClientID": the settings are googleClientId, googleSecret, ',
    ],
    [
      'a secret in place of its name',
      { googleClientId: '1', googleSecret: 'GOCSPX-abcdef' },
      'The setting googleSecret must be the name or ARN of a secret in Secrets Manager, not the secret itself.',
    ],
    [
      'a private key in place of a name',
      { googleClientId: '1', googleSecret: `MIGTAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBHkwdwIBAQQg${'aB3/'.repeat(35)}` },
      'The setting googleSecret must be the name or ARN of a secret in Secrets Manager, not the secret itself.',
    ],
    [
      'a key of a secret',
      { googleClientId: '1', googleSecret: 'takeit/google:SecretString:id' },
      'The setting googleSecret must be the name or ARN of a secret ',
    ],
    [
      'part of an ARN',
      { googleClientId: '1', googleSecret: 'arn:aws' },
      'The setting googleSecret must be the name or ',
    ],
    [
      'an address without a host',
      { callbackUrls: 'https://' },
      'The setting callbackUrls must be at most 100 addresses ',
    ],
    ['a wildcard', { callbackUrls: 'https://*.example.com/' }, 'The setting callbackUrls must be '],
    ['a wildcard in the path', { logoutUrls: 'https://example.com/*' }, 'The setting logoutUrls must be '],
    ['a fragment', { callbackUrls: 'takeit://callback/#here' }, 'The setting callbackUrls must be '],
    ['a script', { callbackUrls: 'javascript://callback/' }, 'The setting callbackUrls must be '],
    ['an empty address', { callbackUrls: 'takeit://a/,,takeit://b/' }, 'The setting callbackUrls must be '],
    [
      'localhost in prod',
      { stage: 'prod', logoutUrls: ['takeit://signout/', 'http://localhost:3000/'] },
      'The setting logoutUrls of prod contains http://localhost, which is only for testing: use it in dev.',
    ],
    [
      'an address that two stages share',
      { stages: { dev: { domainPrefix: 'take-it' }, prod: { domainPrefix: 'take-it' } } },
      'The stages dev and prod have the same domainPrefix: give each its own.',
    ],
    ['a name with hyphens', { 'google-client-id': '1' }, 'There is no setting "google-client-id": the settings are '],
    ['a property name of objects', { constructor: '1' }, 'There is no setting "constructor": the settings are '],
    [
      'a stage with a property name of objects',
      { stage: 'constructor' },
      'There is no stage "constructor": use -c stage=dev or ',
    ],
    [
      'a callback without TLS',
      { callbackUrls: 'http://app.example.com/' },
      'The setting callbackUrls must be at most 100 addresses with https, ',
    ],
    [
      'a host that only begins with localhost',
      { callbackUrls: 'http://localhost.example.com/' },
      'The setting callbackUrls must be ',
    ],
    [
      'a name that Cognito reserves',
      { domainPrefix: 'my-cognito' },
      'The setting domainPrefix must be at most 63 lower-case letters, ',
    ],
    ['an unknown second factor', { mfa: 'sms' }, 'The setting mfa must be off, optional or required.'],
    ['a sender without a region', { sesFrom: 'hello@example.com' }, 'Mail by SES needs sesRegion too.'],
    ['a region without a sender', { sesRegion: 'eu-west-1' }, 'Mail by SES needs sesFrom too.'],
    ['a sender that is not an address', { sesFrom: 'example.com' }, 'The setting sesFrom must be one e-mail address.'],
    [
      'an unknown region',
      { sesFrom: 'hello@example.com', sesRegion: 'Frankfurt' },
      'The setting sesRegion must be a region such as eu-central-1.',
    ],
    [
      'more batches than Lambda allows',
      { parallelizationFactor: '11' },
      'The setting parallelizationFactor must be a whole number from 1 to 10.',
    ],
    [
      'a number',
      { stages: { dev: { facebookClientId: 4711 } } },
      'The setting facebookClientId must be a string in quotes: an id of letters, ',
    ],
    [
      'a string in place of settings',
      { stages: { dev: 'google' } },
      'The value of "stages", "dev" in cdk.json must be an object.',
    ],
    [
      'an unknown stage',
      { stages: { production: {} } },
      'cdk.json has settings for an unknown stage "production": the stages are dev and prod.',
    ],
  ])('that is wrong is reported in one sentence: %s', (_, context, sentence) => {
    const [mistake, ...more] = mistakes(context);
    expect(more).toEqual([]);
    expect(mistake?.slice(0, sentence.length)).toBe(sentence);
  });

  it.each([
    ['https://app.example.com/'],
    ['https://[2001:db8::1]:8443/path?query=1'],
    ['http://localhost'],
    ['http://localhost:3000/callback'],
    ['takeit://'],
    ['com.example.take-it://callback/'],
  ])('may be an address that Cognito accepts: %s', (address) => {
    const callbackUrls = ['takeit://callback/', address];
    expect(configuration({ callbackUrls }).callbackUrls).toEqual(callbackUrls);
  });

  it('that is wrong ends the synthesis with only its sentence, and creates no file', () => {
    const env = {
      ...process.env,
      CDK_OUTDIR: folder,
      CDK_CONTEXT_JSON: JSON.stringify({ mfa: 'sms', alarmEmail: 'me' }),
    };
    const { status, stderr, stdout } = spawnSync(
      process.execPath,
      ['--import', import.meta.resolve('tsx/esm'), projectFile('infra/app.ts')],
      {
        env,
        encoding: 'utf8',
      },
    );
    expect([status, stdout, readdirSync(folder)]).toEqual([1, '', []]);
    expect(stderr).toBe(
      'The setting mfa must be off, optional or required.\nThe setting alarmEmail must be one e-mail address.\n',
    );
  });

  it('is reported together with all other mistakes', () => {
    expect(mistakes({ mfa: 'sms', alarmEmail: 'nobody', domainPrefix: 'A' })).toHaveLength(3);
  });
});
