import { requireNode } from '../engines/prerequisites.ts';
import type { Command } from './options.ts';

/** Runs a command with this process's arguments; loads little until it knows that this Node.js is new enough. */
export async function run(command: Command): Promise<void> {
  // graphql-js looks for a second copy of itself behind every type it meets, but not in production.
  process.env['NODE_ENV'] ??= 'production';
  try {
    requireNode();
  } catch (error) {
    process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
  const { main } = await import('./main.ts');
  await main(process.argv.slice(2), command);
}
