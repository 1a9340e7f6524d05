import type { SampleOperation, SampleUser } from '../sample.ts';
import { altairOptions, openingScript, signInPath } from './console/altair.ts';
import { notFound, send } from './console/answers.ts';
import { filesOf } from './console/files.ts';
import type { SignIn } from './console/signIn.ts';
import { signInRoute } from './console/signInRoute.ts';
import type { Route } from './route.ts';

export interface ConsoleOptions {
  /** What is served, for the page's title. */
  readonly title: string;
  /** Default: `/graphql` of the address that the page was asked at. */
  readonly endpointUrl?: string;
  readonly region: string;
  /** Offered to sign in as; the first one is chosen at first. */
  readonly users: readonly SampleUser[];
  /** A window each. */
  readonly operations: readonly SampleOperation[];
  readonly signIn: SignIn;
  /** Tells one store of data from another, such as its user pool's id: the page begins anew with another store. */
  readonly store: string;
}

/** The page's options, in a file of their own: whatever an operation holds, it cannot end a script of the page. */
const optionsPath = '/console/options.js';

/** Where the console is. */
export const consolePath = '/console/';

/**
 * The console: a page that sends GraphQL as one of the users, to be added to a server's routes. Altair is its GraphQL
 * IDE; all of it comes from this machine.
 */
export function consoleRoutes(options: ConsoleOptions): Readonly<Record<string, Route>> {
  const page: Route = async (request, response) => {
    send(request, response, { type: 'text/html; charset=utf-8', body: await pageOf(options.title) });
  };
  const files = filesOf(async () => (await altair()).getDistDirectory(), '/console', sandboxed);
  return {
    // Without a web app, the console is what there is to see.
    '/': redirectHome,
    '/console': redirect,
    [consolePath]: (request, response, url) =>
      url.pathname === consolePath ? page(request, response, url) : files(request, response, url),
    '/console/index.html': page,
    [optionsPath]: async (request, response) => {
      const { renderInitSnippet } = await altair();
      const endpointUrl = options.endpointUrl ?? `http://${request.headers.host ?? 'localhost'}/graphql`;
      const body = openingScript(altairOptions({ ...options, endpointUrl }), renderInitSnippet);
      send(request, response, { type: 'text/javascript; charset=utf-8', body });
    },
    [signInPath]: signInRoute(options.signIn),
  };
}

const redirect: Route = (_request, response) => {
  response.writeHead(302, { location: consolePath });
  response.end();
};

const redirectHome: Route = (request, response, url) => {
  if (url.pathname === '/' || url.pathname === '/index.html') void redirect(request, response, url);
  else notFound(response, url.pathname);
};

/** Loaded with the first page: a start should not wait for it. */
async function altair() {
  return await import('altair-static');
}

async function pageOf(title: string): Promise<string> {
  const { renderAltair } = await altair();
  const html = renderAltair({ baseURL: consolePath, serveInitialOptionsInSeperateRequest: optionsPath });
  return html.replace(/<title>.*<\/title>/, () => `<title>${escaped(title)}</title>`);
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

/** Altair asks for this where it runs foreign scripts in a frame. */
function sandboxed(path: string): Readonly<Record<string, string>> {
  return path.startsWith('/iframe-sandbox/') ? { 'content-security-policy': 'sandbox allow-scripts' } : {};
}
