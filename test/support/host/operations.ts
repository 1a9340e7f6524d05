import type { TestDynamoDb, TestTable } from '../table.ts';
import { anApi, type Answer, asking, served } from './servedApi.ts';

export interface Outcome {
  readonly result: unknown;
  readonly error: Readonly<Record<string, unknown>> | undefined;
}

export interface Operated extends Outcome {
  readonly table: TestTable;
  /** Does it once more, with these arguments. */
  readonly run: (args?: object) => Promise<Outcome>;
}

/** Runs request objects of a DynamoDB data source, each through a served API and on a table of its own. */
export interface Operations {
  /**
   * @param request the request object as code; `ctx.env.TABLE` is the table
   * @param items what is in the table before
   */
  readonly operate: (request: string, items: readonly object[]) => Promise<Operated>;
  /** As `operate` on an empty table, with this expression as the response, which so looks at a failure itself. */
  readonly respond: (request: string, response: string) => Promise<Operated>;
  /** Ends the APIs and drops the tables made so far. */
  readonly end: () => Promise<void>;
}

export function operations(db: TestDynamoDb): Operations {
  const open: { close(): Promise<void> }[] = [];
  const perform = async (code: string, items: readonly object[]): Promise<Operated> => {
    const table = await db.table(items);
    const api = await served(
      anApi({
        schema: 'type Query { run(args: AWSJSON): AWSJSON }',
        resolvers: { 'Query.run': { on: 'table', code } },
        environment: { TABLE: table.name },
        dataSources: new Map([['table', { type: 'AMAZON_DYNAMODB', name: 'table', tableName: table.name }]]),
      }),
      { dynamodb: db.client },
    );
    open.push(api, { close: table.drop });
    const run = async (args: object = {}): Promise<Outcome> => {
      const variables = { args: JSON.stringify(args) };
      return outcomeOf((await api.ask({ query: 'query ($args: AWSJSON) { run(args: $args) }', variables })).body);
    };
    return { ...(await run()), table, run };
  };
  return {
    operate: (request, items) => perform(asking(request), items),
    respond: (request, response) =>
      perform(
        `export function request(ctx) { return ${request}; } export function response(ctx) { return ${response}; }`,
        [],
      ),
    async end() {
      for (const each of open.splice(0)) await each.close();
    },
  };
}

/** The answer of a field `run` of type AWSJSON. */
export function outcomeOf({ data, errors }: Answer['body']): Outcome {
  const { run } = data as { run: string | null };
  return { result: run === null ? null : (JSON.parse(run) as unknown), error: errors?.[0] };
}
