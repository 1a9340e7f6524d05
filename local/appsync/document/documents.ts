import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  parse,
} from 'graphql';

import { type ErrorBody, RequestRefused } from '../errors.ts';
import { limits } from '../limits.ts';
import { LatestUsed } from './latestUsed.ts';
import { hasTooManyFields, tooManyFields } from './validation/fieldCount.ts';
import { validationErrors } from './validation/validate.ts';

/** A parsed and validated query. */
export interface CheckedDocument {
  readonly document: DocumentNode;
  readonly operations: readonly OperationDefinitionNode[];
  /** If not empty, the document must not run, and these are the answer. */
  readonly errors: readonly ErrorBody[];
}

const rememberedDocuments = 500;
const rememberedLength = 20_000;

/**
 * Creates a reader that parses and validates each query once and caches it.
 * @returns a function that throws RequestRefused (400) for text that is not GraphQL or has more than 15,000 tokens
 */
export function documentReader(schema: GraphQLSchema, introspection: boolean): (query: string) => CheckedDocument {
  const remembered = new LatestUsed<string, CheckedDocument>(rememberedDocuments);
  return (query) => {
    const known = remembered.get(query);
    if (known !== undefined) return known;
    const document = parseQuery(query);
    const operations = document.definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION);
    const checked = { document, operations, errors: errorsOf(schema, document, introspection) };
    if (query.length <= rememberedLength) remembered.set(query, checked);
    return checked;
  };
}

function errorsOf(schema: GraphQLSchema, document: DocumentNode, introspection: boolean): ErrorBody[] {
  const errors = validationErrors(schema, document, introspection);
  if (errors.length > 0 || !hasTooManyFields(document)) return errors;
  return [{ path: null, locations: null, message: tooManyFields }];
}

function parseQuery(query: string): DocumentNode {
  try {
    return parse(query, { maxLexicalTokens: limits.queryTokens });
  } catch (error) {
    // The parser recurses for every level of nesting.
    if (!(error instanceof GraphQLError) && !(error instanceof RangeError)) throw error;
    throw new RequestRefused(400, 'MalformedHttpRequestException', 'Unable to parse GraphQL query.');
  }
}

/**
 * The operation that a request selects.
 * @throws RequestRefused (400) when the request must name one and does not, or names an unknown one
 */
export function operationOf({ operations }: CheckedDocument, name: string | null): OperationDefinitionNode {
  const [first, second] = operations;
  const chosen = name === null ? first : operations.find((operation) => operation.name?.value === name);
  if (name === null && second !== undefined) {
    throw new RequestRefused(400, 'BadRequestException', 'Missing operation name.');
  }
  if (chosen !== undefined) return chosen;
  if (name === null) throw new RequestRefused(400, 'MalformedHttpRequestException', 'Unable to parse GraphQL query.');
  throw new RequestRefused(400, 'BadRequestException', `Unknown operation named '${name}'.`);
}
