import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const page = readFileSync(new URL('../../../docs/clients.md', import.meta.url), 'utf8');
const sources = ['amplify', 'apollo', 'plainFetch'].map((name) =>
  readFileSync(new URL(`../../support/stories/clients/${name}.ts`, import.meta.url), 'utf8'),
);
const blocks = [...page.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].map(([, language = '', code = '']) => ({
  language,
  code,
}));

describe('docs/clients.md', () => {
  it('shows only TypeScript that the client tests run', () => {
    const typescript = blocks.filter(({ language }) => language === 'ts');
    expect(typescript.length).toBeGreaterThan(12);
    for (const { code } of typescript) {
      expect(
        sources.some((source) => source.includes(code)),
        code,
      ).toBe(true);
    }
  });

  it('shows each client’s five steps', () => {
    const [, ...sections] = page.split(/^## /m);
    const clients = sections.filter((section) => /^(?:Amplify JS|Amplify Flutter|Apollo|Plain fetch)\n/.test(section));
    expect(clients).toHaveLength(4);
    for (const section of clients) {
      for (const step of [/[Ss]ign.* up/, /sign in|signs people up and in/, /query/, /subscription/, /rejected/]) {
        expect(section, section.slice(0, 20)).toMatch(step);
      }
    }
  });

  it('names only addresses and files that the host writes', () => {
    expect(page).toContain('.takeit/data/localhost.crt');
    expect(page).toContain('.takeit/amplify_outputs.json');
  });
});
