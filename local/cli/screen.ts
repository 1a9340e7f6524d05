import { stripVTControlCharacters, styleText } from 'node:util';

import type { CodeMessage } from '../engines/cognito/engine.ts';
import type { SeenCall } from '../faults/faults.ts';
import type { Host, Step } from '../host/types.ts';
import { consolePath } from '../http/console.ts';
import { pushesPagePath } from '../http/pushes.ts';
import type { Sample } from '../sample.ts';
import { shownUsers } from '../sample.ts';

/** Where a column begins. */
const nameWidth = 13;
const detailWidth = 62;

/** Prints a line as it is. */
export function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** A step that is done, with the time it took. */
export function step({ name, detail, milliseconds }: Step): void {
  print(`  ${name.padEnd(nameWidth)}${detail.padEnd(detailWidth - 1)} ${dim(seconds(milliseconds))}`);
}

/** A line of information under a name. */
export function note(name: string, sentence: string): void {
  print(`  ${name.padEnd(nameWidth)}${sentence}`);
}

/** A call that was made to fail. */
export function fault({ fault: kind = '', operation, caller, invocation, push }: SeenCall): void {
  const about = [operation, invocation, push].filter((each) => each !== undefined).join(' ');
  note('Fault', `${kind}: ${about} by ${caller}`);
}

/** A confirmation code: this machine sends no messages. */
export function code({ to, code: digits }: CodeMessage): void {
  note('Code', `${digits} for ${to}`);
}

/** What a resolver wrote with `console.log`. */
export function log(line: string): void {
  note('Resolver', line);
}

/** An error of the host itself, with its trace. */
export function problem(error: unknown): void {
  process.stderr.write(`\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
}

/** A sentence the developer should read. */
export function warning(sentence: string): void {
  note('Note', sentence);
}

/** Why a start failed, without a trace. */
export function failure(error: unknown): void {
  process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n`);
}

/** What a developer needs: users to sign in as, addresses, and the number of ignored resources. */
export function ready(start: {
  readonly host: Host;
  readonly sample: Sample | undefined;
  readonly outputs: string;
  readonly web: string | undefined;
  readonly milliseconds: number;
}): void {
  const { host, sample, outputs, web, milliseconds } = start;
  if (sample !== undefined && sample.users.length > 0) {
    section('Sign in as');
    table(shownUsers(sample).map(({ email, password, says }) => [email, password, says]));
  }
  section(`${host.api.name} is ready after ${seconds(milliseconds)}`);
  table([
    ...(web === undefined ? [] : [['Web app', new URL('/', host.url).href]]),
    ...(host.userPools.some(({ clients }) => clients.length > 0)
      ? [['Console', new URL(consolePath, host.url).href]]
      : []),
    ...(host.pushes === undefined ? [] : [['Pushes', new URL(pushesPagePath, host.url).href]]),
    ['GraphQL', host.url],
    ['over TLS', host.secureUrl],
    ['Real time', host.realtimeUrl],
    ...(host.api.apiKeys ?? []).map((key) => ['API key', key]),
    ['IAM key', `${host.credentials.accessKeyId} ${host.credentials.secretAccessKey}`],
    ['DynamoDB', `${host.dynamodbEndpoint}, with the IAM key`],
    ['Cognito', host.cognitoEndpoint],
    ['Outputs', outputs],
  ]);
  if (host.ignored.length > 0) print(`\n  ${dim(ignoredLine(host.ignored))}`);
  print(`\n  ${dim('Ctrl-C stops everything.')}`);
}

function section(title: string): void {
  print(`\n${bold(title)}`);
}

function table(rows: readonly (readonly string[])[]): void {
  const width = (column: number) => Math.max(...rows.map((row) => row[column]?.length ?? 0));
  for (const row of rows) {
    const cells = row.map((cell, column) => cell.padEnd(width(column)));
    print(`  ${cells.join('   ').trimEnd()}`);
  }
}

/** One line, whatever their number: local/README.md lists the types. */
function ignoredLine(resources: readonly string[]): string {
  const services = resources.map((resource) => resource.split('::')[1] ?? '');
  const names = [...new Set(services)].sort().join(', ');
  return `${resources.length} resource${resources.length === 1 ? '' : 's'} ignored (no effect on clients): ${names}`;
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}

function bold(text: string): string {
  return styled('bold', text);
}

function dim(text: string): string {
  return styled('dim', text);
}

/** Colours are for people: a file or a pipe gets none. */
function styled(style: 'bold' | 'dim', text: string): string {
  const result = styleText(style, text);
  return process.stdout.isTTY ? result : stripVTControlCharacters(result);
}
