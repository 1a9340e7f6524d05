import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Duration, Stack } from 'aws-cdk-lib';
import * as appsync from 'aws-cdk-lib/aws-appsync';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import * as sqs from 'aws-cdk-lib/aws-sqs';

import { temporaryDirectory } from '../assemblies.ts';
import { functionFolder } from './functionCode.ts';

const schema = 'type Query { tell(device: String, text: String): String }';

/** Asks the notifier for a push, by Lambda's Invoke. */
const telling = `
  import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
  const client = new LambdaClient();
  export const handler = async (event) => {
    const Payload = JSON.stringify(event);
    const input = { FunctionName: process.env.NOTIFIER, InvocationType: 'Event', Payload };
    const { StatusCode } = await client.send(new InvokeCommand(input));
    return String(StatusCode);
  };`;

/** Sends a push by FCM, with a token that it signs for by itself. */
const notifying = `
  import { sign } from 'node:crypto';
  import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
  const secrets = new SecretsManagerClient();
  const { FCM_ENDPOINT, FCM_PROJECT, FCM_SECRET } = process.env;
  let token;
  async function getToken() {
    const { SecretString } = await secrets.send(new GetSecretValueCommand({ SecretId: FCM_SECRET }));
    const key = JSON.parse(SecretString);
    const iat = Math.floor(Date.now() / 1000);
    const scope = 'https://www.googleapis.com/auth/firebase.messaging';
    const claims = { iss: key.client_email, aud: key.token_uri, scope, iat, exp: iat + 3600 };
    const signed = [{ alg: 'RS256' }, claims].map((each) => Buffer.from(JSON.stringify(each)).toString('base64url')).join('.');
    const assertion = signed + '.' + sign('RSA-SHA256', Buffer.from(signed), key.private_key).toString('base64url');
    const body = new URLSearchParams({ grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion });
    return (await (await fetch(key.token_uri, { method: 'POST', body })).json()).access_token;
  }
  export const handler = async ({ device, text }) => {
    token ??= await getToken();
    const response = await fetch(FCM_ENDPOINT + '/v1/projects/' + FCM_PROJECT + '/messages:send', {
      method: 'POST',
      headers: { authorization: 'Bearer ' + token, 'content-type': 'application/json' },
      body: JSON.stringify({ message: { token: device, notification: { title: text } } }),
    });
    if (!response.ok) throw new Error('FCM answered ' + response.status);
  };`;

export interface PushApp {
  /** Default: Take Off's own. */
  readonly variables?: Readonly<Record<string, string>>;
  readonly grants?: boolean;
}

/** A small CDK app: a field whose function has another function send a push, with a queue for failures. */
export function synthesizePushes({ variables, grants = true }: PushApp = {}): string {
  const directory = temporaryDirectory();
  const file = join(directory, 'schema.graphql');
  writeFileSync(file, schema);
  const stack = new Stack(
    new App({ outdir: join(directory, 'cdk.out'), builtinCloudFormationValidation: false }),
    'Pushes',
  );
  const aFunction = (id: string, source: string, environment: Readonly<Record<string, string>>, more = {}) =>
    new lambda.Function(stack, id, {
      code: lambda.Code.fromAsset(functionFolder(source)),
      handler: 'index.handler',
      runtime: lambda.Runtime.NODEJS_22_X,
      timeout: Duration.seconds(28),
      environment,
      ...more,
    });
  const secret = Secret.fromSecretNameV2(stack, 'Key', 'fcm');
  const usual = { FCM_ENDPOINT: 'https://fcm.googleapis.com', FCM_PROJECT: 'take-off', FCM_SECRET: 'fcm' };
  const notifier = aFunction('Notify', notifying, variables ?? usual, {
    onFailure: new SqsDestination(new sqs.Queue(stack, 'Failed')),
    deadLetterQueue: new sqs.Queue(stack, 'Discarded'),
    maxEventAge: Duration.minutes(5),
    retryAttempts: 1,
  });
  const teller = aFunction('Tell', telling, { NOTIFIER: notifier.functionName });
  if (grants) {
    notifier.grantInvoke(teller);
    secret.grantRead(notifier);
  }
  const api = new appsync.GraphqlApi(stack, 'Api', { name: 'Pushes', definition: appsync.Definition.fromFile(file) });
  const source = api.addLambdaDataSource('teller', teller);
  source.createResolver('TellField', {
    typeName: 'Query',
    fieldName: 'tell',
    runtime: appsync.FunctionRuntime.JS_1_0_0,
    code: appsync.Code.fromInline(`
      import { util } from '@aws-appsync/utils';
      export function request(ctx) { return { operation: 'Invoke', payload: ctx.args }; }
      export function response(ctx) {
        if (ctx.error) util.error(ctx.error.message, ctx.error.type);
        return ctx.result;
      }`),
  });
  return (stack.node.root as App).synth().directory;
}
