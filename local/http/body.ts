import type { IncomingMessage } from 'node:http';

const largestBody = 6 * 1024 * 1024;

/** A request body beyond what any AppSync API would take. */
export class BodyTooLarge extends Error {
  override readonly name = 'BodyTooLarge';
}

/** The body of a request as text. Raises BodyTooLarge beyond 6 MB, without keeping the rest. */
export async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= largestBody) chunks.push(chunk);
  }
  if (size > largestBody) throw new BodyTooLarge('The request body is larger than 6 MB.');
  return Buffer.concat(chunks).toString();
}
