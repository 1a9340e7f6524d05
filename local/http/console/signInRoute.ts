import { readBody } from '../body.ts';
import type { Route } from '../route.ts';
import { sendJson } from './answers.ts';
import type { SignIn } from './signIn.ts';
import { SignInRefused } from './signIn.ts';

/** No token that Cognito gives is good for less than five minutes. */
const rememberedFor = 4 * 60 * 1000;

/**
 * Takes a POST of `{ username, password }` and answers `{ idToken }`: 401 and a `message` where the user is refused,
 * 400 for any other body. No page of another origin may read the answer.
 */
export function signInRoute(signIn: SignIn): Route {
  const tokenOf = remembering(signIn);
  return async (request, response) => {
    if (request.method !== 'POST') {
      sendJson(response, 405, { message: 'Sign in with POST.' });
      return;
    }
    const credentials = credentialsOf(await readBody(request));
    if (credentials === undefined) {
      sendJson(response, 400, { message: 'Sign in with a JSON object of two texts, username and password.' });
      return;
    }
    try {
      sendJson(response, 200, { idToken: await tokenOf(credentials.username, credentials.password) });
    } catch (error) {
      if (!(error instanceof SignInRefused)) throw error;
      sendJson(response, 401, { message: error.message });
    }
  };
}

/** A page signs in before every request; the user pool should not have to note each of them. */
function remembering(signIn: SignIn): SignIn {
  const tokens = new Map<string, { readonly token: string; readonly until: number }>();
  return async (username, password) => {
    const key = JSON.stringify([username, password]);
    const known = tokens.get(key);
    if (known !== undefined && known.until > Date.now()) return known.token;
    const token = await signIn(username, password);
    tokens.set(key, { token, until: Date.now() + rememberedFor });
    return token;
  };
}

interface Credentials {
  readonly username: string;
  readonly password: string;
}

function credentialsOf(body: string): Credentials | undefined {
  const { username, password } = fieldsOf(body);
  return typeof username === 'string' && typeof password === 'string' ? { username, password } : undefined;
}

function fieldsOf(body: string): { readonly username?: unknown; readonly password?: unknown } {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}
