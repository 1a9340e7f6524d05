import type { AttributeValue } from '@aws-sdk/client-dynamodb';

/** An item in DynamoDB's JSON notation. */
export type Item = Readonly<Record<string, AttributeValue>>;

/** The bytes of a list or a map itself, and for each of its elements. */
const OVERHEAD = { collection: 3, element: 1 };

/**
 * The bytes of an item, by the rules for request units (Amazon DynamoDB developer guide, "DynamoDB Item sizes and
 * formats").
 * @returns 0 for a missing item
 */
export function itemSize(item: Item | undefined): number {
  return Object.entries(item ?? {}).reduce((sum, [name, value]) => sum + bytes(name) + valueSize(value), 0);
}

function valueSize(value: AttributeValue): number {
  if (value.S !== undefined) return bytes(value.S);
  if (value.N !== undefined) return numberSize(value.N);
  if (value.B !== undefined) return value.B.byteLength;
  if (value.SS !== undefined) return total(value.SS.map(bytes));
  if (value.NS !== undefined) return total(value.NS.map(numberSize));
  if (value.BS !== undefined) return total(value.BS.map(({ byteLength }) => byteLength));
  if (value.L !== undefined)
    return OVERHEAD.collection + total(value.L.map((each) => OVERHEAD.element + valueSize(each)));
  if (value.M !== undefined) {
    const elements = Object.values(value.M).length * OVERHEAD.element;
    return OVERHEAD.collection + elements + itemSize(value.M);
  }
  // Booleans and null.
  return 1;
}

/** One byte for each two significant digits, one more byte, and one for a minus sign. */
function numberSize(text: string): number {
  const [mantissa = ''] = text.toLowerCase().split('e');
  const isNegative = mantissa.startsWith('-');
  const [whole = '', fraction = ''] = mantissa.replace(/^[-+]/, '').split('.');
  // Digits are stored in pairs that do not cross the decimal point.
  const [left, right] = [whole.replace(/^0+/, ''), fraction.replace(/0+$/, '')];
  const digits = `${left.length % 2 === 1 ? '0' : ''}${left}${right}${right.length % 2 === 1 ? '0' : ''}`;
  const pairs = (digits.match(/../g) ?? []).join(' ').replace(/^(?:00 ?)+|(?: ?00)+$/g, '');
  return 1 + Math.ceil(pairs.replaceAll(' ', '').length / 2) + (isNegative ? 1 : 0);
}

function bytes(text: string): number {
  return Buffer.byteLength(text);
}

function total(sizes: readonly number[]): number {
  return sizes.reduce((sum, size) => sum + size, 0);
}
