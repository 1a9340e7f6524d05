import { createHash } from 'node:crypto';

import type { Device, Push, Pushes } from '../fcm/inbox.ts';
import { send, sendJson } from './console/answers.ts';
import type { Route } from './route.ts';

/** What devices received, as JSON. */
export const pushesPath = '/_local/pushes';
/** The same as a page. */
export const pushesPagePath = '/console/pushes';

/**
 * The pages with the messages that devices received by the stand-in for FCM.
 * @param pushes undefined where no function uses FCM
 */
export function pushRoutes(pushes: () => Pushes | undefined): Readonly<Record<string, Route>> {
  const shown =
    (body: (devices: readonly Device[]) => string, headers: Readonly<Record<string, string>>, type: string): Route =>
    (request, response, url) => {
      const found = pushes();
      if (found === undefined) {
        sendJson(response, 404, { message: 'No function of this app sends pushes by FCM.' });
        return;
      }
      const token = url.searchParams.get('token');
      const devices = token === null ? found.devices() : [{ token, pushes: found.of(token) }];
      send(request, response, { type, body: body(devices), headers });
    };
  return {
    [pushesPath]: shown(
      (devices) => JSON.stringify({ devices }),
      { 'cache-control': 'no-store' },
      'application/json; charset=utf-8',
    ),
    [pushesPagePath]: shown(
      pageOf,
      { 'content-security-policy': policy, 'cache-control': 'no-store' },
      'text/html; charset=utf-8',
    ),
  };
}

const style = `
body { font: 16px/1.5 system-ui, sans-serif; max-width: 48rem; margin: 2rem auto; padding: 0 1rem; }
li { margin: 0.5rem 0; padding: 0.5rem 0.75rem; border: 1px solid #bbb; border-radius: 0.5rem; list-style: none; }
li.replaced { opacity: 0.55; }
ul { padding: 0; }
h2, code { overflow-wrap: anywhere; }
small { color: #555; }
`;

/** The page shows texts of others, so nothing of it may run or load. */
const policy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`;

function pageOf(devices: readonly Device[]): string {
  const sections = devices.map(({ token, pushes }) => {
    const items = [...pushes].reverse().map(itemOf).join('');
    return `<section><h2><code>${escaped(token)}</code></h2><ul>${items}</ul></section>`;
  });
  const content = sections.length === 0 ? '<p>No device has received a push yet.</p>' : sections.join('');
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta http-equiv="refresh" content="5">
<meta name="viewport" content="width=device-width"><title>Pushes</title><style>${style}</style></head>
<body><main><h1>Pushes</h1><p>Each device as FCM names it, the latest push first. <a href="${pushesPath}">JSON</a></p>${content}</main></body></html>`;
}

function itemOf({ at, title, body, data, collapseId, visible }: Push): string {
  const state = visible ? '' : title === null && body === null ? ' (data only)' : ' (replaced)';
  const about = `${at}${collapseId === null ? '' : `, collapse id ${collapseId}`}${state}`;
  const lines = [
    ...(title === null ? [] : [`<strong>${escaped(title)}</strong>`]),
    ...(body === null ? [] : [escaped(body)]),
    `<small>${escaped(about)}</small>`,
    `<code>${escaped(JSON.stringify(data))}</code>`,
  ];
  return `<li dir="auto"${visible ? '' : ' class="replaced"'}>${lines.join('<br>')}</li>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
