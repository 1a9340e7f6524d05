import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The files that take longest, in the order of their time. `npx vitest run --reporter=json` shows the times. */
const LONGEST = [
  'removal/removalFaults.long',
  'removal/removalOfMuch.long',
  'app/everyPage.long',
  'migration/migration.long',
  'cli/start',
  'app/safety.long',
  'app/agreements.long',
  'app/journey',
  'app/recovery.long',
  'trips/takingDown.long',
  'cost.long',
  'app/pages',
  'streams/streams.long',
  'logs.long',
  'notifications/pushes',
  'functions/served/logs',
  'requests/conflicts',
  'proof/checkAws',
  'engines/engines',
  'app/pushes',
  'migrationCommand',
  'trips/conflicts',
  'smoke',
  'smokeFaults.long',
  'trips/movedTrips.long',
  'cli/start-again.long',
  'cli/start-host.long',
  'live/liveLatency.long',
  'host/otherApps.long',
  'faults/functions.long',
  'findPlaces',
  'safety/suspension',
  'app/alerts',
  'faults/calls',
];

/**
 * Starts the longest files first. Otherwise a long file that comes last runs alone while the other workers have nothing to
 * do.
 */
export class LongestFirst extends BaseSequencer {
  override sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return Promise.resolve(files.toSorted((one, other) => placeOf(one) - placeOf(other)));
  }
}

function placeOf({ moduleId }: TestSpecification): number {
  const at = LONGEST.findIndex((name) => moduleId.endsWith(`/${name}.test.ts`));
  return at === -1 ? LONGEST.length : at;
}
