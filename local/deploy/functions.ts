import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Assembly } from '../assembly/assembly.ts';
import { arn } from '../assembly/attributes.ts';
import { Properties } from '../assembly/properties.ts';
import type { Resource } from '../assembly/resource.ts';
import type { Resources } from '../assembly/resources.ts';
import { nameOf, physicalName } from '../assembly/resources.ts';
import type { LambdaFunction } from '../lambda/function.ts';

/** The folder for inline code, so that it runs like other code. */
const inlineFolder = 'lambda-inline';

/**
 * Creates a Lambda function from its resource and stores its name and ARN for the other resources. Its environment
 * variables are evaluated when it runs, because one may be the API's address.
 * @throws Error for code that is not part of the assembly
 */
export function deployFunction(resource: Resource, resources: Resources, assembly: Assembly): LambdaFunction {
  // `Environment` may refer to values that are known only later.
  const { Environment: environment, ...now } = resource.properties;
  const declared = new Properties(nameOf(resource), resources.propertiesOf({ ...resource, properties: now }));
  const name = declared.optionalText('FunctionName') ?? physicalName(resource);
  const functionArn = arn('lambda', `function:${name}`, resources.environment);
  const deadLetterArn = declared.map('DeadLetterConfig').optionalText('TargetArn');
  resources.identify(resource, { ref: name, attributes: { Arn: functionArn } });
  return {
    name,
    arn: functionArn,
    directory: codeFolder(nameOf(resource), declared.map('Code'), assembly),
    handler: declared.text('Handler'),
    runtime: declared.text('Runtime'),
    timeoutSeconds: declared.optionalNumber('Timeout') ?? 3,
    memoryMegabytes: declared.optionalNumber('MemorySize') ?? 128,
    roleArn: declared.text('Role'),
    ...(deadLetterArn === undefined ? {} : { deadLetterArn }),
    environment: () => {
      const properties = environment === undefined ? {} : { Environment: environment };
      const later = new Properties(nameOf(resource), resources.propertiesOf({ ...resource, properties }));
      const variables = later.map('Environment').map('Variables');
      return Object.fromEntries(variables.names.map((variable) => [variable, variables.text(variable)]));
    },
  };
}

function codeFolder(resource: string, code: Properties, assembly: Assembly): string {
  const inline = code.optionalText('ZipFile');
  if (inline !== undefined) return writeInline(resource, inline, assembly);
  const key = code.text('S3Key');
  const folder = assembly.assets.get(key);
  if (folder !== undefined && statSync(folder).isDirectory()) return folder;
  throw new Error(`${resource}: its code, ${key}, is not a folder of the assembly.`);
}

/** AWS::Lambda::Function Code: inline code becomes `index.js`, a CommonJS module. */
function writeInline(resource: string, code: string, assembly: Assembly): string {
  const folder = join(assembly.directory, inlineFolder, resource.replace('/', '-'));
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'index.js'), code);
  // A package.json in a parent folder may declare ES modules.
  writeFileSync(join(folder, 'package.json'), '{}');
  return folder;
}
