import type { Value, ValueMap } from './template.ts';
import { isList, isMap } from './template.ts';

/** The names that the functions of a template can refer to. Each function raises an error for an unknown name. */
export interface Scope {
  /** `undefined` for `AWS::NoValue`, which removes the property. */
  readonly reference: (name: string) => Value | undefined;
  readonly attribute: (logicalId: string, attribute: string) => Value;
  readonly importValue: (exportName: string) => Value;
  readonly condition: (name: string) => boolean;
  readonly mapping: (map: string, first: string, second: string) => Value | undefined;
}

type Fn = (argument: Value, scope: Scope) => Value | undefined;

/** CloudFormation User Guide, "Intrinsic function reference". */
const functions: Readonly<Record<string, Fn>> = {
  Ref: (name, scope) => scope.reference(text(name, 'Ref', scope)),
  'Fn::GetAtt': getAttribute,
  'Fn::Join': join,
  'Fn::Sub': substitute,
  'Fn::Select': select,
  'Fn::Split': split,
  'Fn::ImportValue': (name, scope) => scope.importValue(text(name, 'Fn::ImportValue', scope)),
  'Fn::FindInMap': findInMap,
  'Fn::If': choose,
  'Fn::Base64': (value, scope) => Buffer.from(text(value, 'Fn::Base64', scope)).toString('base64'),
};

const conditionFunctions: Readonly<Record<string, (argument: Value, scope: Scope) => boolean>> = {
  Condition: (name, scope) => scope.condition(text(name, 'Condition', scope)),
  'Fn::Equals': (pair, scope) => {
    const [left, right] = list(pair, 'Fn::Equals');
    return text(left, 'Fn::Equals', scope) === text(right, 'Fn::Equals', scope);
  },
  'Fn::And': (terms, scope) => list(terms, 'Fn::And').every((term) => evaluateCondition(term, scope)),
  'Fn::Or': (terms, scope) => list(terms, 'Fn::Or').some((term) => evaluateCondition(term, scope)),
  'Fn::Not': (terms, scope) => !evaluateCondition(list(terms, 'Fn::Not')[0] ?? null, scope),
};

/**
 * Evaluates every intrinsic function in a value.
 * @returns `undefined` for `AWS::NoValue`
 * @throws Error that names an unknown function, or a function with wrong arguments
 */
export function evaluate(value: Value, scope: Scope): Value | undefined {
  if (isList(value)) return value.map((item) => evaluate(item, scope)).filter((item) => item !== undefined);
  if (!isMap(value)) return value;
  const [name, argument] = Object.entries(value)[0] ?? [];
  if (name !== undefined && argument !== undefined && Object.keys(value).length === 1) {
    if (Object.hasOwn(functions, name)) return functions[name]?.(argument, scope);
    if (name.startsWith('Fn::')) throw new Error(`the function ${name} is not supported`);
  }
  return evaluateMap(value, scope);
}

function evaluateMap(map: ValueMap, scope: Scope): ValueMap {
  const entries = Object.entries(map).map(([key, value]) => [key, evaluate(value, scope)] as const);
  return Object.fromEntries(entries.filter((entry): entry is readonly [string, Value] => entry[1] !== undefined));
}

/**
 * Evaluates one condition of a template.
 * @throws Error when it is not a condition
 */
export function evaluateCondition(condition: Value, scope: Scope): boolean {
  const [name, argument] = isMap(condition) ? (Object.entries(condition)[0] ?? []) : [];
  const decide = name !== undefined && Object.hasOwn(conditionFunctions, name) ? conditionFunctions[name] : undefined;
  if (decide === undefined || argument === undefined) {
    throw new Error(`${JSON.stringify(condition)} is not a condition`);
  }
  return decide(argument, scope);
}

function getAttribute(argument: Value, scope: Scope): Value {
  const parts = isList(argument) ? argument : text(argument, 'Fn::GetAtt', scope).split(/\.(.*)/s, 2);
  const [logicalId, attribute] = parts.map((part) => text(part, 'Fn::GetAtt', scope));
  if (logicalId === undefined || attribute === undefined)
    throw new Error('Fn::GetAtt needs a resource and its attribute');
  return scope.attribute(logicalId, attribute);
}

function join(argument: Value, scope: Scope): string {
  const [separator, parts] = list(argument, 'Fn::Join');
  return list(evaluate(parts ?? null, scope), 'Fn::Join')
    .map((part) => text(part, 'Fn::Join', scope))
    .join(text(separator, 'Fn::Join', scope));
}

function split(argument: Value, scope: Scope): Value {
  const [separator, source] = list(argument, 'Fn::Split');
  return text(source, 'Fn::Split', scope).split(text(separator, 'Fn::Split', scope));
}

function select(argument: Value, scope: Scope): Value {
  const [index, items] = list(argument, 'Fn::Select');
  const chosen = list(evaluate(items ?? null, scope), 'Fn::Select')[Number(text(index, 'Fn::Select', scope))];
  if (chosen === undefined) throw new Error(`Fn::Select finds no item at ${JSON.stringify(index)}`);
  return chosen;
}

function choose(argument: Value, scope: Scope): Value | undefined {
  const [condition, whenTrue, whenFalse] = list(argument, 'Fn::If');
  return evaluate((scope.condition(text(condition, 'Fn::If', scope)) ? whenTrue : whenFalse) ?? null, scope);
}

function findInMap(argument: Value, scope: Scope): Value {
  const [map, first, second, options] = list(argument, 'Fn::FindInMap');
  const keys = [map, first, second].map((key) => text(key, 'Fn::FindInMap', scope));
  const found = scope.mapping(keys[0] ?? '', keys[1] ?? '', keys[2] ?? '');
  const fallback = isMap(options) ? options['DefaultValue'] : undefined;
  const chosen = found ?? (fallback === undefined ? undefined : evaluate(fallback, scope));
  if (chosen === undefined) throw new Error(`Fn::FindInMap finds nothing under ${keys.join(', ')}`);
  return chosen;
}

/** Replaces `${Name}`, `${Resource.Attribute}` and the names of the function's own map; `${!Literal}` stays. */
function substitute(argument: Value, scope: Scope): string {
  const [pattern, own] = isList(argument) ? argument : [argument];
  if (typeof pattern !== 'string') throw new Error('Fn::Sub needs a string');
  return pattern.replace(/\$\{(!?)([^}]*)\}/g, (_whole, literal: string, written: string) => {
    if (literal !== '') return `\${${written}}`;
    const name = written.trim();
    if (isMap(own) && own[name] !== undefined) return text(own[name], 'Fn::Sub', scope);
    return text(name.includes('.') ? { 'Fn::GetAtt': name } : { Ref: name }, 'Fn::Sub', scope);
  });
}

function list(value: Value | undefined, where: string): readonly Value[] {
  if (!isList(value)) throw new Error(`${where} needs a list, not ${JSON.stringify(value)}`);
  return value;
}

function text(value: Value | undefined, where: string, scope: Scope): string {
  const result = value === undefined ? undefined : evaluate(value, scope);
  if (typeof result === 'string') return result;
  if (typeof result === 'number' || typeof result === 'boolean') return String(result);
  throw new Error(`${where} needs a string, not ${JSON.stringify(result)}`);
}
