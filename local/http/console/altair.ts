import { createHash } from 'node:crypto';
import type { RenderOptions } from 'altair-static';

import type { SampleOperation, SampleUser } from '../../sample.ts';

/** What the page is made of. */
export interface Console {
  /** What is served, for the page's title. */
  readonly title: string;
  /** Absolute. */
  readonly endpointUrl: string;
  readonly region: string;
  readonly users: readonly SampleUser[];
  readonly operations: readonly SampleOperation[];
  /** Tells one store of data from another: a page keeps nothing that was typed for another store. */
  readonly store: string;
}

/** Where the page signs in. */
export const signInPath = '/console/sign-in';

const anybody = { title: 'Somebody else', email: '', password: '' };

/** One for each user, so that a developer sees at a glance who is signed in. */
const colours = ['#64cb29', '#2f9ceb', '#e0783e', '#a36be0', '#d6457c', '#1aa79c'];

/**
 * Signs the chosen environment's user in before every request. Nothing is kept here: the server remembers tokens, and
 * knows best how long they are good.
 */
const preRequestScript = `// Signs in as the user of the environment chosen at the top right.
const username = altair.helpers.getEnvironment('email');
const password = altair.helpers.getEnvironment('password');
if (!username) throw 'choose a user at the top right, or give "Somebody else" an email and a password there.';
const answer = await fetch('${signInPath}', {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ username, password }),
});
const { idToken, message } = await answer.json();
if (!idToken) throw message;
altair.helpers.setEnvironment('idToken', idToken);
`;

/**
 * The options that Altair opens with: a window for each operation, an environment for each user, the first of both
 * chosen (Altair GraphQL Client, "Configuration options").
 */
export function altairOptions(page: Console): RenderOptions {
  const environments = [...page.users.map(asUser), anybody].map(environment);
  const everyWindow = windowOptions(page);
  return {
    ...everyWindow,
    initialWindows: page.operations.map(({ name, query, variables = {} }) => ({
      ...everyWindow,
      initialName: name,
      initialQuery: query,
      initialVariables: JSON.stringify(variables, null, 2),
    })),
    initialEnvironments: {
      base: { title: 'Everybody', variables: {} },
      subEnvironments: environments,
      ...(environments[0] === undefined ? {} : { activeSubEnvironment: environments[0].id }),
    },
    initialSettings: {
      theme: 'system',
      'schema.reloadOnStart': true,
      'alert.disableUpdateNotification': true,
      'banners.disable': true,
      disablePushNotification: true,
    },
    disableAccount: true,
    instanceStorageNamespace: namespaceOf(page),
  };
}

function asUser({ name, email, password }: SampleUser) {
  return { title: `Signed in as ${name}`, email, password };
}

function environment({ title, email, password }: typeof anybody, at: number) {
  return { id: `user-${at + 1}`, title, variables: { email, password, accentColor: colours[at % colours.length] } };
}

/** What a window of the sample and one that is opened later have in common. */
function windowOptions({ endpointUrl, region }: Console) {
  return {
    endpointURL: endpointUrl,
    initialHeaders: { Authorization: '{{idToken}}' },
    initialPreRequestScript: preRequestScript,
    // Asked for where it is missing; the handler makes the real-time address from the endpoint's, as AWS's clients do.
    subscriptionsEndpoint: endpointUrl,
    initialSubscriptionRequestHandlerId: 'app-sync' as const,
    initialSubscriptionsPayload: {
      aws_appsync_graphqlEndpoint: endpointUrl,
      aws_appsync_region: region,
      aws_appsync_authenticationType: 'AMAZON_COGNITO_USER_POOLS',
      aws_appsync_jwtToken: '{{idToken}}',
    },
  };
}

/** Changes with what the page offers, but not with variables: a sample may count days from today. */
function namespaceOf(page: Console): string {
  const offered = page.operations.map(({ name, query }) => ({ name, query }));
  const text = JSON.stringify([page.store, page.users, offered, windowOptions(page)]);
  return `console_${createHash('sha256').update(text).digest('hex').slice(0, 12)}_`;
}

/**
 * The script that opens the page with these options. Altair leaves the last of its windows in front when it first
 * opens, and has no option for another. A visitor should begin with the first.
 */
export function openingScript(options: RenderOptions, renderInitSnippet: (options: RenderOptions) => string): string {
  const { initialWindows = [], instanceStorageNamespace = '' } = options;
  return `${renderInitSnippet(options)}
const seen = ${JSON.stringify(`${instanceStorageNamespace}seen`)};
if (localStorage.getItem(seen) === null) {
  const observer = new MutationObserver(() => {
    const tabs = document.querySelectorAll('.window-switcher__item');
    if (!tabs[${initialWindows.length - 1}]?.matches('.window-switcher__item--active')) return;
    observer.disconnect();
    localStorage.setItem(seen, 'yes');
    tabs[0].click();
  });
  observer.observe(document.body, { subtree: true, childList: true, attributeFilter: ['class'] });
}
`;
}
