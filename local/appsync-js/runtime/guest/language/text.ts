import { text } from '../host.ts';
import { fail } from '../state.ts';

const { apply } = Reflect;

type Method = (this: string, pattern: unknown, replacement: unknown) => string;

/** The special characters of a Java pattern and of its replacement. */
const patternSigns = /[\\^$.|?*+()[\]{}]/;
const replacementSigns = /[\\$]/;

/**
 * `replace` and `replaceAll`: on AWS the first argument is a Java regular expression, and the second follows Java's
 * rules (AWS AppSync developer guide, "JavaScript runtime features": supported features). Functions are not allowed.
 */
export function replaceMethods(): readonly (readonly [name: string, method: Method])[] {
  const natives = String.prototype as unknown as Readonly<Record<'replace' | 'replaceAll', Method>>;
  return (['replace', 'replaceAll'] as const).map((name) => [name, replacing(name, natives[name])] as const);
}

function replacing(name: 'replace' | 'replaceAll', native: Method): Method {
  return function (pattern, replacement) {
    if (typeof replacement === 'function' || typeof pattern === 'function') {
      fail(`${name}() takes two texts in APPSYNC_JS: functions cannot be passed.`);
    }
    const given = [String(pattern), String(replacement)] as const;
    const plain = !patternSigns.test(given[0]) && !replacementSigns.test(given[1]);
    return plain ? apply(native, this, given) : text(`String.${name}`, this, ...given);
  };
}
