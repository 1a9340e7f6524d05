import type { Rule, SourceCode } from 'eslint';
import type * as TypeScript from 'typescript';

import { loadTools } from './tools.ts';

/** What the TypeScript parser hands to rules. */
export interface TypeServices {
  readonly program: TypeScript.Program;
  readonly esTreeNodeToTSNodeMap: { get(node: Rule.Node): TypeScript.Node };
}

export function servicesOf(code: SourceCode): TypeServices {
  return code.parserServices as TypeServices;
}

export function typeOf(node: Rule.Node, code: SourceCode): TypeScript.Type {
  const { program, esTreeNodeToTSNodeMap } = servicesOf(code);
  return program.getTypeChecker().getTypeAtLocation(esTreeNodeToTSNodeMap.get(node));
}

/** Whether nothing is known of a value, as of everything in `ctx`. */
export function isUnknown(node: Rule.Node, code: SourceCode): boolean {
  const { TypeFlags } = loadTools().typescript;
  return (typeOf(node, code).flags & (TypeFlags.Any | TypeFlags.Unknown)) !== 0;
}

/** Whether a value is a string, or may be one. */
export function isText(node: Rule.Node, code: SourceCode): boolean {
  const { TypeFlags } = loadTools().typescript;
  const type = typeOf(node, code);
  const kinds = type.isUnion() ? type.types : [type];
  return isUnknown(node, code) || kinds.some(({ flags }) => (flags & TypeFlags.StringLike) !== 0);
}

/** Whether a value is an array. */
export function isArray(node: Rule.Node, code: SourceCode): boolean {
  return servicesOf(code).program.getTypeChecker().isArrayLikeType(typeOf(node, code));
}
