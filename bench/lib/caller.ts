import type { Measured, Places, Side, Turn } from './protocol.ts';
import { SIDE_IMPLEMENTATIONS } from './sides.ts';

/**
 * A process that runs and measures the operations of one side. It gets its side and the addresses on the command line,
 * and each turn as a message. It answers each message with the measured values or with the error.
 */

const [, , side, given = ''] = process.argv;
const { implementations } = SIDE_IMPLEMENTATIONS[side as Side](JSON.parse(given) as Places);

process.on('message', (turn: Turn) => {
  measure(turn).then(
    (measured) => process.send?.(measured),
    (error: unknown) => process.send?.({ failure: error instanceof Error ? error.message : String(error) }),
  );
});

async function measure({ operation, concurrency, milliseconds, work, isRepeatable }: Turn): Promise<Measured> {
  const implementation = implementations[operation];
  if (!implementation) throw new Error(`${side ?? ''} has no ${operation}.`);
  const latencies: number[] = [];
  const cpu = process.cpuUsage();
  const began = performance.now();
  let next = 0;
  await Promise.all(
    Array.from({ length: concurrency }, async () => {
      for (let now = began; now < began + milliseconds;) {
        const one = work[isRepeatable ? next % work.length : next];
        next += 1;
        if (!one) return;
        await implementation(one);
        const then = performance.now();
        latencies.push(then - now);
        now = then;
      }
    }),
  );
  const seconds = (performance.now() - began) / 1_000;
  const { user, system } = process.cpuUsage(cpu);
  return { seconds, latencies, cpuMilliseconds: (user + system) / 1_000 };
}
