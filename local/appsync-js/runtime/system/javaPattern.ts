/**
 * Translates Java's regular expressions to JavaScript, because `util.matches` takes `java.util.regex.Pattern` syntax.
 * It refuses what JavaScript has no equivalent for: possessive quantifiers, atomic groups, flags inside a pattern.
 */

const compiled = new Map<string, RegExp>();
const cacheLimit = 500;

/**
 * Returns the expression for a Java pattern.
 * @throws SyntaxError with a message about the pattern
 */
export function javaPattern(pattern: string): RegExp {
  const known = compiled.get(pattern);
  if (known) return known;
  if (compiled.size >= cacheLimit) compiled.clear();
  const expression = translate(pattern);
  compiled.set(pattern, expression);
  return expression;
}

function translate(pattern: string): RegExp {
  const flags = /^\(\?([a-zA-Z]+)\)/.exec(pattern);
  const letters = flags?.[1] ?? '';
  if (/[^imsu]/.test(letters)) refuse(pattern, `the flags (?${letters})`);
  // Java's (?i) applies to ASCII letters only, JavaScript's to all letters.
  if (/^[^u]*i[^u]*$/.test(letters) && /[^\0-\x7f]/.test(pattern)) refuse(pattern, '(?i) beyond ASCII, without u,');
  const reader = new Reader(pattern, flags?.[0].length ?? 0, letters.includes('m'));
  const source = reader.read();
  try {
    return new RegExp(source, `v${letters.replace('u', '')}`);
  } catch (error) {
    throw new SyntaxError(`the pattern "${pattern}" is not a regular expression.`, { cause: error });
  }
}

function refuse(pattern: string, what: string): never {
  throw new SyntaxError(`the local host does not support ${what} in the pattern "${pattern}".`);
}

const lineEnd = '(?:\\r\\n|[\\n\\r\\u0085\\u2028\\u2029])';
/** Java's `$` also matches before a final line end. */
const lastLineEnd = `(?=${lineEnd}?(?![^]))`;

/** Java's character classes, as the content of a JavaScript class. */
const classes: Readonly<Record<string, string>> = {
  d: '0-9',
  w: 'a-zA-Z_0-9',
  s: ' \\t\\n\\x0B\\f\\r',
  h: ' \\t\\xA0\\u1680\\u180E\\u2000-\\u200A\\u202F\\u205F\\u3000',
  v: '\\n\\x0B\\f\\r\\x85\\u2028\\u2029',
};

const posix: Readonly<Record<string, string>> = {
  ...{ Lower: 'a-z', Upper: 'A-Z', Alpha: 'a-zA-Z', Digit: '0-9', Alnum: 'a-zA-Z0-9', XDigit: '0-9a-fA-F' },
  ...{ ASCII: '\\x00-\\x7F', Graph: '!-~', Print: ' -~', Cntrl: '\\x00-\\x1F\\x7F', Blank: ' \\t' },
  ...{ Punct: '!-\\/:-@\\[-`\\{-~', Space: classes['s'] ?? '' },
};

const anchors: Readonly<Record<string, string>> = {
  ...{ A: '(?<![^])', z: '(?![^])', Z: lastLineEnd, R: `(?:\\r\\n|[${classes['v'] ?? ''}])` },
  ...{ b: '\\b', B: '\\B' },
};

const letters: Readonly<Record<string, string>> = {
  ...{ t: '\\t', n: '\\n', r: '\\r', f: '\\f', a: '\\x07', e: '\\x1B' },
};

/** Escapes with the same meaning in both: hexadecimal, control, references to groups. */
const shared = /^(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|c[A-Z]|k<\w+>|[1-9])/;

/** Reads one pattern from left to right and translates it. */
class Reader {
  readonly #pattern: string;
  readonly #multiline: boolean;
  #at: number;

  constructor(pattern: string, at: number, multiline: boolean) {
    this.#pattern = pattern;
    this.#at = at;
    this.#multiline = multiline;
  }

