import { areaOf, AREAS, type Mistake } from './mistake.ts';

/** The least share of the mistakes that the tests must notice. */
export const LEAST_SHARE = 0.95;

/** Prints a line. */
export function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

export interface Outcome {
  readonly mistake: Mistake;
  /** Null: the mistake was not tried, because no test can notice it. */
  readonly isNoticed: boolean | null;
}

export function nameOf({ file, what }: Mistake): string {
  return `${file}: ${what}`;
}

/** The share of each area and of all, then the survivors, then the mistakes that no test can notice. */
export function report(outcomes: readonly Outcome[]): string {
  const tried = outcomes.filter(({ isNoticed }) => isNoticed !== null);
  const survivors = tried.filter(({ isNoticed }) => !isNoticed);
  const rows = AREAS.map((area) => [area, tried.filter(({ mistake }) => areaOf(mistake) === area)] as const);
  return [
    ...rows.filter(([, those]) => those.length > 0).map(([area, those]) => line(area, those)),
    line('all', tried),
    ...(survivors.length > 0 ? ['', 'Not noticed by any test:'] : []),
    ...survivors.map(({ mistake }) => `  ${nameOf(mistake)}`),
    ...(tried.length < outcomes.length ? ['', 'Not tried, because no test can notice it:'] : []),
    ...outcomes
      .filter(({ isNoticed }) => isNoticed === null)
      .map(({ mistake }) => `  ${nameOf(mistake)} (${mistake.equivalent ?? ''})`),
  ].join('\n');
}

export function shareOf(outcomes: readonly Outcome[]): number {
  const tried = outcomes.filter(({ isNoticed }) => isNoticed !== null);
  return tried.length === 0 ? 1 : tried.filter(({ isNoticed }) => isNoticed).length / tried.length;
}

function line(name: string, outcomes: readonly Outcome[]): string {
  const noticed = outcomes.filter(({ isNoticed }) => isNoticed).length;
  const percent = (shareOf(outcomes) * 100).toFixed(1);
  return `${name.padEnd(10)} ${String(noticed).padStart(4)} of ${String(outcomes.length).padStart(4)} noticed  ${percent.padStart(5)} %`;
}
