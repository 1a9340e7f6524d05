import { mappingError } from '../../errors.ts';
import type { Invocation } from '../dataSource.ts';
import type { RequestObject } from '../requestFields.ts';
import type { DynamoDbCalls } from './direct.ts';
import type { PageTokens } from './pageTokens.ts';

/** What an operation gets besides its request. */
export interface OperationContext extends Invocation {
  readonly client: DynamoDbCalls;
  readonly tableName: string;
  readonly tokens: PageTokens;
}

/** One operation: it reads its request object, calls DynamoDB and returns `ctx.result`. */
export type Operation = (request: RequestObject, context: OperationContext) => Promise<unknown>;

/**
 * Refuses fields that need conflict detection or an index that only AppSync keeps.
 * @throws ResolverError for the first such field that is set
 */
export function refuseFields(request: RequestObject, ...names: readonly string[]): void {
  const name = names.find((each) => request[each] !== undefined && request[each] !== null && request[each] !== false);
  if (name !== undefined) throw mappingError(`'${name}' is not supported by the local host.`);
}
