import type { Value, ValueMap } from './template.ts';
import { isList, isMap } from './template.ts';

/**
 * Reads the properties of one resource, with all references resolved, and names the one that is missing or malformed.
 * Like CloudFormation, it also accepts numbers and booleans as strings.
 */
export class Properties {
  readonly #where: string;
  readonly #values: ValueMap;

  constructor(where: string, values: ValueMap) {
    this.#where = where;
    this.#values = values;
  }

  get names(): readonly string[] {
    return Object.keys(this.#values);
  }

  /** The unchanged values, for a service that accepts CloudFormation's format. */
  get values(): ValueMap {
    return this.#values;
  }

  /** Some of the unchanged values. */
  only(...names: readonly string[]): ValueMap {
    return Object.fromEntries(Object.entries(this.#values).filter(([name]) => names.includes(name)));
  }

  text(name: string): string {
    return this.optionalText(name) ?? this.#fail(name, 'is missing');
  }

  optionalText(name: string): string | undefined {
    const value = this.#values[name];
    if (value === undefined || typeof value === 'string') return value;
    return typeof value === 'number' || typeof value === 'boolean'
      ? String(value)
      : this.#fail(name, 'is not a string');
  }

  optionalNumber(name: string): number | undefined {
    const text = this.optionalText(name);
    if (text === undefined || /^-?\d+$/.test(text)) return text === undefined ? undefined : Number(text);
    return this.#fail(name, 'is not a number');
  }

  flag(name: string): boolean {
    return this.optionalText(name) === 'true';
  }

  /** The properties of a nested map; empty if it is missing. */
  map(name: string): Properties {
    const value = this.#values[name] ?? {};
    return new Properties(`${this.#where}, ${name}`, isMap(value) ? value : this.#fail(name, 'is not a map'));
  }

  has(name: string): boolean {
    return this.#values[name] !== undefined;
  }

  /** The maps of a list; empty if it is missing. */
  maps(name: string): readonly Properties[] {
    return this.list(name).map((value, index) => {
      if (!isMap(value)) return this.#fail(name, 'is not a list of maps');
      return new Properties(`${this.#where}, ${name}[${index}]`, value);
    });
  }

  texts(name: string): readonly string[] {
    return this.list(name).map((value) =>
      typeof value === 'string' ? value : this.#fail(name, 'is not a list of strings'),
    );
  }

  list(name: string): readonly Value[] {
    const value = this.#values[name] ?? [];
    return isList(value) ? value : this.#fail(name, 'is not a list');
  }

  #fail(name: string, problem: string): never {
    throw new Error(`${this.#where}: the property ${name} ${problem}.`);
  }
}
