import type { ResolverContext } from '../../../local/appsync-js/context.ts';
import {
  type Code,
  contextText,
  type Evaluation,
  type HandlerName,
  loadCode,
} from '../../../local/appsync-js/runtime/code.ts';

/** A context as a query without arguments has it; say what differs. */
export function aContext(parts: Partial<ResolverContext> = {}): ResolverContext {
  return {
    arguments: {},
    source: null,
    identity: null,
    request: { headers: {}, domainName: null },
    info: { fieldName: 'trip', parentTypeName: 'Query', variables: {}, selectionSetList: [], selectionSetGraphQL: '' },
    env: {},
    stash: {},
    prev: null,
    ...parts,
  };
}

/** A resolver whose `request` has these statements, with everything imported that can be. */
export function aResolver(statements: string): string {
  return `import { util, extensions, runtime } from '@aws-appsync/utils';
import * as ddb from '@aws-appsync/utils/dynamodb';
export function request(ctx) { ${statements} }
export function response(ctx) { return ctx.result; }`;
}

/** What an evaluation leaves behind, its JSON read. */
export interface Left extends Omit<Evaluation, 'result' | 'stash'> {
  readonly result: unknown;
  readonly stash: Readonly<Record<string, unknown>>;
}

/** What a handler leaves behind in such a context. */
export function evaluate(code: Code, handler: HandlerName, context?: Partial<ResolverContext>): Left {
  const left = code.evaluate(handler, contextText(aContext(context)));
  return { ...left, result: JSON.parse(left.result), stash: JSON.parse(left.stash) as Left['stash'] };
}

/** What the `request` with these statements leaves behind. */
export function evaluation(statements: string, context?: Partial<ResolverContext>): Left {
  return evaluate(loadCode(aResolver(statements), 'Query.trip'), 'request', context);
}

/** What an expression is in a resolver. `ctx.arguments` are the values it may use. */
export function valueOf(expression: string, values: Record<string, unknown> = {}): unknown {
  const { result, error } = evaluation(`return ${expression};`, { arguments: values });
  if (error) throw new Error(error.message);
  return result;
}
