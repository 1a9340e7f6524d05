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

/** A query text, parsed and validated. */
export interface CheckedDocument {
  readonly document: DocumentNode;
  readonly operations: readonly OperationDefinitionNode[];
  /** Not empty: the document must not run, and this is the answer. */
  readonly errors: readonly ErrorBody[];
}

const rememberedDocuments = 500;
const rememberedLength = 20_000;

/**
 * Makes the reader of query texts: each is parsed and validated once and remembered.
 * Reading raises RequestRefused (400) for a text that is no GraphQL or longer than 15,000 tokens.
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
    // The parser calls itself for every level of nesting.
    if (!(error instanceof GraphQLError) && !(error instanceof RangeError)) throw error;
    throw new RequestRefused(400, 'MalformedHttpRequestException', 'Unable to parse GraphQL query.');
  }
}

/**
 * The operation that a request means. Raises RequestRefused (400) when it must name one and does not, or names one
 * that the document has not.
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
