import { SourceMap, type SourceMapPayload } from 'node:module';

import type { SourceLocation } from './evaluation.ts';

/** Maps a line and column (both from 1) of the deployed code to the developer's source. */
export type Locator = (line: number, column: number) => SourceLocation;

const inlineMap = /^\/\/# sourceMappingURL=data:application\/json;[^,]*base64,([A-Za-z0-9+/=]+)\s*$/m;

/**
 * Reads the inline source map that AppSync allows as a module's last line (AWS AppSync developer guide, "Additional
 * utilities": TypeScript and source maps). Without a readable map, locations stay those of the deployed code.
 */
export function locator(source: string, name: string): Locator {
  // Parsed on demand, because most code never throws an error.
  let map: SourceMap | null | undefined;
  return (line, column) => {
    map ??= readMap(source);
    const entry = map?.findEntry(line - 1, column - 1);
    if (entry === undefined || !('originalSource' in entry)) return { file: name, line, column };
    return { file: entry.originalSource, line: entry.originalLine + 1, column: entry.originalColumn + 1 };
  };
}

/** Returns the code without its source map; line numbers stay the same. */
export function withoutMap(source: string): string {
  return source.replace(inlineMap, '').trimEnd();
}

function readMap(source: string): SourceMap | null {
  const encoded = inlineMap.exec(source)?.[1];
  if (encoded === undefined) return null;
  try {
    return new SourceMap(JSON.parse(Buffer.from(encoded, 'base64').toString()) as SourceMapPayload);
  } catch {
    return null;
  }
}
