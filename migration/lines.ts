import type { FileHandle } from 'node:fs/promises';

const NEWLINE = 10;
const CHUNK = 1 << 20;

/**
 * Returns how many bytes of a file are whole lines. It reads in chunks, because a backup may exceed the limits of a
 * Buffer or a string.
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
 * Yields the lines of a file from its beginning. `node:readline` would also split at U+2028, which people's texts may
 * contain.
 * @param end the byte after the last line, from `wholeLength`
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
