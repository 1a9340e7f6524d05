import { mappingError } from '../../errors.ts';
import type { RequestObject } from '../requestFields.ts';

const page = ['index', 'nextToken', 'limit', 'consistentRead', 'select', 'filter', 'projection'];
const write = ['key', 'condition', 'customPartitionKey', 'populateIndexFields', '_version'];

/** The elements of each operation's request (npm `@aws-appsync/utils`, resolver-return-types.d.ts; developer guide). */
const elements: Readonly<Record<string, readonly string[]>> = {
  GetItem: ['key', 'consistentRead', 'projection'],
  PutItem: [...write, 'attributeValues'],
  UpdateItem: [...write, 'update'],
  DeleteItem: write,
  Query: [...page, 'query', 'scanIndexForward'],
  Scan: [...page, 'totalSegments', 'segment'],
  BatchGetItem: ['tables'],
  BatchPutItem: ['tables'],
  BatchDeleteItem: ['tables'],
  TransactGetItems: ['transactItems'],
  TransactWriteItems: ['transactItems'],
};

/** Every request may have these. `version` is the version of the request format, required in mapping templates. */
const common = ['operation', 'version'];

const condition = [
  ...['expression', 'expressionNames', 'expressionValues'],
  ...['equalsIgnore', 'consistentRead', 'conditionalCheckFailedHandler'],
];

/**
 * Refuses elements that AppSync does not define for this operation.
 * @throws ResolverError (`MappingTemplate`)
 */
export function refuseUnknownElements(operation: string, request: RequestObject): void {
  refuse(request, [...common, ...(elements[operation] ?? [])], '$');
}

/** Does the same for the condition of a write to one item (aws-appsync-community#110). */
export function refuseUnknownConditionElements(given: RequestObject): void {
  refuse(given, condition, '$[condition]');
}

function refuse(given: RequestObject, known: readonly string[], path: string): void {
  const unknown = Object.keys(given).find((name) => !known.includes(name));
  if (unknown !== undefined) throw mappingError(`Unsupported element '${path}[${unknown}]'.`);
}
