import { type Node, parse, type Program } from 'acorn';

import { CodeError, type CodeFinding, type Problem, type Report } from './codeError.ts';
import { type ColumnMap, edit, type Edits } from './edits.ts';
import type { SourceLocation } from './evaluation.ts';
import { Imports, refuseModule } from './imports.ts';
import { type HelperNames, helpers, instrument } from './instrument.ts';
import { type PassThrough, passThrough } from './passThrough.ts';
import type { Locator } from './sourceMap.ts';
import { children, type Fields, identifier } from './tree.ts';

/** An ES module compiled to the text of one function, which can run many times with fresh state. */
export interface ParsedModule {
  /** The function expression `(globals…) => (imports) => ({ request, response })`. */
  readonly text: string;
  /** The number of lines in `text` before the first line of the module. */
  readonly linesBefore: number;
  readonly originalColumn: ColumnMap;
  /** The handlers that only return a known value, by name. */
  readonly passThrough: ReadonlyMap<string, PassThrough>;
  /** Whether it runs with the behaviour that AWS only probably has. */
  readonly strict: boolean;
  /** The assignments whose value the module uses. */
  readonly usedAssignments: readonly SourceLocation[];
}

/**
 * The globals that the realm passes to every module, in this order. `Error` is undefined and only hides the realm's
 * own.
 */
export const moduleGlobals = [
  ...['util', 'extensions', 'runtime', 'console'],
  ...['Object', 'String', 'Number', 'Math', 'JSON', 'Error'],
] as const;

/**
 * Compiles an ES module to the text of a function. The realm calls it for each run; its result has the two handlers.
 * @param strict whether it also gets the behaviour that AWS only probably has
 * @throws CodeError with every finding, if the module uses what APPSYNC_JS lacks
 */
export function parseModule(source: string, name: string, locate: Locator, strict = true): ParsedModule {
  const findings: CodeFinding[] = [];
  const place = (offset: number): SourceLocation => {
    const before = source.slice(0, offset).split('\n');
    return locate(before.length, (before.at(-1)?.length ?? 0) + 1);
  };
  const report: Report = (problem, offset) => void findings.push({ ...problem, location: place(offset) });
  const edits = edit(source);
  const program = parseSource(source, edits, report);
  const taken = new Set<string>();
  if (program) addNames(program as Node as Fields, taken);
  const names = Object.fromEntries(helpers.map((helper) => [helper, unused(`$${helper}`, taken)])) as HelperNames;
  const usedAssignments: SourceLocation[] = [];
  const onUsedAssignment = (offset: number) => void usedAssignments.push(place(offset));
  const module = program && readModule(program, new Imports(unused('$imports', taken)), edits, report);
  if (program) instrument(program as Node as Fields, { edits, names, strict, report, onUsedAssignment });
  if (!module || findings.length > 0) throw new CodeError(name, findings);
  const { text, originalColumn } = edits.apply();
  const parameters = [...moduleGlobals, ...helpers.map((helper) => names[helper])];
  const opening = `((${parameters.join(', ')}) => { "use strict"; return `;
  const factory = `(${module.imports.parameter}) => { ${module.imports.declarations()}\n${text}\n;return ${module.exports}; }; })`;
  return {
    text: opening + factory,
    linesBefore: 1,
    originalColumn,
    passThrough: module.passThrough,
    strict,
    usedAssignments,
  };
}

function parseSource(source: string, edits: Edits, report: Report): Program | null {
  try {
    return parse(source, {
      ecmaVersion: 2024,
      sourceType: 'module',
      preserveParens: true,
      ranges: true,
      // The locator reads the source map. If the comment stayed, Node would read it too, for different lines.
      onComment: (_block, text, start, end) => {
        if (text.includes('sourceMappingURL=')) edits.blank(start, end);
      },
    });
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    // acorn adds the position to the message ("… (3:7)") and counts columns differently.
    const offset = 'pos' in error && typeof error.pos === 'number' ? error.pos : 0;
    const value = `${error.message.replace(/ \(\d+:\d+\)$/, '')}.`;
    report({ errorType: 'PARSE_ERROR', rule: 'syntax', value }, offset);
    return null;
  }
}

function readModule(program: Program, imports: Imports, edits: Edits, report: Report) {
  const exported = new Map<string, string>();
  for (const node of program.body) {
    if (node.type === 'ImportDeclaration') {
      imports.read(node, report);
      edits.blank(node.start, node.end);
    } else if (node.type === 'ExportNamedDeclaration') {
      if (node.source) refuseModule(String(node.source.value), node.start, report);
      for (const local of declaredNames(node.declaration ?? null)) exported.set(local, local);
      for (const { exported: outer, local } of node.specifiers) {
        exported.set(identifier(outer), identifier(local));
      }
      edits.blank(node.start, node.declaration?.start ?? node.end);
    } else if (node.type === 'ExportDefaultDeclaration' || node.type === 'ExportAllDeclaration') {
      report(exportsError('Export the functions request and response by name, nothing else.'), node.start);
    }
  }
  for (const handler of ['request', 'response']) {
    const local = exported.get(handler);
    if (local === undefined || isNoFunction(program, local)) report(missingExport(handler), 0);
  }
  const handlers = ['request', 'response'].map((handler) => `${handler}: ${exported.get(handler) ?? 'undefined'}`);
  return { imports, exports: `{ ${handlers.join(', ')} }`, passThrough: passThrough(program, exported) };
}

function exportsError(value: string): Problem {
  return { errorType: 'LINT_ERROR', rule: 'exports', value };
}

function missingExport(handler: string): Problem {
  const value = `The code must export a function named ${handler}.`;
  return { errorType: 'MISSING_MAPPING_EXPORT', rule: 'exports', value };
}

/** Whether a variable of the module evidently holds something else: `export const request = { … }`. */
function isNoFunction(program: Program, name: string): boolean {
  const statements = program.body as readonly Node[] as readonly Fields[];
  const declarations = statements
    .map((node) => (node.type === 'ExportNamedDeclaration' ? node['declaration'] : node) as Fields | null)
    .flatMap((node) => (node?.type === 'VariableDeclaration' ? (node['declarations'] as readonly Fields[]) : []));
  const declared = declarations.find(({ id }) => (id as Fields).type === 'Identifier' && identifier(id) === name);
  if (declared === undefined) return false;
  // One without a value may get its function later.
  const value = declared['init'] as Fields | null;
  return ['Literal', 'TemplateLiteral', 'ObjectExpression', 'ArrayExpression'].includes(value?.type ?? '');
}

function declaredNames(declaration: Node | null): string[] {
  const fields = declaration as Fields | null;
  if (fields?.type === 'FunctionDeclaration') return [identifier(fields['id'])];
  if (fields?.type !== 'VariableDeclaration') return [];
  const names = (fields['declarations'] as readonly Fields[]).map(({ id }) => id as Fields);
  return names.filter(({ type }) => type === 'Identifier').map(identifier);
}

function addNames(node: Fields, names: Set<string>): void {
  if (node.type === 'Identifier') names.add(identifier(node));
  for (const child of children(node)) addNames(child, names);
}

function unused(name: string, taken: ReadonlySet<string>): string {
  return taken.has(name) ? unused(`${name}$`, taken) : name;
}
