import type { Rule, SourceCode } from 'eslint';

import type { CodeErrorType } from '../runtime/codeError.ts';
import type { Basis } from './basis.ts';

/** Reports a node in one sentence. `basis` names the one of the rule's bases that applies. */
export type ReportNode<Key extends string> = (node: Rule.Node, basis: Key, text: string) => void;

/** A rule of our own, for what neither AWS's plugin nor the type check reports. */
export interface OwnRule {
  readonly name: string;
  readonly errorType: CodeErrorType;
  readonly bases: Readonly<Record<string, Basis>>;
  readonly module: Rule.RuleModule;
}

/**
 * Makes an ESLint rule whose findings each have a basis.
 * @param bases what the rule rests on, by a key that reports name
 */
export function ownRule<Key extends string>(
  name: string,
  errorType: CodeErrorType,
  bases: Readonly<Record<Key, Basis>>,
  create: (report: ReportNode<Key>, code: SourceCode) => Rule.RuleListener,
): OwnRule {
  const messages = Object.fromEntries(Object.keys(bases).map((key) => [key, '{{text}}']));
  const module: Rule.RuleModule = {
    meta: { type: 'problem', schema: [], messages },
    create: (context) =>
      create((node, messageId, text) => {
        context.report({ node, messageId, data: { text } });
      }, context.sourceCode),
  };
  return { name, errorType, bases, module };
}
