import { randomInt } from 'node:crypto';
import { mkdirSync, mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { RequestListener, Server } from 'node:http';
import { createServer as createHttpServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DefaultConfig } from 'cognito-local/lib/server/config.js';
import { Router } from 'cognito-local/lib/server/Router.js';
import { createServer } from 'cognito-local/lib/server/server.js';
import { CognitoServiceImpl } from 'cognito-local/lib/services/cognitoService.js';
import type { Context } from 'cognito-local/lib/services/context.js';
import type { Triggers } from 'cognito-local/lib/services/index.js';
import { DateClock, MessagesService } from 'cognito-local/lib/services/index.js';
import { MessageDeliveryService } from 'cognito-local/lib/services/messageDelivery/messageDelivery.js';
import { otp } from 'cognito-local/lib/services/otp.js';
import type { UserPool } from 'cognito-local/lib/services/userPoolService.js';
import { UserPoolServiceFactoryImpl } from 'cognito-local/lib/services/userPoolService.js';
import { pino } from 'pino';

import { localOnly } from '../../http/loopback.ts';
import { type ConnectionTimeouts, defaultTimeouts, serverTimeouts } from '../../http/timeouts.ts';
import type { Engine } from '../engine.ts';
import { freePort } from '../ports.ts';
import { correct } from './corrections.ts';
import type { Tools } from './operation.ts';
import { Pending } from './pending.ts';
import { Sessions } from './sessions.ts';
import { FileStores } from './store.ts';
import { withPublicKeys } from './tokens/publicKeys.ts';
import { signingKeyIn } from './tokens/signingKey.ts';
import { SessionTokens } from './tokens/tokens.ts';

/** A confirmation code that Cognito would have sent. */
export interface CodeMessage {
  readonly to: string;
  readonly code: string;
}

export interface CognitoOptions {
  readonly region: string;
  /** The folder of pools, users, sessions and the signing key. Default: a folder that is removed with the engine. */
  readonly dataDirectory?: string;
  /** The port to listen on if it is free. Default: any free port. */
  readonly preferredPort?: number;
  /** Host names beside those of loopback that requests may name. Default: none. */
  readonly allowedHosts?: readonly string[];
  /** How long incomplete requests are waited for. */
  readonly timeouts?: Partial<ConnectionTimeouts>;
  /** Gets every code, as no message is sent. */
  readonly onCode?: (message: CodeMessage) => void;
}

/**
 * Starts cognito-local in this process, on a port of this machine: it composes its parts, so that tokens carry what
 * Cognito's do and mistakes get Cognito's answers. Settles when it listens.
 */
export async function startCognito(options: CognitoOptions): Promise<Engine> {
  const directory = options.dataDirectory ?? mkdtempSync(join(tmpdir(), 'cognito-'));
  mkdirSync(directory, { recursive: true });
  const port = await freePort(options.preferredPort);
  const endpoint = `http://127.0.0.1:${port}`;
  const tools = await compose(directory, endpoint, options);
  const { services, key, tokens } = tools;
  const cognitoLocal = createServer(correct(Router(services), tools), silence, {}, services);
  // Typed `any` in cognito-local; it is an Express application.
  const application = cognitoLocal.application as RequestListener;
  const timeouts = { ...defaultTimeouts, ...options.timeouts };
  const server = await listen(
    localOnly(withPublicKeys(application, key, tokens), options.allowedHosts),
    port,
    timeouts,
  );
  return {
    endpoint,
    close: async () => {
      await close(server);
      if (options.dataDirectory === undefined) await rm(directory, { recursive: true, force: true });
    },
  };
}

const silence = pino({ enabled: false });
const context: Context = { logger: silence };

async function compose(directory: string, endpoint: string, options: CognitoOptions): Promise<Omit<Tools, 'original'>> {
  const clock = new DateClock();
  const now = () => clock.get();
  const stores = new FileStores(directory);
  const clients = await stores.create(context, 'clients', { Clients: {} });
  // In a folder of its own: cognito-local takes every other file of the directory for a pool.
  const sessionStore = await new FileStores(join(directory, 'sessions')).create(context, 'sessions', { Sessions: {} });
  const pools = new UserPoolServiceFactoryImpl(clock, stores);
  const cognito = new RegionalCognito(options.region, directory, clients, {}, pools);
  await cognito.init(context);
  const tellCode = (_context: unknown, _user: unknown, to: string, { __code: code = '' }: { __code?: string }) => {
    options.onCode?.({ to, code });
    return Promise.resolve();
  };
  const key = await signingKeyIn(directory);
  const sessions = new Sessions(sessionStore, now);
  const tokens = new SessionTokens(sessions, key, now, endpoint);
  const services = {
    clock,
    cognito,
    config: { ...DefaultConfig, UserPoolDefaults: {} },
    messages: new MessagesService(noTriggers, new MessageDeliveryService({ sendEmail: tellCode, sendSms: tellCode })),
    otp,
    tokenGenerator: tokens,
    triggers: noTriggers,
  };
  return { services, key, sessions, tokens, srpSignIns: new Pending(now), challengedSignIns: new Pending(now) };
}

const notEnabled = () => Promise.reject(new Error('This trigger is not enabled.'));

/** Lambda triggers of a pool are rejected at start, so none is ever called. */
const noTriggers: Triggers = {
  enabled: () => false,
  customEmailSender: notEnabled,
  customMessage: notEnabled,
  postAuthentication: notEnabled,
  postConfirmation: notEnabled,
  preSignUp: notEnabled,
  preTokenGeneration: notEnabled,
  userMigration: notEnabled,
};

/** Gives pools ids in Cognito's form: clients read the region from them. */
class RegionalCognito extends CognitoServiceImpl {
  readonly #region: string;

  constructor(region: string, ...rest: ConstructorParameters<typeof CognitoServiceImpl>) {
    super(...rest);
    this.#region = region;
  }

  override async createUserPool(context: Context, pool: UserPool): Promise<UserPool> {
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
    const Id = `${this.#region}_${Array.from({ length: 9 }, () => letters[randomInt(letters.length)]).join('')}`;
    const Arn = `arn:aws:cognito-idp:${this.#region}:000000000000:userpool/${Id}`;
    return await super.createUserPool(context, { ...pool, Id, Arn });
  }
}

async function listen(application: RequestListener, port: number, timeouts: ConnectionTimeouts): Promise<Server> {
  const server = createHttpServer(serverTimeouts(timeouts), application);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return server;
}

async function close(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}
