import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const readme = readFileSync(new URL('../../../local/README.md', import.meta.url), 'utf8');

/** The rows of the tables under a heading, as lists of cells. */
function rowsUnder(heading: string): readonly (readonly string[])[] {
  const [, section = ''] = readme.split(`## ${heading}\n`);
  const [text = ''] = section.split('\n## ');
  const lines = text.split('\n').filter((line) => line.startsWith('|'));
  return lines.slice(2).map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

describe.each(['What a template may hold', 'What a resolver may use', 'What a caller meets'])(
  'every row of the support table "%s"',
  (heading) => {
    it.each(rowsUnder(heading).map((cells) => [cells[0], cells] as const))('%s', (_what, cells) => {
      const [, state = '', , shownBy = ''] = cells;
      expect(['same', 'partial', 'ignored', 'rejected']).toContain(state);
      for (const name of shownBy.split(', ')) {
        expect(existsSync(new URL(`../${name}.test.ts`, import.meta.url)), `${name}.test.ts`).toBe(true);
      }
    });

    it('exist', () => {
      expect(rowsUnder(heading).length).toBeGreaterThan(8);
    });
  },
);
