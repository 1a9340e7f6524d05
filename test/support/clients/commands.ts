import { createInterface } from 'node:readline';
import { WebSocket } from 'ws';

// Node.js has one of its own from release 22 on.
Object.assign(globalThis, { WebSocket: (globalThis as { WebSocket?: unknown }).WebSocket ?? WebSocket });

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

function described(error: unknown): object {
  if (error instanceof Error) return { ...error, name: error.name, message: error.message };
  return { message: JSON.stringify(error) };
}
