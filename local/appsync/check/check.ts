import { locator, withoutMap } from '../runtime/sourceMap.ts';
import { distinct, toFinding, type Finding, type NamedCode } from './findings.ts';
import { lint } from './lint.ts';
import { inspectModule } from './module.ts';
import { rememberedVerdicts, type Verdicts } from './verdicts.ts';

/**
 * Checks codes as AppSync checks them when they are deployed: the official ESLint plugin in full, and what it lets pass
 * though AppSync refuses it: `throw`, `new`, missing globals, undocumented methods and more (AWS AppSync developer
 * guide, "JavaScript runtime features": supported features). What has passed before is not read again; to read what is
 * new takes seconds.
 */
export function checkCode(codes: readonly NamedCode[]): readonly Finding[] {
  const verdicts = rememberedVerdicts();
  const unread = unreadOf(codes, verdicts);
  if (unread.size === 0) return [];
  const findings = findingsIn(unread);
  verdicts.add([...unread.keys()].filter((text) => findings.get(text)?.length === 0));
  return distinct([...findings.values()].flat());
}

/** The codes that have not passed before, each once, by their text without a source map: a verdict needs no map. */
export function unreadOf(codes: readonly NamedCode[], verdicts: Verdicts): ReadonlyMap<string, NamedCode> {
  const byText = codes.map((named) => [withoutMap(named.code), named] as const);
  return new Map(byText.filter(([text]) => !verdicts.has(text)));
}

/** By text. */
function findingsIn(codes: ReadonlyMap<string, NamedCode>): ReadonlyMap<string, readonly Finding[]> {
  const inspected = [...codes].map(([text, { name, code }]) => {
    const locate = locator(code, name);
    return { text, locate, found: inspectModule(text, name, locate) };
  });
  // What cannot be parsed cannot be linted.
  const readable = inspected.filter(({ found }) => !found.some(({ errorType }) => errorType === 'PARSE_ERROR'));
  const linted = lint(readable.map(({ text }) => text));
  const places = new Map(readable.map(({ text }, index) => [text, linted[index] ?? []]));
  return new Map(
    inspected.map(({ text, locate, found }) => {
      const more = (places.get(text) ?? []).map(({ line, column, ...problem }) => {
        return { ...problem, location: locate(line, column) };
      });
      return [text, distinct([...found, ...more].map(toFinding))];
    }),
  );
}
