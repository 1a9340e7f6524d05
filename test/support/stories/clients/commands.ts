import { createInterface } from 'node:readline';
import { WebSocket } from 'ws';

import { described } from './errors.ts';

/** Shows the acknowledgement of a subscription, which not every client tells its app. */
class ShowingWebSocket extends WebSocket {
  constructor(...given: ConstructorParameters<typeof WebSocket>) {
    super(...given);
    this.on('message', (data: Buffer) => {
      const { type } = JSON.parse(data.toString()) as { type?: string };
      if (type === 'start_ack') show({ acknowledged: true });
    });
  }
}

// Node.js 20 has no WebSocket.
Object.assign(globalThis, { WebSocket: ShowingWebSocket });

type Command = (...values: never[]) => unknown;

/** Prints something that happened, as a line of JSON. */
export function show(event: unknown): void {
  process.stdout.write(`${JSON.stringify({ event })}\n`);
}

/** Runs the commands that arrive as lines `{ id, name, values }`, and prints `{ id, result }` or `{ id, error }`. */
export function serveCommands(commands: Readonly<Record<string, Command>>): void {
  const lines = createInterface({ input: process.stdin });
  lines.on('line', (line) => {
    const { id, name, values } = JSON.parse(line) as { id: number; name: string; values: never[] };
    const answer = (fields: object) => process.stdout.write(`${JSON.stringify({ id, ...fields })}\n`);
    Promise.resolve()
      .then(() => commands[name]?.(...values))
      .then(
        (result: unknown) => answer({ result }),
        (error: unknown) => answer({ error: described(error) }),
      );
  });
  lines.on('close', () => process.exit(0));
}
