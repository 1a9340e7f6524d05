import type { Answer } from '../services/service.ts';
import { invalidMessage } from './errors.ts';
import { type Form, sendRequest } from './schema.ts';

/** A message that fits the schema, with all names in camel case. */
export interface Message {
  readonly token?: string;
  readonly topic?: string;
  readonly condition?: string;
  readonly data?: Texts;
  readonly notification?: Notification;
  readonly android?: {
    readonly collapseKey?: string;
    readonly ttl?: string;
    readonly data?: Texts;
    readonly notification?: Notification & { readonly tag?: string; readonly color?: string };
  };
  readonly webpush?: { readonly headers?: Texts; readonly data?: Texts; readonly notification?: Fields };
  readonly apns?: { readonly headers?: Texts; readonly payload?: Fields };
}

export type Texts = Readonly<Record<string, string>>;
export type Fields = Readonly<Record<string, unknown>>;

interface Notification {
  readonly title?: string;
  readonly body?: string;
}

export interface SendRequest {
  readonly validateOnly: boolean;
  readonly message: Message;
}

/** A message does not fit the schema. */
export class SchemaError extends Error {
  override readonly name = 'SchemaError';
  readonly answer: Answer;

  constructor(answer: Answer) {
    super('The message does not fit the schema.');
    this.answer = answer;
  }
}

/**
 * Reads a request to send a message, as Google's front end reads JSON: names in camel case or with underscores, and
 * no unknown names (Protocol Buffers, "ProtoJSON Format").
 * @throws SchemaError with the answer to the request
 */
export function readSendRequest(body: unknown): SendRequest {
  const { message = {}, validateOnly = false } = convert(body, sendRequest, '') as Fields;
  // Both have been checked against the schema.
  return { message: message as Message, validateOnly: validateOnly as boolean };
}

function convert(value: unknown, form: Form, path: string): unknown {
  switch (form.kind) {
    case 'message':
      return convertMessage(value, form.fields, path);
    case 'scalar':
      if (form.accepts(value)) return value;
      throw invalid(path, `Invalid value at '${path}' (${form.type}), ${JSON.stringify(value)}`);
    case 'list':
      if (!Array.isArray(value)) throw invalid(path, `Invalid value at '${path}', it is not a list`);
      return value.map((each: unknown, at) => convert(each, form.of, `${path}[${at}]`));
    case 'map':
      return Object.fromEntries(
        Object.entries(fieldsOf(value, path)).map(([key, each], at) => [
          key,
          convert(each, form.of, `${path}[${at}].value`),
        ]),
      );
    case 'struct':
      return fieldsOf(value, path);
  }
}

function convertMessage(value: unknown, known: Readonly<Record<string, Form>>, path: string): Fields {
  const converted: Record<string, unknown> = {};
  for (const [given, each] of Object.entries(fieldsOf(value, path))) {
    const name = given.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
    const form = Object.hasOwn(known, name) ? known[name] : undefined;
    if (form === undefined) {
      const place = path === '' ? '' : ` at '${path}'`;
      throw invalid(path, `Invalid JSON payload received. Unknown name "${given}"${place}: Cannot find field.`);
    }
    // null means that the field is not there.
    if (each === null) continue;
    if (name in converted) throw invalid(path, `Invalid JSON payload received. Field "${given}" appears twice.`);
    converted[name] = convert(each, form, path === '' ? snake(name) : `${path}.${snake(name)}`);
  }
  return converted;
}

function fieldsOf(value: unknown, path: string): Fields {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Fields;
  throw invalid(path, `Invalid value at '${path}', it is not an object`);
}

/** Google names fields in errors as the schema does, with underscores. */
function snake(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function invalid(field: string, description: string): SchemaError {
  return new SchemaError(invalidMessage(field, description));
}
