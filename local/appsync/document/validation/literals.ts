import {
  getNullableType,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  type GraphQLLeafType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredInputField,
  Kind,
  type ObjectValueNode,
  type ValueNode,
} from 'graphql';

import { hasValue } from '../../schema/schema.ts';

/**
 * A literal that does not match its type: its place in the argument, the literal, and the end of graphql-java's
 * sentence.
 */
export interface Misfit {
  /** `input.items[0].kg`, from the argument's name. */
  readonly path: string;
  readonly value: ValueNode;
  readonly complaint: string;
}

/** The first mismatch in a literal; null if it matches its type. Another rule compares the types of variables. */
export function misfitOf(path: string, value: ValueNode, type: GraphQLInputType): Misfit | null {
  if (value.kind === Kind.VARIABLE) return null;
  if (value.kind === Kind.NULL) return isNonNullType(type) ? { path, value, complaint: 'must not be null' } : null;
  const nullable = getNullableType(type);
  if (isListType(nullable)) return listMisfit(path, value, nullable.ofType);
  if (isInputObjectType(nullable)) return objectMisfit(path, value, nullable);
  return fitsLeaf(value, nullable) ? null : { path, value, complaint: `is not a valid '${nullable.name}'` };
}

function listMisfit(path: string, value: ValueNode, itemType: GraphQLInputType): Misfit | null {
  if (value.kind !== Kind.LIST) return misfitOf(path, value, itemType);
  for (const [index, item] of value.values.entries()) {
    const misfit = misfitOf(`${path}[${index}]`, item, itemType);
    if (misfit !== null) return misfit;
  }
  return null;
}

function objectMisfit(path: string, value: ValueNode, type: GraphQLInputObjectType): Misfit | null {
  if (value.kind !== Kind.OBJECT) return { path, value, complaint: 'must be an object type' };
  const missing = missingFields(value, type);
  if (missing.length > 0) {
    return { path, value, complaint: `is missing required fields '[${missing.join(', ')}]'` };
  }
  for (const field of value.fields) {
    const definition = type.getFields()[field.name.value];
    if (definition === undefined) {
      return { path, value, complaint: `contains a field not in '${type.name}': '${field.name.value}'` };
    }
    const misfit = misfitOf(`${path}.${field.name.value}`, field.value, definition.type);
    if (misfit !== null) return misfit;
  }
  return null;
}

function missingFields(value: ObjectValueNode, type: GraphQLInputObjectType): string[] {
  const given = new Set(value.fields.map((field) => field.name.value));
  const required = Object.values(type.getFields()).filter(isRequiredInputField);
  return required.map((field) => field.name).filter((name) => !given.has(name));
}

function fitsLeaf(value: ValueNode, type: GraphQLLeafType): boolean {
  if (isEnumType(type)) return value.kind === Kind.ENUM && hasValue(type, value.value);
  try {
    return type.parseLiteral(value) !== undefined;
  } catch {
    return false;
  }
}

/** A literal in the format of graphql-java's messages: `StringValue{value='x'}`. */
export function describeLiteral(node: ValueNode): string {
  switch (node.kind) {
    case Kind.STRING:
      return `StringValue{value='${node.value}'}`;
    case Kind.INT:
      return `IntValue{value=${node.value}}`;
    case Kind.FLOAT:
      return `FloatValue{value=${node.value}}`;
    case Kind.BOOLEAN:
      return `BooleanValue{value=${String(node.value)}}`;
    case Kind.ENUM:
      return `EnumValue{name='${node.value}'}`;
    case Kind.NULL:
      return 'NullValue{}';
    case Kind.VARIABLE:
      return `VariableReference{name='${node.name.value}'}`;
    case Kind.LIST:
      return `ArrayValue{values=[${node.values.map(describeLiteral).join(', ')}]}`;
    case Kind.OBJECT:
      return `ObjectValue{objectFields=[${node.fields
        .map((field) => `ObjectField{name='${field.name.value}', value=${describeLiteral(field.value)}}`)
        .join(', ')}]}`;
  }
}
