import { existsSync, readFileSync } from 'node:fs';

import type { AmplifyOutputs } from '../../local/amplifyOutputs.ts';
import { Failure } from '../lib/failure.ts';
import type { Options } from './options.ts';

/** The addresses and ids of a stage. */
export interface Target {
  readonly stage: Options['stage'];
  readonly url: string;
  readonly realtimeUrl: string;
  readonly region: string;
  readonly userPoolId: string;
  readonly clientId: string;
  /** Cognito's address on a local host; null on AWS. */
  readonly cognitoEndpoint: string | null;
}

/** The values that the local host adds under `custom.local`. */
interface Local {
  /** The API without TLS, because its certificate is self-signed. */
  readonly url?: unknown;
  readonly cognitoEndpoint?: unknown;
  readonly realtimeUrl?: unknown;
}

/**
 * Reads amplify_outputs.json.
 * @throws Failure when the file is missing, or names no API or no user pool
 */
export function readTarget({ outputs: file, stage, region }: Options): Target {
  const { auth, data, custom } = read(file);
  const local = isObject(custom?.['local']) ? (custom['local'] as Local) : {};
  const url = typeof local.url === 'string' ? local.url : (data?.url ?? '');
  if (!URL.canParse(url))
    throw new Failure(`${file} names no API (data.url): write it again with \`npm run outputs\`.`);
  if (!auth?.user_pool_id || !auth.user_pool_client_id) {
    throw new Failure(`${file} names no user pool (auth.user_pool_id): write it again with \`npm run outputs\`.`);
  }
  return {
    stage,
    url,
    realtimeUrl: typeof local.realtimeUrl === 'string' ? local.realtimeUrl : realtimeUrlOf(url),
    region: region ?? auth.aws_region,
    userPoolId: auth.user_pool_id,
    clientId: auth.user_pool_client_id,
    cognitoEndpoint: typeof local.cognitoEndpoint === 'string' ? local.cognitoEndpoint : null,
  };
}

function read(file: string): Partial<AmplifyOutputs> {
  const write = '`npm run outputs` writes it after a deployment, and `npm start` as .takeit/amplify_outputs.json';
  if (!existsSync(file)) throw new Failure(`There is no file ${file}: ${write}.`);
  try {
    const parsed: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (isObject(parsed)) return parsed;
  } catch {
    // Handled like a value that is not an object.
  }
  throw new Failure(`${file} is not an amplify_outputs.json: ${write}.`);
}

/**
 * AppSync has a separate address for live updates. An API with a custom domain has them below its own address
 * (developer guide, "Building a real-time WebSocket client").
 */
function realtimeUrlOf(url: string): string {
  const { host, pathname } = new URL(url);
  const [, api, rest] = /^([a-z0-9]+)\.appsync-api\.(.+)$/.exec(host) ?? [];
  if (api !== undefined && rest !== undefined) return `wss://${api}.appsync-realtime-api.${rest}${pathname}`;
  return `${url.replace(/^http/, 'ws')}/realtime`;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
