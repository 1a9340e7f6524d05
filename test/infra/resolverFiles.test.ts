import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readResolverFiles } from '../../infra/resolverFiles.ts';

const SCHEMA = `
  type Query { trip(id: ID!): Trip  trips: [Trip!]! }
  type Trip { id: ID!  mine: Boolean! }
`;

/** A resolvers folder with these (empty) files. */
function folder(...files: string[]): string {
  const root = mkdtempSync(join(tmpdir(), 'resolvers-'));
  for (const file of files) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), '');
  }
  return root;
}

describe('Resolver files are wired by name:', () => {
  it('a file is a unit resolver, a folder of numbered steps a pipeline, and lib is neither', () => {
    const steps = ['3.c.ts', '1.a.ts', '2.b.ts', ...Array.from({ length: 7 }, (_, at) => `${at + 4}.d.ts`)];
    const files = folder('Query.trip.ts', 'Trip.mine.ts', 'lib/keys.ts', ...steps.map((step) => `Query.trips/${step}`));
    expect(readResolverFiles(files, SCHEMA)).toEqual([
      { typeName: 'Query', fieldName: 'trip', files: ['Query.trip'], isPipeline: false },
      {
        typeName: 'Query',
        fieldName: 'trips',
        files: ['1.a', '2.b', '3.c', '4.d', '5.d', '6.d', '7.d', '8.d', '9.d', '10.d'].map(
          (step) => `Query.trips/${step}`,
        ),
        isPipeline: true,
      },
      { typeName: 'Trip', fieldName: 'mine', files: ['Trip.mine'], isPipeline: false },
    ]);
  });

  it.each([
    [
      'a file without a field',
      ['Query.trip.ts', 'Query.trips.ts', 'Query.parcel.ts'],
      'resolvers/Query.parcel stands for no field of schema.graphql.',
    ],
    [
      'a field without a file',
      ['Query.trip.ts'],
      'Query.trips of schema.graphql has no resolver: add resolvers/Query.trips.ts, or a folder of that name.',
    ],
    [
      'a field with two',
      ['Query.trip.ts', 'Query.trips.ts', 'Query.trip/1.a.ts'],
      'resolvers/Query.trip is both a file and a folder.',
    ],
    ['a name that is no field', ['trip.ts'], 'resolvers/trip.ts is not named as a resolver is: Type.field.ts.'],
    ['a folder that is no field', ['helpers/1.a.ts'], 'resolvers/helpers/ is not named as a pipeline is: Type.field.'],
    [
      'a gap in the steps',
      ['Query.trip/1.a.ts', 'Query.trip/3.c.ts'],
      'resolvers/Query.trip/3.c.ts should be 2.<name>.ts: steps are numbered from 1, without a gap.',
    ],
    [
      'a step without a number',
      ['Query.trip/read.ts'],
      'resolvers/Query.trip/read.ts should be 1.<name>.ts: steps are numbered from 1, without a gap.',
    ],
    [
      'an eleventh step',
      Array.from({ length: 11 }, (_, at) => `Query.trip/${at + 1}.a.ts`),
      'resolvers/Query.trip/ has 11 steps; AppSync runs 1 to 10.',
    ],
  ])('%s is refused in a sentence', (_, files, sentence) => {
    expect(() => readResolverFiles(folder(...files), SCHEMA)).toThrow(new Error(sentence));
  });
});
