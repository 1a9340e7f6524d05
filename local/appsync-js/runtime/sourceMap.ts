import { SourceMap, type SourceMapPayload } from 'node:module';

import type { SourceLocation } from './evaluation.ts';

/** Finds the place a developer knows: in goes a line and column (both from 1) of the code as deployed. */
export type Locator = (line: number, column: number) => SourceLocation;

const inlineMap = /^\/\/# sourceMappingURL=data:application\/json;[^,]*base64,([A-Za-z0-9+/=]+)\s*$/m;

/**
 * Reads the inline source map that AppSync allows as a module's last line; without one, or with one that cannot be
 * read, places stay as they are in the deployed code
 * (AWS AppSync developer guide, "Additional utilities": TypeScript and source maps).
 */
export function locator(source: string, name: string): Locator {
  // Parsed only when an error wants it: most code never raises one.
  let map: SourceMap | null | undefined;
  return (line, column) => {
    map ??= readMap(source);
    const entry = map?.findEntry(line - 1, column - 1);
    if (entry === undefined || !('originalSource' in entry)) return { file: name, line, column };
    return { file: entry.originalSource, line: entry.originalLine + 1, column: entry.originalColumn + 1 };
  };
}

/** The code without its source map: the same lines. */
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
