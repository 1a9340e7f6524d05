import { javaPattern } from './javaPattern.ts';

type Groups = readonly (string | undefined)[];
type Named = Readonly<Record<string, string | undefined>>;

/**
 * Replaces matches of a Java pattern as Java's `String.replaceFirst` and `String.replaceAll` do. In the replacement,
 * `$1` and `${name}` refer to groups, and a backslash makes the next character a literal
 * (java.util.regex.Matcher.appendReplacement).
 * @throws SyntaxError for a pattern or a replacement that Java refuses
 */
export function javaReplace(text: string, pattern: string, replacement: string, all: boolean): string {
  const expression = javaPattern(pattern);
  const searched = all ? new RegExp(expression, `${expression.flags}g`) : expression;
  // As in Java, an invalid replacement is an error only if the pattern matches.
  return text.replace(searched, (...found: readonly unknown[]) => {
    const offset = found.findIndex((part) => typeof part === 'number');
    const named = found.at(-1);
    return expanded(
      replacement,
      found.slice(0, offset) as Groups,
      typeof named === 'object' && named !== null ? (named as Named) : {},
    );
  });
}

const part = /\\(?<literal>[^])|\$\{(?<name>[a-zA-Z][a-zA-Z0-9]*)\}|\$(?<digits>\d+)|(?<wrong>[\\$])/g;

/** The replacement text for one match. */
function expanded(replacement: string, groups: Groups, named: Named): string {
  return replacement.replace(part, (...found: readonly unknown[]) => {
    const { literal, name, digits, wrong } = found.at(-1) as Record<string, string | undefined>;
    if (literal !== undefined) return literal;
    if (name !== undefined) return Object.hasOwn(named, name) ? (named[name] ?? '') : noGroup(replacement, name);
    if (digits !== undefined) return numbered(replacement, digits, groups);
    throw new SyntaxError(
      `the replacement "${replacement}" has a ${wrong ?? ''} without meaning; write \\${wrong ?? ''}.`,
    );
  });
}

/** Java reads one digit, and more digits while a group with that number exists. */
function numbered(replacement: string, digits: string, groups: Groups): string {
  let length = 1;
  while (length < digits.length && Number(digits.slice(0, length + 1)) < groups.length) length += 1;
  const number = Number(digits.slice(0, length));
  if (number >= groups.length) noGroup(replacement, String(number));
  return (groups[number] ?? '') + digits.slice(length);
}

function noGroup(replacement: string, name: string): never {
  throw new SyntaxError(`the replacement "${replacement}" refers to group ${name}, which the pattern does not have.`);
}
