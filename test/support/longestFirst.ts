import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The projects in the order in which they run: the one with the longest files comes first. */
const PROJECTS = ['stories', 'local', 'handlers', 'unit'];

/** The files that take longest, in the order of their time. `npx vitest run --reporter=json` shows the times. */
const LONGEST = [
  'clients',
  'removal/removalFaults',
  'removal/removalOfMuch.long',
  'requests/races',
  'migration/migration',
  'trips/takingDown',
  'app/journey',
  'cli/start',
  'smoke',
  'cli/start-again',
  'cli/start-host.long',
  'live/liveLatency.long',
  'streams/streams',
  'host/otherApps.long',
  'engines/engines',
  'faults/functions',
];

/**
 * Starts the longest files first. Otherwise a long file that comes last runs alone while the other workers have nothing to
 * do. Files of one project stay together: a worker loads CDK and the AWS SDK anew for each project.
 */
export class LongestFirst extends BaseSequencer {
  override sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return Promise.resolve(files.toSorted((one, other) => placeOf(one) - placeOf(other)));
  }
}

function placeOf({ project, moduleId }: TestSpecification): number {
  const at = LONGEST.findIndex((name) => moduleId.endsWith(`/${name}.test.ts`));
  return PROJECTS.indexOf(project.name) * 1_000 + (at === -1 ? LONGEST.length : at);
}
