import { randomUUID } from 'node:crypto';

import { TABLE_NAME_VARIABLE } from '../../../domain/keys.ts';
import { build } from '../../../infra/bundles/resolverBundle.ts';
import { apiResolvers, PIPELINE, type ResolverFiles, resolverPaths } from '../../../infra/resolverFiles.ts';
import type { CognitoIdentity, Identity, ResolverContext } from '../../../local/appsync-js/context.ts';
import { type Code, type HandlerName, loadCode } from '../../../local/appsync-js/runtime/code.ts';
import { DataSourceError } from '../../../local/appsync/dataSources/dataSource.ts';
import { dynamodb } from '../../../local/appsync/dataSources/dynamodb/dynamodb.ts';
import { pageTokens } from '../../../local/appsync/dataSources/dynamodb/pageTokens.ts';
import { evaluate, type Left } from '../host/handlers.ts';
import { aResolverTable, type ResolverTable } from './resolverTable.ts';

/** Somebody who calls the API, with the claims of an ID token. */
export interface Caller {
  readonly id: string;
  readonly name: string;
}

/** Somebody new. */
export function aCaller(name: string): Caller {
  return { id: `${name.toLowerCase()}-${randomUUID().slice(0, 8)}`, name };
}

export interface Call {
  /** Who calls. */
  readonly by: Caller;
  readonly args?: Readonly<Record<string, unknown>>;
  /** The object that a type's field is resolved for. */
  readonly source?: unknown;
  /** The claims of the token. @default the person's name */
  readonly claims?: Readonly<Record<string, unknown>>;
  /** Another identity than that of a user of the pool. */
  readonly identity?: Identity;
  /** The fields below this one, by their aliases. */
  readonly selection?: readonly string[];
  /** The same as a text. @default without aliases and fragments */
  readonly selectionText?: string;
}

/** What ends a resolver with an error. */
export class Refused extends Error {
  readonly errorType: string | null;
  readonly errorInfo: unknown;

  constructor({ message, type, info }: NonNullable<Left['error']>) {
    super(message);
    this.errorType = type;
    this.errorInfo = info;
  }
}

/** What a data source was asked to do. */
export type Asked = Readonly<Record<string, unknown>> & { readonly operation?: string };

/**
 * What befalls the next write: something happens before it, or its answer is lost, or a conflict prevents it. Or DynamoDB
 * leaves out all keys of the next batch.
 */
type Event = (() => Promise<unknown>) | 'conflict' | 'answer lost' | 'unprocessed';

/** The answer to a BatchGetItem. */
interface BatchAnswer {
  readonly data: Readonly<Record<string, readonly unknown[]>>;
}

const WITH_EVENTS = ['TransactWriteItems', 'UpdateItem', 'BatchGetItem'];
const tokens = pageTokens(new Uint8Array(32));
const codes = new Map<string, Code>();

/** Bundled once for all files of a worker: one run of esbuild takes as long as all tests of a file. */
let bundles: ReadonlyMap<string, string> | undefined;

function codeOf(file: string): Code {
  bundles ??= build(resolverPaths());
  const code = codes.get(file) ?? loadCode(bundles.get(file) ?? '', file);
  codes.set(file, code);
  return code;
}

/** The API's resolvers on a table of their own, without HTTP and GraphQL. */
export class Handlers {
  readonly table: ResolverTable;
  /** What was asked of data sources since the last `run` began. */
  readonly asked: Asked[] = [];
  /** The evaluation of the last handler that set a subscription's filters. */
  last: Left | undefined;
  /** The subscriptions that the last `run` has ended. */
  invalidations: Left['invalidations'] = [];
  readonly #resolvers: readonly ResolverFiles[] = apiResolvers();
  #events: Event[] = [];

  private constructor(table: ResolverTable) {
    this.table = table;
  }

  static async open(): Promise<Handlers> {
    return new Handlers(await aResolverTable());
  }

  /** The same resolvers for a call that runs at the same time: each has its own events. */
  beside(): Handlers {
    return new Handlers(this.table);
  }

  /** Lets something happen just before the next writes, one event for each: between what was read and what is written. */
  meanwhile(...events: Event[]): void {
    this.#events.push(...events);
  }

