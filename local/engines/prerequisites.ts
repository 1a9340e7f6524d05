import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { freePort, notAllowed, whyNotFree } from './ports.ts';

/** The oldest releases that run the host and its engines. */
const oldest = { node: [20, 19], java: 11 } as const;

/** Raises an error when this Node.js is too old, with the command that mends it. */
export function requireNode(version: string = process.versions.node): void {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [needed, neededMinor] = oldest.node;
  if (major > needed || (major === needed && minor >= neededMinor)) return;
  throw new Error(
    `Node.js ${version} is too old: install ${needed}.${neededMinor} or later ` +
      'with `nvm install 22` or from https://nodejs.org.',
  );
}

/** Raises an error when something listens on the port already, or when this user may not listen on it. */
export async function requirePort(port: number, probe: typeof whyNotFree = whyNotFree): Promise<void> {
  const reason = await probe(port);
  if (reason === undefined) return;
  if (reason === 'EACCES') throw new Error(notAllowed(port));
  throw new Error(
    `Port ${port} is taken: find the program with \`lsof -i :${port}\`, or choose another port with \`--port ${await freePort()}\`.`,
  );
}

/** Raises an error when DynamoDB Local is to be started and there is no Java for it. */
export async function requireJava(): Promise<void> {
  const reason = process.env['DYNAMODB_ENDPOINT'] ? undefined : await whatIsWrongWithJava(javaCommand());
  if (reason !== undefined) throw new Error(reason);
}

/** The Java that JAVA_HOME names, or the one on the path. */
export function javaCommand(): string {
  const home = process.env['JAVA_HOME'];
  const named = home === undefined ? undefined : join(home, 'bin', 'java');
  return named !== undefined && existsSync(named) ? named : 'java';
}

/**
 * Why DynamoDB Local could not start, where that is Java: none, or too old a one. One sentence with the command that
 * mends it; undefined when Java is fine.
 */
export async function whatIsWrongWithJava(
  java: string,
  platform: string = process.platform,
): Promise<string | undefined> {
  const mend = platform === 'darwin' ? 'brew install --cask temurin' : 'sudo apt-get install -y default-jre-headless';
  const printed = await javaVersion(java);
  if (printed === undefined) {
    return `DynamoDB Local needs Java ${oldest.java} or later, and this machine has none: install it with \`${mend}\`.`;
  }
  // Up to Java 8 the first number was always 1.
  const version = /version "(?:1\.)?(\d+)/.exec(printed)?.[1];
  if (version === undefined || Number(version) >= oldest.java) return undefined;
  return `DynamoDB Local needs Java ${oldest.java} or later, and this is Java ${version}: install a later one with \`${mend}\`.`;
}

async function javaVersion(java: string): Promise<string | undefined> {
  return await new Promise((resolve) => {
    execFile(java, ['-version'], (error, stdout, stderr) => {
      // macOS has a `java` that only says that there is none, and fails.
      resolve(error === null ? stdout + stderr : undefined);
    });
  });
}
