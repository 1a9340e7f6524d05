import { createServer } from 'node:net';

/** Why this process cannot listen on a loopback port: the code of the system's error; undefined when it can. */
export async function whyNotFree(port: number): Promise<string | undefined> {
  const tried = await tryListen(port);
  return typeof tried === 'number' ? undefined : tried;
}

/** What to tell somebody who may not listen on a port. */
export function notAllowed(port: number, platform: string = process.platform): string {
  const allow =
    platform === 'linux' ? `allow it with \`sudo sysctl net.ipv4.ip_unprivileged_port_start=${port}\`` : 'use `sudo`';
  return `Port ${port} is not allowed for this user: ${allow}, or choose one above 1023 with \`--port\`.`;
}

/** A free loopback port: the preferred one where it is free, else any. */
export async function freePort(preferred?: number): Promise<number> {
  if (preferred !== undefined && (await whyNotFree(preferred)) === undefined) return preferred;
  const port = await tryListen(0);
  if (typeof port !== 'number') throw new Error('This machine has no free port left.');
  return port;
}

/** The port that was listened on, or the code of the error. */
async function tryListen(port: number): Promise<number | string> {
  const server = createServer();
  return await new Promise((resolve) => {
    server.once('error', ({ code }: NodeJS.ErrnoException) => {
      resolve(code ?? 'UNKNOWN');
    });
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const address = server.address();
      server.close(() => {
        resolve(typeof address === 'object' && address !== null ? address.port : 'UNKNOWN');
      });
    });
  });
}