  /**
   * Resolves a field.
   * @param field `Type.field`
   * @throws Refused with the error of a handler
   */
  async run<Answer>(field: string, call: Call): Promise<Answer> {
    const resolver = this.#resolvers.find(({ typeName, fieldName }) => `${typeName}.${fieldName}` === field);
    if (!resolver) throw new Error(`There is no resolver of ${field}.`);
    this.asked.length = 0;
    const run = new Run(contextOf(field, call, this.table.name), (request) => this.#invoke(request, field));
    try {
      for (const { file } of resolver.steps) {
        if (await run.step(codeOf(`resolvers/${file}.ts`))) break;
      }
      const answer = resolver.isPipeline ? run.handler(codeOf(PIPELINE), 'response', {}).result : run.result;
      return answer as Answer;
    } finally {
      this.last = run.last;
      this.invalidations = run.invalidations;
      this.#events = [];
    }
  }

  /** The error that a call ends with. */
  async refusal(field: string, call: Call): Promise<Pick<Refused, 'errorType' | 'errorInfo'>> {
    try {
      const answer = await this.run(field, call);
      return { errorType: null, errorInfo: answer };
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return { errorType: error.errorType, errorInfo: error.errorInfo };
    }
  }

  async #invoke(request: Asked, site: string): Promise<unknown> {
    this.asked.push(request);
    if (request.operation === undefined) return request['payload'];
    const source = dynamodb(this.table.client, this.table.name, tokens);
    const work = () => source.invoke(request, { site, signal: new AbortController().signal });
    const event = WITH_EVENTS.includes(request.operation) ? this.#events.shift() : undefined;
    if (event === 'conflict') {
      // As AppSync reports a conflict: no position says anything about its condition.
      const reasons = ((request['transactItems'] ?? []) as unknown[]).map((_, at) => ({
        type: at === 0 ? 'TransactionConflict' : 'None',
      }));
      throw new DataSourceError('DynamoDB:TransactionCanceledException', 'Transaction cancelled', {
        cancellationReasons: reasons,
      });
    }
    if (typeof event === 'function') await event();
    const answer = await work();
    if (event === 'unprocessed') return leftOut(answer as BatchAnswer);
    if (event === 'answer lost')
      throw new DataSourceError('DynamoDB:InternalServerErrorException', 'The answer is lost');
    return answer;
  }
}

/** One run of a resolver: it keeps the stash between handlers. */
class Run {
  readonly #context: Partial<ResolverContext>;
  readonly #invoke: (request: Asked) => Promise<unknown>;
  #stash: Left['stash'] = {};
  result: unknown = null;
  last: Left | undefined;
  readonly invalidations: Left['invalidations'][number][] = [];

  constructor(context: Partial<ResolverContext>, invoke: (request: Asked) => Promise<unknown>) {
    [this.#context, this.#invoke] = [context, invoke];
  }

  /** Runs one step. Returns whether it ends the pipeline. */
  async step(code: Code): Promise<boolean> {
    const before = this.handler(code, 'request', {});
    if (before.earlyReturn) return before.earlyReturn.skipTo === 'END';
    const outcome = await this.#ask(before.result as Asked);
    const after = this.handler(code, 'response', outcome);
    this.result = after.result;
    return after.earlyReturn?.skipTo === 'END';
  }

  handler(code: Code, name: HandlerName, outcome: Partial<ResolverContext>): Left {
    const left = evaluate(code, name, { ...this.#context, ...outcome, stash: this.#stash });
    if (left.error) throw new Refused(left.error);
    this.#stash = left.stash;
    this.last = left;
    this.invalidations.push(...left.invalidations);
    return left;
  }

  /** A failure of the data source is the response handler's to judge. */
  async #ask(request: Asked): Promise<Partial<ResolverContext>> {
    try {
      return { result: (await this.#invoke(request)) ?? null, error: null };
    } catch (error) {
      if (!(error instanceof DataSourceError)) throw error;
      const { message, type, result } = error;
      return { result: result ?? null, error: { message, type } };
    }
  }
}

function contextOf(field: string, call: Call, tableName: string): Partial<ResolverContext> {
  const [parentTypeName = '', fieldName = ''] = field.split('.');
  const { by, args = {}, source = null, claims = { name: by.name }, identity, selection = [] } = call;
  const { selectionText = `{\n  ${selection.join('\n  ')}\n}` } = call;
  const user: CognitoIdentity = {
    sub: by.id,
    username: by.id,
    issuer: 'https://cognito-idp.us-east-1.amazonaws.com/us-east-1_None',
    claims: { sub: by.id, ...claims },
    sourceIp: ['127.0.0.1'],
    defaultAuthStrategy: 'ALLOW',
    groups: null,
  };
  return {
    arguments: args,
    source,
    identity: identity ?? user,
    env: { [TABLE_NAME_VARIABLE]: tableName },
    info: { fieldName, parentTypeName, variables: {}, selectionSetList: selection, selectionSetGraphQL: selectionText },
  };
}

/** The same batch, with no item and all its keys left to read. */
function leftOut({ data }: BatchAnswer) {
  const each = (value: unknown) =>
    Object.fromEntries(Object.entries(data).map(([table, items]) => [table, items.map(() => value)]));
  return { data: each(null), unprocessedKeys: each({}) };
}
