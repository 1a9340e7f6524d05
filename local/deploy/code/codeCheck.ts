import { type Basis, basisOf, refused, sources } from '../../appsync-js/check/basis.ts';
import { distinct, type Finding, type NamedCode, refuse } from '../../appsync-js/check/findings.ts';
import { type Checker, createChecker } from '../../appsync-js/check/process/apart.ts';
import { codeLimits } from '../../appsync-js/limits.ts';
import type { Assembly } from '../../assembly/assembly.ts';
import { Properties } from '../../assembly/properties.ts';
import type { Resource } from '../../assembly/resource.ts';
import { nameOf, type Resources } from '../../assembly/resources.ts';
import { isList, isMap } from '../../assembly/template.ts';
import { inlineOrAsset } from './code.ts';

export interface CheckOptions {
  /**
   * Everything that AWS may reject or execute differently is an error. Without this option only what AWS certainly
   * rejects is an error. Default: true.
   */
  readonly strict?: boolean;
  /** Has perhaps read some of the code already. Default: a new one. */
  readonly checker?: Checker;
}

/**
 * Checks the code of all resolvers and functions in a separate process: the code itself, its length, and the number of
 * functions in a pipeline (AWS General Reference, "AWS AppSync endpoints and quotas").
 * @returns one sentence for each finding that is not an error, with its place and source
 * @throws one Error that lists everything that AWS would reject
 */
export async function refuseUndeployable(
  resources: Resources,
  assembly: Assembly,
  { strict = true, checker = createChecker() }: CheckOptions = {},
): Promise<readonly string[]> {
  const carriers = resources.ofType('AWS::AppSync::Resolver', 'AWS::AppSync::FunctionConfiguration');
  const codes = carriers.flatMap((resource) => codeOf(resource, resources, assembly));
  const measured = [...codes.flatMap(tooLong), ...carriers.flatMap(tooManyFunctions)];
  try {
    return refuse(distinct([...measured, ...(await checker.check(codes))]), strict);
  } finally {
    checker.close();
  }
}

function codeOf(resource: Resource, resources: Resources, assembly: Assembly): readonly NamedCode[] {
  const name = nameOf(resource);
  const properties = new Properties(name, resources.knownPropertiesOf(resource));
  if (!properties.has('Code') && !properties.has('CodeS3Location')) return [];
  return [{ name, code: inlineOrAsset(name, properties, 'Code', assembly.assets) }];
}

/** AWS documents two different limits, so a length between them may be too long. */
function tooLong({ name, code: { length } }: NamedCode): readonly Finding[] {
  const { characters, strictCharacters } = codeLimits;
  if (length <= strictCharacters) return [];
  const most = length > characters ? characters : strictCharacters;
  const basis = refused(length > characters ? 'certain' : 'doubtful', sources.quotas);
  return [measured(name, 'code-size', `The code has ${length} characters; AppSync accepts ${most}.`, basis)];
}

function tooManyFunctions(resource: Resource): readonly Finding[] {
  const { PipelineConfig: pipeline = null } = resource.properties;
  const functions = (isMap(pipeline) ? pipeline['Functions'] : null) ?? null;
  const count = isList(functions) ? functions.length : 0;
  if (count <= codeLimits.functionsPerPipeline) return [];
  const message = `The pipeline has ${count} functions; AppSync accepts ${codeLimits.functionsPerPipeline}.`;
  return [measured(nameOf(resource), 'pipeline-length', message)];
}

function measured(file: string, rule: string, message: string, basis: Basis = basisOf(rule)): Finding {
  return { errorType: 'LINT_ERROR', rule, message, file, line: 1, column: 1, ...basis };
}
