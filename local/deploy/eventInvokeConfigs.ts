import { Properties } from '../assembly/properties.ts';
import type { Resource } from '../assembly/resource.ts';
import type { Resources } from '../assembly/resources.ts';
import { nameOf } from '../assembly/resources.ts';
import { type AsyncSettings, defaultSettings } from '../lambda/async/event.ts';
import type { LambdaFunction } from '../lambda/function.ts';

/**
 * Reads how a function's asynchronous events are handled (AWS CloudFormation user guide,
 * "AWS::Lambda::EventInvokeConfig").
 * @returns the function's name and its settings
 * @throws Error for a function that is not part of the assembly
 */
export function deployEventInvokeConfig(
  resource: Resource,
  resources: Resources,
  functions: readonly LambdaFunction[],
): readonly [string, AsyncSettings] {
  const name = nameOf(resource);
  const declared = new Properties(name, resources.propertiesOf(resource));
  const target = declared.text('FunctionName');
  const found = functions.find((fn) => fn.name === target || fn.arn === target);
  if (found === undefined) throw new Error(`${name}: the function ${target} is not part of the assembly.`);
  const destinations = declared.map('DestinationConfig');
  const onFailureArn = destinations.map('OnFailure').optionalText('Destination');
  const onSuccessArn = destinations.map('OnSuccess').optionalText('Destination');
  return [
    found.name,
    {
      maximumRetries: declared.optionalNumber('MaximumRetryAttempts') ?? defaultSettings.maximumRetries,
      maximumAgeSeconds: declared.optionalNumber('MaximumEventAgeInSeconds') ?? defaultSettings.maximumAgeSeconds,
      ...(onFailureArn === undefined ? {} : { onFailureArn }),
      ...(onSuccessArn === undefined ? {} : { onSuccessArn }),
    },
  ];
}
