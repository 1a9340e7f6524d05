import { withoutMap } from '../runtime/sourceMap.ts';
import { distinct, type Finding, located, type NamedCode } from './findings.ts';
import { lint } from './lint.ts';
import { inspectModule } from './module.ts';
import type { Place } from './place.ts';
import { rememberedVerdicts, unreadOf } from './process/verdicts.ts';
import { typed } from './program.ts';
import { loadTools } from './tools.ts';
import { typeErrors } from './typeCheck.ts';

/**
 * Checks codes as AWS checks them when they are saved: with its ESLint plugin in full, with TypeScript, and with rules
 * of our own for what both let pass though AWS rejects it or executes it differently. What has been read before is
 * answered from memory; to read what is new takes seconds.
 */
export function checkCode(codes: readonly NamedCode[]): readonly Finding[] {
  const verdicts = rememberedVerdicts();
  const unread = unreadOf(codes, verdicts);
  if (unread.size > 0) verdicts.add(placesIn([...unread.keys()]));
  return distinct(codes.flatMap((named) => located(verdicts.of(withoutMap(named.code)) ?? [], named)));
}

/** Loads the tools and the language's own types before there is code to check. */
export function loadCheck(): void {
  placesIn(["import { util } from '@aws-appsync/utils';\nexport function request() { return util.autoId(); }"]);
}

/** What is wrong with each text. */
function placesIn(texts: readonly string[]): ReadonlyMap<string, readonly Place[]> {
  const parsed = texts.map((text) => [text, inspectModule(text)] as const);
  // What cannot be parsed can be neither linted nor typed.
  const readable = parsed.filter(([, found]) => !found.some(({ rule }) => rule === 'syntax')).map(([text]) => text);
  const { typescript } = loadTools();
  const { program, files } = typed(readable, typescript);
  const linted = lint(files, program);
  const byText = new Map<string, readonly Place[]>();
  for (const [file, text] of files) {
    byText.set(text, [...typeErrors(program, file, typescript), ...(linted.get(file) ?? [])]);
  }
  return new Map(parsed.map(([text, found]) => [text, [...found, ...(byText.get(text) ?? [])]]));
}
