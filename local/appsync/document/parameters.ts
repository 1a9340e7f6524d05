import { RequestRefused } from '../errors.ts';

/** The content of a GraphQL request. */
export interface GraphQLParameters {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly operationName: string | null;
}

/**
 * Reads a request: the body of a POST, or the search parameters of a GET.
 * @throws RequestRefused (400), in AppSync's words, for an empty body or a body without a query
 */
export function parameters(body: string | URLSearchParams): GraphQLParameters {
  if (typeof body !== 'string') {
    const variables = body.get('variables');
    return parametersFrom(
      body.get('query'),
      variables === null ? null : parseJson(variables),
      body.get('operationName'),
    );
  }
  if (body.trim() === '') throw malformed('Request body is empty.');
  const content = parseJson(body);
  if (typeof content !== 'object' || content === null || !('query' in content)) throw unreadable();
  const { query, variables, operationName } = content as Record<string, unknown>;
  return parametersFrom(query, variables, operationName);
}

function parametersFrom(query: unknown, variables: unknown, operationName: unknown): GraphQLParameters {
  if (typeof query !== 'string' || query.trim() === '') throw unreadable();
  const given = variables ?? {};
  if (typeof given !== 'object' || Array.isArray(given)) throw unreadable();
  return {
    query,
    variables: given as Record<string, unknown>,
    operationName: typeof operationName === 'string' && operationName !== '' ? operationName : null,
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw unreadable();
  }
}

function unreadable(): RequestRefused {
  return malformed('Unable to parse GraphQL query.');
}

function malformed(message: string): RequestRefused {
  return new RequestRefused(400, 'MalformedHttpRequestException', message);
}
