import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The projects in the order in which they run: the one with the longest files comes first. */
const PROJECTS = ['stories', 'app', 'local', 'handlers', 'unit'];

/** The files that take longest, in the order of their time. `npx vitest run --reporter=json` shows the times. */
const LONGEST = [
  'removal/removalFaults.long',
  'clients',
  'removal/removalOfMuch.long',
  'app/everyPage.long',
  'requests/conflicts',
  'requests/races',
  'cli/start',
  'migration/migration.long',
  'app/safety.long',
  'app/agreements.long',
  'app/recovery.long',
  'app/journey',
  'trips/takingDown.long',
  'cost.long',
  'streams/streams.long',
  'logs.long',
  'notifications/pushes',
  'smoke',
  'smokeFaults.long',
  'functions/served/logs',
  'trips/movedTrips.long',
  'engines/engines',
  'cli/start-again.long',
  'cli/start-host.long',
  'live/liveLatency.long',
  'host/otherApps.long',
  'faults/functions.long',
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
