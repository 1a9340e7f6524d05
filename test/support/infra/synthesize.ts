import { App } from 'aws-cdk-lib';

import cdk from '../../../cdk.json' with { type: 'json' };
import { takeIt } from '../../../infra/takeIt.ts';
import { servedByHost } from '../../../local/appsync-js/check/synthesis.ts';
import { temporaryDirectory } from '../assemblies.ts';

/** All that can be set, with names of secrets that nobody has. */
export const EVERYTHING: Readonly<Record<string, string>> = {
  googleClientId: '123-abc.apps.googleusercontent.com',
  googleSecret: 'takeit/google',
  facebookClientId: '4711',
  facebookSecret: 'takeit/facebook',
  appleClientId: 'com.example.takeit',
  appleTeamId: 'TEAM123456',
  appleKeyId: 'KEY1234567',
  appleSecret: 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:takeit/apple-AbCdEf',
  domainPrefix: 'takeit-example',
  callbackUrls: 'takeit://callback/,https://app.example.com/',
  logoutUrls: 'takeit://signout/',
  mfa: 'optional',
  alarmEmail: 'oncall@example.com',
  sesFrom: 'hello@mail.example.com',
  sesRegion: 'eu-west-1',
  web: 'on',
  fcmProject: 'takeit-example',
  fcmSecret: 'takeit/fcm',
};

const made = new Map<string, ReturnType<typeof aTakeItApp>>();

/**
 * The app of one stage, with the context of cdk.json. The test files of a worker share it and its assembly, because making one
 * takes a second or more: a test that changes an assembly copies it first.
 * @param context what `-c` adds to it
 */
export function takeItApp(stage: string, context: Readonly<Record<string, unknown>> = {}) {
  const key = JSON.stringify([stage, context]);
  const app = made.get(key) ?? aTakeItApp(stage, context);
  made.set(key, app);
  return app;
}

/**
 * A new app of one stage, for a test that changes it; see `takeItApp`.
 * @param isChecked whether AppSync's rules for code and CloudFormation's for templates are checked, which takes seconds
 */
export function aTakeItApp(stage: string, context: Readonly<Record<string, unknown>> = {}, isChecked = false) {
  if (!isChecked) process.env[servedByHost] = '1';
  try {
    const app = new App({
      outdir: temporaryDirectory(),
      context: { ...cdk.context, stage, ...context },
      analyticsReporting: false,
      builtinCloudFormationValidation: isChecked,
    });
    return { app, ...takeIt(app) };
  } finally {
    Reflect.deleteProperty(process.env, servedByHost);
  }
}
