import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

import { bundleFunction } from '../../infra/bundles/functionBundle.ts';
import { bundle, MOST_CHARACTERS } from '../../infra/bundles/resolverBundle.ts';
import { projectFile } from '../../infra/paths.ts';
import { resolverPaths } from '../../infra/resolverFiles.ts';
import { loadCode } from '../../local/appsync-js/runtime/code.ts';
import { temporaryDirectory } from '../support/assemblies.ts';
import { evaluate } from '../support/host/handlers.ts';

const MOST_BYTES_OF_FUNCTION = 500 * 1024;

const bundles = bundle(resolverPaths());

/** A bundle's code and its source map. */
function partsOf(file: string) {
  const [code = '', map = ''] = (bundles.get(file) ?? '').split('//# sourceMappingURL=data:application/json;base64,');
  return { code, map };
}

/** The files that are too big, with their bytes. */
function tooBig(bytesOf: ReadonlyMap<string, number>, most: number): [file: string, bytes: number][] {
  return [...bytesOf].filter(([, bytes]) => bytes >= most);
}

describe("A resolver's bundle", () => {
  it.each([...bundles.keys()])('%s is one module that AppSync accepts, with a source map', (file) => {
    const { code, map } = partsOf(file);
    const imports = [...code.matchAll(/^import \{ ([\w, ]+) \} from "([^"]*)";$/gm)];
    expect(imports.length).toBe(code.match(/\bimport\b/g)?.length ?? 0);
    expect(imports.filter(([, , from]) => !/^@aws-appsync\/utils(\/dynamodb)?$/.test(from ?? ''))).toEqual([]);
    // AWS is reported to fail on renamed imports, and its errors use the names in the code.
    expect(imports.filter(([, names]) => / as /.test(names ?? ''))).toEqual([]);
    expect(code).toMatch(/\nexport \{\n  request,\n  response\n\};\n$/);
    expect(bundles.get(file)?.length).toBeLessThanOrEqual(MOST_CHARACTERS);
    const { sources } = JSON.parse(Buffer.from(map, 'base64').toString()) as { sources: string[] };
    expect(sources.filter((source) => !/^(\.\.\/)+(?:domain|resolvers)\//.test(source))).toEqual([]);
  });

  it('names the TypeScript file and line of an error', () => {
    const ids = readFileSync(projectFile('resolvers/lib/ids.ts'), 'utf8').split('\n');
    const code = loadCode(bundles.get('resolvers/Query.trip.ts') ?? '', 'Query.trip');
    const { error } = evaluate(code, 'request');
    expect(error).toMatchObject({
      message: "Cannot read properties of undefined (reading 'split')",
      location: {
        file: expect.stringMatching(/resolvers\/lib\/ids\.ts$/) as string,
        line: ids.findIndex((line) => line.includes("id.split('_')")) + 1,
      },
    });
  });
});

it(`A function's bundle has less than ${MOST_BYTES_OF_FUNCTION} bytes`, () => {
  const directory = temporaryDirectory();
  const folders = readdirSync(projectFile('functions')).filter((folder) => folder !== 'lib');
  const bytesOf = new Map(
    folders.map((folder) => {
      const file = join(directory, `${folder}.mjs`);
      bundleFunction(folder, file);
      return [`functions/${folder}`, statSync(file).size];
    }),
  );
  expect(bytesOf.size).toBe(7);
  expect(tooBig(bytesOf, MOST_BYTES_OF_FUNCTION)).toEqual([]);
});
