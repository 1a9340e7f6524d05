import { checkCodeApart } from '../appsync/check/apart.ts';
import { distinct, refuse, type Finding, type NamedCode } from '../appsync/check/findings.ts';
import { limits } from '../appsync/limits.ts';
import type { Assembly } from '../assembly/assembly.ts';
import { Properties } from '../assembly/properties.ts';
import { nameOf, type Resource, type Resources } from '../assembly/resources.ts';
import { isList, isMap } from '../assembly/template.ts';
import { inlineOrAsset } from './code.ts';

/**
 * Checks the code of all resolvers and functions, beside whatever else is done meanwhile. Raises one error that lists
 * all that AppSync would refuse: the code itself, code that is too long, pipelines of too many functions (AWS General
 * Reference, "AWS AppSync endpoints and quotas").
 */
export async function refuseUndeployable(resources: Resources, assembly: Assembly): Promise<void> {
  const carriers = resources.ofType('AWS::AppSync::Resolver', 'AWS::AppSync::FunctionConfiguration');
  const codes = carriers.flatMap((resource) => codeOf(resource, resources, assembly));
  const measured = [...codes.flatMap(tooLong), ...carriers.flatMap(tooManyFunctions)];
  refuse(distinct([...measured, ...(await checkCodeApart(codes))]));
}

function codeOf(resource: Resource, resources: Resources, assembly: Assembly): readonly NamedCode[] {
  const name = nameOf(resource);
  const properties = new Properties(name, resources.knownPropertiesOf(resource));
  if (!properties.has('Code') && !properties.has('CodeS3Location')) return [];
  return [{ name, code: inlineOrAsset(name, properties, 'Code', assembly.assets) }];
}

function tooLong({ name, code }: NamedCode): readonly Finding[] {
  if (code.length <= limits.codeCharacters) return [];
  return [
    measured(name, 'code-size', `The code has ${code.length} characters; AppSync takes ${limits.codeCharacters}.`),
  ];
}

function tooManyFunctions(resource: Resource): readonly Finding[] {
  const { PipelineConfig: pipeline = null } = resource.properties;
  const functions = (isMap(pipeline) ? pipeline['Functions'] : null) ?? null;
  const count = isList(functions) ? functions.length : 0;
  if (count <= limits.functionsPerPipeline) return [];
  const message = `The pipeline has ${count} functions; AppSync takes ${limits.functionsPerPipeline}.`;
  return [measured(nameOf(resource), 'pipeline-length', message)];
}

function measured(file: string, rule: string, message: string): Finding {
  return { errorType: 'LINT_ERROR', rule, message, file, line: 1, column: 1 };
}
