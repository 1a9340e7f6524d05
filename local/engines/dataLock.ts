import { createHash } from 'node:crypto';
import { mkdirSync, realpathSync, rmSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Takes a data folder for this process: two hosts on one store would spoil it. Answers how to give it back. Raises an
 * error when another host has it.
 *
 * What is held is a socket, not a note with a process id: it goes with the process, however that ends.
 */
export async function lockData(directory: string): Promise<() => Promise<void>> {
  mkdirSync(directory, { recursive: true });
  const address = addressOf(realpathSync(directory));
  const server = (await listen(address)) ?? (await listenAfterTheDead(address));
  if (server !== undefined) {
    return async () => {
      await new Promise((resolve) => server.close(resolve));
    };
  }
  const holder = await holderAt(address);
  throw new Error(
    `Another local host, process ${holder ?? 'unknown'}, uses the data in ${directory}: ` +
      `stop it with \`kill ${holder ?? '<its process id>'}\`.`,
  );
}

/** The same for the same folder. Not inside of it: the path of a socket has to be short. */
function addressOf(folder: string): string {
  const name = `local-host-${createHash('sha256').update(folder).digest('hex').slice(0, 16)}`;
  return process.platform === 'win32' ? `\\\\.\\pipe\\${name}` : join(tmpdir(), `${name}.sock`);
}

/** Undefined when there is a socket at the address already. */
async function listen(address: string): Promise<Server | undefined> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined).end(String(process.pid));
  });
  server.unref();
  return await new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(undefined);
      else reject(error);
    });
    server.listen(address, () => {
      resolve(server);
    });
  });
}

/** A host that was killed leaves the socket's file, at which nobody answers. */
async function listenAfterTheDead(address: string): Promise<Server | undefined> {
  if ((await holderAt(address)) !== undefined) return undefined;
  rmSync(address, { force: true });
  return await listen(address);
}

/** The process that holds the address; undefined when nobody does. */
async function holderAt(address: string): Promise<string | undefined> {
  return await new Promise((resolve) => {
    let pid = '';
    connect(address)
      .on('data', (chunk) => (pid += chunk.toString()))
      .on('error', () => {
        resolve(undefined);
      })
      .on('end', () => {
        resolve(pid);
      });
  });
}
