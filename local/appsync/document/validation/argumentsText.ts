import { type ArgumentNode, Kind, print, type ValueNode } from 'graphql';

/** The arguments of a field as one text, which is the same for the same arguments in any order. */
export function argumentsText(given: readonly ArgumentNode[] = []): string {
  return inOrder(given.map(({ name, value }) => `${name.value}:${valueText(value)}`));
}

function valueText(value: ValueNode): string {
  if (value.kind === Kind.LIST) return `[${value.values.map(valueText).join()}]`;
  if (value.kind !== Kind.OBJECT) return print(value);
  return `{${inOrder(value.fields.map((field) => `${field.name.value}:${valueText(field.value)}`))}}`;
}

function inOrder(texts: readonly string[]): string {
  return [...texts].sort().join();
}
