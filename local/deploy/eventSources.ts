import { Properties } from '../assembly/properties.ts';
import type { Resource } from '../assembly/resource.ts';
import type { Resources } from '../assembly/resources.ts';
import { nameOf } from '../assembly/resources.ts';
import type { LambdaFunction } from '../lambda/function.ts';
import type { StreamMapping } from '../streams/mapping.ts';
import { parsePattern } from '../streams/pattern.ts';
import type { DeployedTable } from './deployment.ts';
import { stableId } from './names.ts';

/** The resources to which a stream mapping may refer. */
export interface StreamParts {
  readonly tables: readonly DeployedTable[];
  readonly functions: readonly LambdaFunction[];
}

/**
 * Reads an event source mapping of a table's stream (AWS CloudFormation user guide, "AWS::Lambda::EventSourceMapping"),
 * with Lambda's defaults.
 * @returns null for a disabled mapping
 * @throws Error for a source that is not a stream of the assembly's tables, and for a filter that Lambda or the host
 *   does not support
 */
export function deployEventSource(resource: Resource, resources: Resources, parts: StreamParts): StreamMapping | null {
  const name = nameOf(resource);
  const declared = new Properties(name, resources.propertiesOf(resource));
  const id = stableId(name, 26);
  resources.identify(resource, { ref: id, attributes: { Id: id } });
  const streamArn = declared.text('EventSourceArn');
  if (!parts.tables.some((table) => table.streamArn === streamArn)) {
    throw new Error(`${name}: ${streamArn} is not the stream of a table of the assembly.`);
  }
  const target = declared.text('FunctionName');
  const found = parts.functions.find((fn) => fn.name === target || fn.arn === target);
  if (found === undefined) throw new Error(`${name}: the function ${target} is not part of the assembly.`);
  if (declared.has('Enabled') && !declared.flag('Enabled')) return null;
  const queue = declared.map('DestinationConfig').map('OnFailure').optionalText('Destination');
  return {
    id,
    name,
    streamArn,
    functionArn: found.arn,
    startingPosition: startingPosition(name, declared),
    patterns: declared
      .map('FilterCriteria')
      .maps('Filters')
      .map((filter) => parsePattern(filter.text('Pattern'), name)),
    batchSize: declared.optionalNumber('BatchSize') ?? 100,
    parallelizationFactor: declared.optionalNumber('ParallelizationFactor') ?? 1,
    batchingWindowSeconds: declared.optionalNumber('MaximumBatchingWindowInSeconds') ?? 0,
    reportsItemFailures: declared.texts('FunctionResponseTypes').includes('ReportBatchItemFailures'),
    bisects: declared.flag('BisectBatchOnFunctionError'),
    maximumRetries: declared.optionalNumber('MaximumRetryAttempts') ?? -1,
    maximumAgeSeconds: declared.optionalNumber('MaximumRecordAgeInSeconds') ?? -1,
    ...(queue === undefined ? {} : { deadLetterArn: queue }),
  };
}

function startingPosition(name: string, declared: Properties): StreamMapping['startingPosition'] {
  const position = declared.text('StartingPosition');
  if (position === 'TRIM_HORIZON' || position === 'LATEST') return position;
  throw new Error(`${name}: a table's stream must start at TRIM_HORIZON or LATEST, not at ${position}.`);
}
