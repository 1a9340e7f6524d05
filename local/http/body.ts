import type { IncomingMessage } from 'node:http';

const largestBody = 6 * 1024 * 1024;

/** A request body beyond what any AppSync API would take. */
export class BodyTooLarge extends Error {
  override readonly name = 'BodyTooLarge';
}

/** The body of a request as text. Raises BodyTooLarge beyond 6 MB, without keeping the rest. */
export function readBody(request: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= largestBody) chunks.push(chunk);
    });
    request.on('end', () => {
      if (size <= largestBody) resolve(Buffer.concat(chunks).toString());
      else reject(new BodyTooLarge('The request body is larger than 6 MB.'));
    });
    request.on('error', reject);
  });
}
