import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';

/** Why a listener does not take a request, as its answer says it. */
export interface Refusal {
  readonly status: 400 | 403;
  readonly message: string;
}

/**
 * The reason to refuse a request before anything reads it, or undefined. Any page in a browser on this machine can
 * send requests to loopback ports. Therefore a request must name this machine in `Host`, because a page of a rebound DNS
 * name still sends that name, and its `Origin`, if it has one, must be of this machine too. Native apps send none.
 * @param allowedHosts further host names, such as `10.0.2.2`, by which an Android emulator reaches this machine
 */
export function refusalOf(
  request: Pick<IncomingMessage, 'url' | 'headers'>,
  allowedHosts: readonly string[] = [],
): Refusal | undefined {
  const { host, origin } = request.headers;
  const named = hostNameOf(`http://${host ?? ''}`);
  if (named === undefined || !isLocal(named, allowedHosts)) {
    const name = named ?? 'NAME';
    const message = `This host answers requests to localhost only: to allow another name, start it with --allow-host ${name}.`;
    return { status: 403, message };
  }
  if (origin !== undefined && !isLocalOrigin(origin, allowedHosts)) {
    return {
      status: 403,
      message: 'This host answers web pages of localhost only: the Origin of this request is another.',
    };
  }
  if (!isTarget(request.url ?? '/', allowedHosts)) return { status: 400, message: 'The request target is malformed.' };
  return undefined;
}

/** A path, or a whole URL of this machine. A URL parser would take the first name of `//name/path` for a host. */
function isTarget(url: string, allowedHosts: readonly string[]): boolean {
  const base = 'http://localhost';
  if (url.startsWith('//') || !URL.canParse(url, base)) return false;
  const { protocol, hostname } = new URL(url, base);
  return /^https?:$/.test(protocol) && isLocal(hostname, allowedHosts);
}

/** Puts `refusalOf` in front of a server's requests. A refused request has no effect, and its answer no CORS headers. */
export function localOnly(listener: RequestListener, allowedHosts: readonly string[] = []): RequestListener {
  return (request, response) => {
    const refusal = refusalOf(request, allowedHosts);
    if (refusal === undefined) listener(request, response);
    else sendRefusal(response, refusal);
  };
}

/** Answers a request with the reason to refuse it, in the form that AppSync and Cognito both use. */
function sendRefusal(response: ServerResponse, { status, message }: Refusal): void {
  // The body that may follow is not read.
  response.writeHead(status, { 'content-type': 'application/json', connection: 'close' });
  response.end(JSON.stringify({ message, errors: [{ errorType: typeOf(status), message }] }));
}

type Upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

/** Puts `refusalOf` in front of a server's upgrades. */
export function localUpgradesOnly(upgrade: Upgrade, allowedHosts: readonly string[] = []): Upgrade {
  return (request, socket, head) => {
    const refusal = refusalOf(request, allowedHosts);
    if (refusal === undefined) {
      upgrade(request, socket, head);
      return;
    }
    socket.on('error', () => socket.destroy());
    const reason = refusal.status === 400 ? 'Bad Request' : 'Forbidden';
    socket.end(`HTTP/1.1 ${refusal.status} ${reason}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
  };
}

function typeOf(status: Refusal['status']): string {
  return status === 400 ? 'BadRequestException' : 'AccessDeniedException';
}

/** `null`, which a sandboxed frame of any page sends, is no URL and therefore not local. */
function isLocalOrigin(origin: string, allowedHosts: readonly string[]): boolean {
  const name = hostNameOf(origin);
  return name !== undefined && isLocal(name, allowedHosts);
}

function hostNameOf(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const { hostname, username, password, pathname, search, hash } = new URL(url);
  const isHostAlone = `${username}${password}${search}${hash}` === '' && (pathname === '/' || pathname === '');
  return isHostAlone && hostname !== '' ? hostname.replace(/\.$/, '').toLowerCase() : undefined;
}

/** RFC 6761 reserves `localhost` and the names below it; 127.0.0.0/8 and ::1 never leave this machine. */
function isLocal(name: string, allowedHosts: readonly string[]): boolean {
  return (
    name === 'localhost' ||
    name.endsWith('.localhost') ||
    /^127(\.\d{1,3}){3}$/.test(name) ||
    name === '[::1]' ||
    allowedHosts.includes(name)
  );
}
