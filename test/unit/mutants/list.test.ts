import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

import { projectFile } from '../../../infra/paths.ts';
import { MISTAKES } from '../../mutants/list/all.ts';
import { areaOf, AREAS, type Mistake, withMistake } from '../../mutants/mistake.ts';
import { report, shareOf } from '../../mutants/report.ts';

const problemOf = (mistake: Mistake): string[] => {
  if (!existsSync(projectFile(mistake.file))) return [`${mistake.file} is missing.`];
  try {
    const text = readFileSync(projectFile(mistake.file), 'utf8');
    return withMistake(text, mistake) === text ? [`${mistake.file}, "${mistake.what}" changes nothing.`] : [];
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
};

describe('The list of mistakes', () => {
  it('names a text that occurs once in each file', () => {
    expect(MISTAKES.flatMap(problemOf)).toEqual([]);
  });

  it('names tests that exist', () => {
    const tests = new Set(MISTAKES.flatMap(({ tests: files }) => files));
    expect([...tests].filter((file) => !existsSync(projectFile(file)))).toEqual([]);
    expect(MISTAKES.filter(({ tests: files }) => files.length === 0)).toEqual([]);
  });

  it('has at least 150 mistakes that tests can notice, and some in each area', () => {
    const tried = MISTAKES.filter(({ equivalent }) => equivalent === undefined);
    expect(tried.length).toBeGreaterThanOrEqual(150);
    for (const area of AREAS) expect(tried.filter((mistake) => areaOf(mistake) === area).length).toBeGreaterThan(10);
    // Every tenth may be one that no test can notice.
    expect(MISTAKES.length - tried.length).toBeLessThan(MISTAKES.length / 10);
  });

  it('names each mistake of a file once', () => {
    const names = MISTAKES.map(({ file, what, replace }) => `${file} ${what} ${replace}`);
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  });
});

describe('A mistake', () => {
  const mistake: Mistake = { file: 'domain/x.ts', what: 'w', find: 'a', replace: '$&', tests: [] };

  it('replaces its text as it stands', () => {
    expect(withMistake('bab', mistake)).toBe('b$&b');
  });

  it.each(['bbb', 'aba'])('is an error of the list when its text does not occur once: %s', (text) => {
    expect(() => withMistake(text, mistake)).toThrow('domain/x.ts, "w"');
  });

  it('that no test can notice is not part of the share', () => {
    const outcomes = [true, true, false, null].map((isNoticed) => ({ mistake, isNoticed }));
    expect(shareOf(outcomes)).toBeCloseTo(2 / 3);
    expect(report(outcomes)).toContain('2 of    3 noticed   66.7 %');
    expect(shareOf([])).toBe(1);
  });
});