  read(): string {
    let text = '';
    while (this.#at < this.#pattern.length) text += this.#next();
    return text;
  }

  #next(): string {
    const char = this.#take();
    if (char === '\\') return this.#escape(false);
    if (char === '[') return this.#class();
    if (char === '(') return this.#group();
    if (char === '$' && !this.#multiline) return lastLineEnd;
    if (char === '}' || char === ']') return `\\${char}`;
    if ('*+?'.includes(char)) return this.#quantifier(char);
    if (char === '{') return this.#quantifier(this.#match(/^\d+(?:,\d*)?\}/, '{'));
    return char;
  }

  #take(): string {
    const char = String.fromCodePoint(this.#pattern.codePointAt(this.#at) ?? 0);
    this.#at += char.length;
    return char;
  }

  /** Consumes what the expression matches here; returns it after `prefix`, or only the prefix if nothing matches. */
  #match(expression: RegExp, prefix: string): string {
    const found = expression.exec(this.#pattern.slice(this.#at))?.[0] ?? '';
    this.#at += found.length;
    return prefix + found;
  }

  #quantifier(quantifier: string): string {
    const following = this.#pattern[this.#at];
    if (following === '+') refuse(this.#pattern, 'possessive quantifiers');
    return following === '?' ? quantifier + this.#take() : quantifier;
  }

  #group(): string {
    const rest = this.#pattern.slice(this.#at);
    if (rest.startsWith('?>')) refuse(this.#pattern, 'atomic groups');
    if (/^\?[a-zA-Z-]/.test(rest)) refuse(this.#pattern, 'flags inside the pattern');
    // The question mark belongs to the bracket and is not a quantifier.
    return rest.startsWith('?') ? `(${this.#take()}` : '(';
  }

  #escape(inClass: boolean): string {
    if (this.#at >= this.#pattern.length) refuse(this.#pattern, 'a backslash at the end');
    if (this.#pattern.startsWith('Q', this.#at)) return this.#quoted();
    const same = shared.exec(this.#pattern.slice(this.#at))?.[0];
    if (same !== undefined) return this.#match(shared, '\\');
    const char = this.#take();
    const members = classes[char.toLowerCase()];
    if (members !== undefined) return char === char.toLowerCase() ? `[${members}]` : `[^${members}]`;
    if (char === 'p' || char === 'P') return this.#property(char === 'P');
    const known = (inClass ? undefined : anchors[char]) ?? letters[char];
    if (known !== undefined) return known;
    if (char === 'x') return this.#match(/^\{[0-9a-fA-F]+\}/, '\\u');
    if (char === '0') return `\\u{${parseInt(this.#match(/^(?:[0-3]?[0-7]{1,2})/, ''), 8).toString(16)}}`;
    return /[a-zA-Z0-9]/.test(char) ? refuse(this.#pattern, `\\${char}`) : literal(char);
  }

  #quoted(): string {
    const end = this.#pattern.indexOf('\\E', this.#at);
    const text = this.#pattern.slice(this.#at + 1, end < 0 ? undefined : end);
    this.#at = end < 0 ? this.#pattern.length : end + 2;
    return text.replace(/[\x21-\x2f\x3a-\x40\x5b-\x60\x7b-\x7e]/g, literal);
  }

  #property(negated: boolean): string {
    const name = this.#match(/^(?:\{[^}]*\}|[A-Z])/, '').replace(/[{}]/g, '');
    const members = posix[name];
    if (members !== undefined) return negated ? `[^${members}]` : `[${members}]`;
    const plain = name.replace(/^Is/, '');
    const form = [plain, `Script=${plain}`].find((candidate) => isProperty(candidate));
    return form === undefined ? refuse(this.#pattern, `\\p{${name}}`) : `\\${negated ? 'P' : 'p'}{${form}}`;
  }

  /** Each side of `&&` gets its own brackets, which JavaScript requires and Java does not. */
  #class(): string {
    const opening = this.#match(/^\^/, '[');
    const sides: string[] = [];
    let side = '';
    // A closing bracket in the first position is a literal.
    for (let first = true; first || !this.#skip(']'); first = false) {
      if (this.#at >= this.#pattern.length) return opening;
      if (this.#skip('&&')) {
        sides.push(side);
        side = '';
      } else side += this.#member();
    }
    return sides.length === 0 ? `${opening}${side}]` : `${opening}[${[...sides, side].join(']&&[')}]]`;
  }

  /** Reads one member of a class, or a range. */
  #member(): string {
    const start = this.#atom();
    const single = !start.startsWith('[') && !/^\\[pP]/.test(start);
    const rest = this.#pattern.slice(this.#at);
    // Next to a bracket or a character class, a hyphen is a literal.
    if (!single || !/^-(?!\]|\[|&&|\\[dDwWsShHvVpP])/.test(rest)) return start;
    return `${start}${this.#take()}${this.#atom()}`;
  }

  #atom(): string {
    const char = this.#take();
    if (char === '[') return this.#class();
    return char === '\\' ? this.#escape(true) : literal(char);
  }

  #skip(text: string): boolean {
    const here = this.#pattern.startsWith(text, this.#at);
    if (here) this.#at += text.length;
    return here;
  }
}

function isProperty(name: string): boolean {
  try {
    return new RegExp(`\\p{${name}}`, 'v').flags === 'v';
  } catch {
    return false;
  }
}

/** The character itself, inside and outside of classes. */
function literal(char: string): string {
  if (/[\w\s]/.test(char) || char.length > 1) return char;
  return /[\x21-\x7e]/.test(char) ? `\\x${char.charCodeAt(0).toString(16).padStart(2, '0')}` : char;
}
