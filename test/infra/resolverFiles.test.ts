import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';

import type { Step } from '../../infra/pipelines.ts';
import { readResolverFiles, type Wiring } from '../../infra/resolverFiles.ts';
import { temporaryDirectory } from '../support/assemblies.ts';

const SCHEMA = `
  type Query { trip(id: ID!): Trip  trips: [Trip!]! }
  type Trip { id: ID!  mine: Boolean! }
`;
const FILES = ['Query.trip.ts', 'Query.trips/read.ts', 'Query.trips/write.ts'];
const READ: Step = { file: 'read', dataSource: 'reads' };
const WRITE: Step = { file: 'write', dataSource: 'writes' };

/** The wiring of FILES, with these differences. */
function wiring({ pipelines = {}, units = {} }: Partial<Wiring> = {}): Wiring {
  return {
    pipelines: { 'Query.trips': [READ, WRITE], ...pipelines },
    units: { 'Query.trip': 'reads', ...units },
  };
}

/** A resolvers folder with these empty files. */
function folder(...files: string[]): string {
  const root = temporaryDirectory();
  for (const file of files) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), '');
  }
  return root;
}

describe('Resolver files', () => {
  it('become the unit resolvers and pipelines that infra/pipelines.ts lists', () => {
    const rows = { 'Query.trips': [WRITE, READ, WRITE], 'Trip.mine': [{ ...READ, file: 'Query.trips/read' }] };
    expect(readResolverFiles(folder(...FILES, 'lib/keys.ts'), SCHEMA, wiring({ pipelines: rows }))).toEqual([
      {
        typeName: 'Query',
        fieldName: 'trip',
        isPipeline: false,
        steps: [{ file: 'Query.trip', dataSource: 'reads' }],
      },
      {
        typeName: 'Query',
        fieldName: 'trips',
        isPipeline: true,
        steps: [
          { file: 'Query.trips/write', dataSource: 'writes' },
          { file: 'Query.trips/read', dataSource: 'reads' },
          { file: 'Query.trips/write', dataSource: 'writes' },
        ],
      },
      {
        typeName: 'Trip',
        fieldName: 'mine',
        isPipeline: true,
        steps: [{ file: 'Query.trips/read', dataSource: 'reads' }],
      },
    ]);
  });

  it.each([
    [
      'a row without a field',
      FILES,
      wiring({ pipelines: { 'Query.parcels': [{ ...READ, file: 'Query.trips/read' }] } }),
      'infra/pipelines.ts lists Query.parcels, which schema.graphql does not have.',
    ],
    [
      'a field without a row',
      ['Query.trip.ts'],
      { pipelines: {}, units: { 'Query.trip': 'reads' } } satisfies Wiring,
      'Query.trips of schema.graphql has no resolver: add it to infra/pipelines.ts.',
    ],
    [
      'a field with two resolvers',
      [...FILES, 'Query.trips.ts'],
      wiring({ units: { 'Query.trips': 'reads' } }),
      'infra/pipelines.ts lists Query.trips as a pipeline and as a unit resolver: keep one.',
    ],
    ['a misnamed file', [...FILES, 'trip.ts'], wiring(), 'resolvers/trip.ts must be named Type.field.ts.'],
    ['a misnamed folder', [...FILES, 'helpers/a.ts'], wiring(), 'resolvers/helpers/ must be named Type.field.'],
    [
      'a row without a file',
      FILES,
      wiring({ pipelines: { 'Query.trips': [READ, WRITE, { ...READ, file: 'count' }] } }),
      'infra/pipelines.ts lists Query.trips/count, but resolvers/Query.trips/count.ts is missing.',
    ],
    [
      'a unit resolver without a file',
      ['Query.trips/read.ts', 'Query.trips/write.ts'],
      wiring(),
      'infra/pipelines.ts lists Query.trip, but resolvers/Query.trip.ts is missing.',
    ],
    [
      'a step that no row runs',
      [...FILES, 'Query.trips/count.ts'],
      wiring(),
      'resolvers/Query.trips/count.ts belongs to no resolver: add it to infra/pipelines.ts.',
    ],
    [
      'a unit resolver without a row',
      [...FILES, 'Trip.mine.ts'],
      wiring(),
      'resolvers/Trip.mine.ts belongs to no resolver: add it to infra/pipelines.ts.',
    ],
    [
      'an eleventh step',
      FILES,
      wiring({ pipelines: { 'Query.trips': [WRITE, ...Array.from({ length: 10 }, () => READ)] } }),
      'Query.trips has 11 steps; AppSync runs 1 to 10.',
    ],
  ])('reject %s in one sentence', (_, files, rows, sentence) => {
    expect(() => readResolverFiles(folder(...files), SCHEMA, rows)).toThrow(new Error(sentence));
  });
});
