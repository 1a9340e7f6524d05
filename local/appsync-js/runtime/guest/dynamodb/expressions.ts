import { isList, isObject } from '../language/kinds.ts';
import { type AttributeValue, toDynamoDB } from './values.ts';

/** A DynamoDB expression with its placeholders. */
export interface Expression {
  readonly expression: string;
  readonly expressionNames: Readonly<Record<string, string>>;
  readonly expressionValues: Readonly<Record<string, AttributeValue>>;
}

interface Placeholders {
  readonly names: Record<string, string>;
  readonly values: Record<string, AttributeValue>;
}

/** Thrown and caught only in this file. */
const unrenderable = new Error('AppSync cannot render this filter.');

const comparators: Readonly<Record<string, string>> = { eq: '=', ne: '<>', lt: '<', le: '<=', gt: '>', ge: '>=' };

const functions: Readonly<Record<string, string>> = {
  contains: 'contains',
  notContains: 'NOT contains',
  beginsWith: 'begins_with',
};

const attributeTypes: Readonly<Record<string, string>> = {
  ...{ _null: 'NULL', string: 'S', stringSet: 'SS', number: 'N', numberSet: 'NS' },
  ...{ binary: 'B', binarySet: 'BS', boolean: 'BOOL', list: 'L', map: 'M' },
};

/**
 * Renders a filter object as AppSync does, for filters, conditions and key conditions; returns null for one that
 * AppSync cannot render. As on AWS, an empty part leaves its operator at the end (`(#a = :a_eq) AND `).
 */
export function render(filter: unknown): Expression | null {
  const placeholders: Placeholders = { names: {}, values: {} };
  try {
    const expression = renderFilter(filter, '', placeholders);
    return { expression, expressionNames: placeholders.names, expressionValues: placeholders.values };
  } catch (error) {
    if (error === unrenderable) return null;
    throw error;
  }
}

function renderFilter(filter: unknown, path: string, placeholders: Placeholders): string {
  if (!isObject(filter)) throw unrenderable;
  const clauses = Object.entries(filter).map(([name, part]) => {
    if (name === 'and' || name === 'or') return renderGroup(name, part, path, placeholders);
    if (name === 'not') return `(NOT ${renderFilter(part, `${path}not_`, placeholders)})`;
    placeholders.names[`#${name}`] = name;
    return renderOperators(`#${name}`, part, `:${path}${name}_`, placeholders);
  });
  return path === '' ? clauses.join(' AND ') : join(clauses, 'AND');
}

function renderGroup(name: 'and' | 'or', members: unknown, path: string, placeholders: Placeholders): string {
  if (!isList(members)) throw unrenderable;
  const clauses = members.map((member, index) => renderFilter(member, `${path}${name}_${index}_`, placeholders));
  return join(clauses, name === 'and' ? 'AND' : 'OR');
}

/** A single clause gets no brackets here, because each clause has its own. */
function join(clauses: readonly string[], joiner: 'AND' | 'OR'): string {
  return clauses.length > 1 ? `(${clauses.join(` ${joiner} `)})` : clauses.join('');
}

function renderOperators(operand: string, operators: unknown, value: string, placeholders: Placeholders): string {
  if (!isObject(operators)) throw unrenderable;
  const clauses = Object.entries(operators).map(([operator, wanted]) => {
    if (operator !== 'size') return `(${renderOperator(operand, operator, wanted, value + operator, placeholders)})`;
    // `size` of `size` is the same as one `size`.
    const size = operand.startsWith('size(') ? operand : `size(${operand})`;
    return renderOperators(size, wanted, `${value}size_`, placeholders);
  });
  return join(clauses, 'AND');
}

function renderOperator(operand: string, operator: string, wanted: unknown, value: string, { values }: Placeholders) {
  const put = (name: string, typed: unknown) => {
    values[name] = toDynamoDB(typed);
    return name;
  };
  const comparator = comparators[operator];
  if (comparator !== undefined) return `${operand} ${comparator} ${put(value, wanted)}`;
  const called = functions[operator];
  if (called !== undefined) return `${called}(${operand},${put(value, wanted)})`;
  if (operator === 'between' && isList(wanted) && wanted.length > 1) {
    return `${operand} BETWEEN ${put(`${value}_start`, wanted[0])} AND ${put(`${value}_end`, wanted[1])}`;
  }
  if (operator === 'in' && isList(wanted)) {
    const options = wanted.map((option, index) => put(`${value}_${index}`, option));
    return options.length > 0 ? `${operand} IN (${options.join(', ')})` : 'null';
  }
  if (operator === 'attributeExists' && typeof wanted === 'boolean') {
    return `attribute_${wanted ? 'exists' : 'not_exists'}(${operand})`;
  }
  const type = operator === 'attributeType' && typeof wanted === 'string' ? attributeTypes[wanted] : undefined;
  if (type === undefined) throw unrenderable;
  return `attribute_type(${operand},${put(value, type)})`;
}
