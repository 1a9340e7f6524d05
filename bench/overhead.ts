import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { PutItemCommand } from '@aws-sdk/client-dynamodb';

import { startHost } from '../local/host/host.ts';
import type { Host } from '../local/host/types.ts';
import { noticeBoard, writeAssembly } from '../test/support/assemblies.ts';
import { whereabouts } from '../test/support/stories/takeIt.ts';
import { poolOf } from '../test/support/stories/userPool.ts';
import { median } from './lib/median.ts';
import type { Measured, Side, Target, Turn } from './overhead/protocol.ts';

/**
 * Measures the overhead of the local host. It compares a GraphQL query over HTTP, with a Cognito token and a unit
 * resolver that makes one GetItem, with the same GetItem by the AWS SDK. Both use one store, each side calls from its
 * own process, and they take turns. The host is this process, so `node --cpu-prof` profiles only the host.
 *
 * While GraphQL is called, three processes share the machine's cores: caller, host and store. While the SDK calls, two
 * do. So on two cores the ratio is worse than on a bigger machine.
 */

/** The number of pairs of turns at each concurrency, from the command line. */
const ROUNDS = Number(process.argv[2] ?? 15);
const TURN_MILLISECONDS = 1_000;
const WARM_UP_MILLISECONDS = 4_000;
const TARGETS = { milliseconds: 1, throughput: 0.8 };

interface Round {
  readonly sdk: Measured;
  readonly graphql: Measured;
  /** This process's processor time for each GraphQL call. */
  readonly hostMicroseconds: number;
}

class Caller {
  readonly #process: ChildProcess;
  readonly #ended: Promise<never>;

  constructor(side: Side, target: Target) {
    const file = fileURLToPath(new URL('./overhead/caller.ts', import.meta.url));
    this.#process = fork(file, [side, JSON.stringify(target)], { execArgv: ['--import', 'tsx/esm'] });
    this.#ended = once(this.#process, 'exit').then(() => {
      throw new Error('A calling process ended before its turn was over.');
    });
    this.#ended.catch(() => undefined);
  }

  async measure(turn: Turn): Promise<Measured> {
    this.#process.send(turn);
    const [measured] = (await Promise.race([once(this.#process, 'message'), this.#ended])) as [Measured];
    return measured;
  }

  stop(): void {
    this.#process.kill();
  }
}

async function targetOn(host: Host): Promise<Target> {
  const { url, region, tableName, ...pool } = whereabouts(host);
  const notice = { id: 'one', text: 'A sofa, to be fetched by Sunday. '.repeat(4) };
  await host.dynamodb.send(
    new PutItemCommand({ TableName: tableName, Item: { id: { S: notice.id }, text: { S: notice.text } } }),
  );
  const { signUp, signIn } = poolOf({ url, region, tableName, ...pool });
  const ada = { email: 'ada@example.com', password: 'Correct-horse-1' };
  await signUp(ada, 'Ada');
  const { idToken: token } = await signIn(ada);
  return {
    graphql: { url, token },
    dynamodb: { endpoint: host.dynamodbEndpoint, region, tableName, credentials: host.credentials },
    ...notice,
  };
}

async function round(callers: Readonly<Record<Side, Caller>>, turn: Turn): Promise<Round> {
  const sdk = await callers.sdk.measure(turn);
  const before = process.cpuUsage();
  const graphql = await callers.graphql.measure(turn);
  const { user, system } = process.cpuUsage(before);
  return { sdk, graphql, hostMicroseconds: (user + system) / graphql.calls };
}

function spread(values: readonly number[], digits: number): string {
  const sorted = [...values].sort((a, b) => a - b);
  const [low = 0, high = 0] = [0.25, 0.75].map((part) => sorted[Math.round(part * (sorted.length - 1))] ?? 0);
  return `${median(values).toFixed(digits)} (${low.toFixed(digits)} to ${high.toFixed(digits)})`;
}

function report(concurrency: number, rounds: readonly Round[]): string {
  const added = rounds.map(({ sdk, graphql }) => graphql.medianMilliseconds - sdk.medianMilliseconds);
  const kept = rounds.map(({ sdk, graphql }) => graphql.callsPerSecond / sdk.callsPerSecond);
  return [
    String(concurrency).padStart(11),
    spread(
      rounds.map(({ sdk }) => sdk.callsPerSecond),
      0,
    ).padStart(20),
    spread(
      rounds.map(({ graphql }) => graphql.callsPerSecond),
      0,
    ).padStart(20),
    spread(kept, 2).padStart(20),
    spread(added, 2).padStart(21),
    spread(
      rounds.map(({ hostMicroseconds }) => hostMicroseconds),
      0,
    ).padStart(16),
  ].join('  ');
}

const host = await startHost({ assembly: writeAssembly({ Board: noticeBoard() }) });
const target = await targetOn(host);
const callers = { sdk: new Caller('sdk', target), graphql: new Caller('graphql', target) };
try {
  process.stdout.write('Medians of rounds, with the interquartile range in brackets.\n');
  process.stdout.write(
    'concurrency         SDK calls/s      GraphQL calls/s       ratio to the SDK  added at median (ms)  host CPU/call (us)\n',
  );
  for (const concurrency of [1, 16]) {
    await round(callers, { concurrency, milliseconds: WARM_UP_MILLISECONDS });
    const rounds: Round[] = [];
    while (rounds.length < ROUNDS) rounds.push(await round(callers, { concurrency, milliseconds: TURN_MILLISECONDS }));
    process.stdout.write(`${report(concurrency, rounds)}\n`);
  }
  process.stdout.write(`Targets: less than ${TARGETS.milliseconds} ms at 1, at least ${TARGETS.throughput} at 16.\n`);
} finally {
  callers.sdk.stop();
  callers.graphql.stop();
  await host.close();
}
