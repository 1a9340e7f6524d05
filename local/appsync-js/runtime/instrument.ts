import type { Report } from './codeError.ts';
import type { Edits } from './edits.ts';
import { refusal } from './language.ts';
import { children, type Fields, identifier, isNode } from './tree.ts';

/** The realm's functions that an instrumented module calls where AWS does not behave as JavaScript does. */
export const helpers = ['count', 'coalesce', 'each', 'enumerable'] as const;

/** The name of each helper in one module. */
export type HelperNames = Readonly<Record<(typeof helpers)[number], string>>;

export interface Instrumented {
  readonly edits: Edits;
  readonly names: HelperNames;
  /** Whether the module gets the behaviour that AWS only probably has. */
  readonly strict: boolean;
  /** Gets each unsupported construct. */
  readonly report: Report;
  /** Gets the offset of each assignment whose value is used. */
  readonly onUsedAssignment: (offset: number) => void;
}

/**
 * Rewrites a module so that it behaves as on AWS (local/README.md, "Where AWS is not JavaScript"). `??` evaluates both
 * sides, loops visit a copy of at most 1,000 elements, and in strict mode an assignment has no value. Every loop and
 * function also counts its runs, so that none runs endlessly.
 */
export function instrument(program: Fields, to: Instrumented): void {
  visit(program, null, to);
}

/** A node and its parents. */
interface Path {
  readonly node: Fields;
  readonly above: Path | null;
}

/** The text to insert around a node. The opening text starts with a space or a bracket, because of `return(a)`. */
type Around = readonly [open: string, close: string];

function visit(node: Fields, above: Path | null, to: Instrumented): void {
  const { edits, names, report } = to;
  const refused = refusal(node);
  if (refused !== null) report(refused, node.start);
  const around = aroundOf(node, above, to);
  if (around) edits.insert(node.start, around[0]);
  if (around && node.type === 'LogicalExpression') separate(node, edits);
  const closings: [at: number, text: string][] = [];
  const wrap = (inner: Fields, [open, close]: Around) => {
    edits.insert(inner.start, open);
    closings.push([inner.end, close]);
  };
  if (node.type === 'ForOfStatement') wrap(node['right'] as Fields, [` ${names.each}(`, ')']);
  // The right side of for-in may have commas, which must not separate arguments.
  if (node.type === 'ForInStatement') wrap(node['right'] as Fields, [` ${names.enumerable}((`, '))']);
  countRuns(node, to, wrap);
  const path = { node, above };
  for (const child of children(node)) visit(child, path, to);
  // After the children: if two ends are at the same offset, the inner one comes first.
  for (const [at, text] of closings) edits.insert(at, text);
  if (around) edits.insert(node.end, around[1]);
}

function countRuns(node: Fields, { edits, names }: Instrumented, wrap: (inner: Fields, around: Around) => void): void {
  const loop = node.type === 'ForOfStatement' || node.type === 'ForInStatement';
  if (!loop && !node.type.includes('Function')) return;
  const body = node['body'] as Fields;
  if (body.type === 'BlockStatement') edits.insert(body.start + 1, `${names.count}();`);
  else wrap(body, loop ? [`{${names.count}();`, '}'] : [`(${names.count}(),`, ')']);
}

function aroundOf(node: Fields, above: Path | null, to: Instrumented): Around | null {
  if (node.type === 'LogicalExpression' && node['operator'] === '??' && !isPlain(node['right'] as Fields)) {
    return [` ${to.names.coalesce}(`, ')'];
  }
  if (node.type !== 'AssignmentExpression' || !isUsed(node, above)) return null;
  to.onUsedAssignment(node.start);
  return to.strict ? ['((', '), "")'] : null;
}

/** Makes the two sides of `??` two arguments. It also blanks comments between them, which may contain `??`. */
function separate(node: Fields, edits: Edits): void {
  const [left, right] = [node['left'] as Fields, node['right'] as Fields];
  edits.blank(left.end, right.start);
  edits.insert(right.start, ',');
}

/** Whether evaluating an expression has no effects, so that its evaluation may be skipped. */
function isPlain(node: Fields): boolean {
  switch (node.type) {
    case 'Literal':
    case 'Identifier':
    case 'ArrowFunctionExpression':
    case 'FunctionExpression':
      return true;
    case 'UnaryExpression':
      return node['operator'] !== 'delete' && isLiteral(node['argument']);
    case 'ParenthesizedExpression':
      return isPlain(node['expression'] as Fields);
    case 'TemplateLiteral':
      return (node['expressions'] as unknown[]).length === 0;
    case 'ArrayExpression':
      return (node['elements'] as unknown[]).every((element) => isNode(element) && isPlain(element));
    case 'ObjectExpression':
      return (node['properties'] as Fields[]).every(
        ({ type, computed, value }) => type === 'Property' && computed !== true && isPlain(value as Fields),
      );
    default:
      return false;
  }
}

function isLiteral(node: unknown): boolean {
  return isNode(node) && node.type === 'Literal';
}

/** Whether the code uses the value of an expression. */
function isUsed(node: Fields, path: Path | null): boolean {
  if (path === null) return false;
  const { node: parent, above } = path;
  switch (parent.type) {
    case 'ExpressionStatement':
      return false;
    case 'ParenthesizedExpression':
      return isUsed(parent, above);
    case 'SequenceExpression':
      return (parent['expressions'] as unknown[]).at(-1) === node && isUsed(parent, above);
    case 'ArrowFunctionExpression':
      return !isGivenToForEach(parent, above?.node);
    default:
      return true;
  }
}

/** `forEach` ignores the return value of its callback. */
function isGivenToForEach(callback: Fields, call: Fields | undefined): boolean {
  if (call?.type !== 'CallExpression' || !(call['arguments'] as unknown[]).includes(callback)) return false;
  const callee = call['callee'] as Fields;
  return callee.type === 'MemberExpression' && identifier(callee['property']) === 'forEach';
}
