import type { FileHandle } from 'node:fs/promises';

const NEWLINE = 10;
const CHUNK = 1 << 20;

/**
 * How many bytes of a file are whole lines. A backup may be larger than what Node.js reads into one Buffer, or has as one
 * text.
 */
export async function wholeLength(file: FileHandle): Promise<number> {
  const chunk = Buffer.alloc(CHUNK);
  for (let end = (await file.stat()).size; end > 0;) {
    const start = Math.max(0, end - CHUNK);
    const { bytesRead } = await file.read(chunk, 0, end - start, start);
    const at = chunk.subarray(0, bytesRead).lastIndexOf(NEWLINE);
    if (at >= 0) return start + at + 1;
    end = start;
  }
  return 0;
}

/**
 * The lines of a file, from its beginning on: `node:readline` would also end them where people's texts do (U+2028).
 * @param end where the last one ends, as `wholeLength` tells
 */
export async function* linesOf(file: FileHandle, end: number): AsyncGenerator<string> {
  const pieces: Buffer[] = [];
  for (let position = 0; position < end;) {
    const size = Math.min(CHUNK, end - position);
    const { buffer, bytesRead } = await file.read(Buffer.alloc(size), 0, size, position);
    if (bytesRead === 0) return;
    position += bytesRead;
    let rest = buffer.subarray(0, bytesRead);
    for (let at = rest.indexOf(NEWLINE); at >= 0; at = rest.indexOf(NEWLINE)) {
      yield Buffer.concat([...pieces.splice(0), rest.subarray(0, at)]).toString('utf8');
      rest = rest.subarray(at + 1);
    }
    pieces.push(rest);
  }
}
