import { Failure } from '../lib/failure.ts';
import type { Target } from './target.ts';

/** An error in an answer of the API. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly errorType: string | null;
  readonly errorInfo: object;

  constructor(message: string, errorType: string | null, errorInfo: unknown) {
    super(message);
    this.errorType = errorType;
    this.errorInfo = typeof errorInfo === 'object' && errorInfo !== null ? errorInfo : {};
  }
}

interface Body {
  readonly data?: unknown;
  readonly errors?: readonly {
    readonly message?: string;
    readonly errorType?: string | null;
    readonly errorInfo?: unknown;
  }[];
}

/** AppSync answers within 30 seconds. */
const LONGEST = 35_000;

/**
 * Sends one GraphQL operation.
 * @param token a token of Cognito; null sends none
 * @returns the answer's `data`
 * @throws Refused when the answer has errors; Failure when the API cannot be reached
 */
export async function callApi(
  { url }: Pick<Target, 'url'>,
  token: string | null,
  query: string,
  variables: object = {},
): Promise<unknown> {
  const response = await post(url, token, JSON.stringify({ query, variables }));
  const { data, errors = [] } = response.body;
  const [error] = errors;
  if (error) {
    const { message = '', errorType = null, errorInfo } = error;
    throw new Refused(message, errorType, response.status === 200 ? errorInfo : { status: response.status });
  }
  return data;
}

async function post(url: string, token: string | null, body: string): Promise<{ status: number; body: Body }> {
  const headers = { 'content-type': 'application/json', ...(token === null ? {} : { authorization: token }) };
  let response: Response;
  try {
    response = await fetch(url, { method: 'POST', headers, body, signal: AbortSignal.timeout(LONGEST) });
  } catch (error) {
    throw unreachable(url, error);
  }
  const text = await response.text();
  try {
    return { status: response.status, body: JSON.parse(text) as Body };
  } catch {
    throw new Failure(`${url} answers with status ${response.status} and no JSON: give the address of a GraphQL API.`);
  }
}

function unreachable(url: string, error: unknown): Failure {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
  if (/SELF_SIGNED|UNABLE_TO_VERIFY/.test(code)) {
    return new Failure(
      `The certificate of ${url} is self-signed: set NODE_EXTRA_CA_CERTS=.takeit/data/localhost.crt, or use http.`,
    );
  }
  return new Failure(
    `The API cannot be reached at ${url} (${code}): see that the stage is deployed and that the file belongs to it.`,
  );
}
