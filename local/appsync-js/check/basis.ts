/** `refused`: AWS rejects the code when it is saved. `differs`: AWS saves it and executes it differently. */
export type Severity = 'refused' | 'differs';

/**
 * `certain`: documented, in AWS's own tools, or reported several times with a reproduction. `likely`: one good report.
 * `doubtful`: a bare claim, or a contradicted one. `contradicted`: AWS was recorded doing otherwise, so the rule only
 * keeps our own code on the safe side.
 */
export type Confidence = 'certain' | 'likely' | 'doubtful' | 'contradicted';

/** Why a rule exists. */
export interface Basis {
  readonly severity: Severity;
  readonly confidence: Confidence;
  /** The public report or the documentation page that the rule follows. */
  readonly source: string;
}

const guide = 'docs.aws.amazon.com/appsync/latest/devguide';

/** Pages and reports that several rules follow. */
export const sources = {
  supportedFeatures: `${guide}/supported-features.html`,
  contextReference: `${guide}/resolver-context-reference-js.html`,
  modules: `${guide}/built-in-modules-js.html`,
  quotas: 'docs.aws.amazon.com/general/latest/gr/appsync.html',
  plugin: 'npm @aws-appsync/eslint-plugin',
  evaluateCode: 'published notes of projects that ran EvaluateCode',
  typeCheck: 'aws-appsync-community#334',
} as const;

export function refused(confidence: Confidence, source: string): Basis {
  return { severity: 'refused', confidence, source };
}

export function differs(confidence: Confidence, source: string): Basis {
  return { severity: 'differs', confidence, source };
}

/** Rules of the parser and the loader that have a report of their own. */
const known: Readonly<Record<string, Basis>> = {
  'no-throw': refused('certain', 'aws-appsync-community#337'),
  'no-new': refused('certain', 'aws-appsync-community#402'),
  // No report names these two; the loader cannot run them.
  'no-accessors': refused('certain', sources.supportedFeatures),
  'no-bigint': refused('certain', sources.supportedFeatures),
  imports: refused('certain', sources.modules),
  exports: refused('certain', 'docs.aws.amazon.com/appsync/latest/devguide/resolver-reference-overview-js.html'),
  'code-size': refused('certain', sources.quotas),
  'pipeline-length': refused('certain', sources.quotas),
};

/** The basis of a rule that is not one of `rules/`: syntax, imports, exports and quotas. */
export function basisOf(rule: string): Basis {
  return known[rule] ?? refused('certain', sources.supportedFeatures);
}
