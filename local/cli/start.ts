import { requireNode } from '../engines/prerequisites.ts';

// graphql-js looks for a second copy of itself behind every type it meets, but not in production.
process.env['NODE_ENV'] ??= 'production';

// What an old Node.js lacks is named before anything that needs it is loaded.
try {
  requireNode();
} catch (error) {
  process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}

const { main } = await import('./main.ts');
await main(process.argv.slice(2));
