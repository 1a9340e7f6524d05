import type { Environment, Identity, Resource } from './resource.ts';

type Attributes = (name: string, environment: Environment) => Identity;

function arn(service: string, resource: string, { partition, region, account }: Environment): string {
  return `arn:${partition}:${service}:${region}:${account}:${resource}`;
}

/** The ARN of an IAM resource, which has no region. */
function iamArn(resource: string, { partition, account }: Environment): string {
  return `arn:${partition}:iam::${account}:${resource}`;
}

/**
 * Names and ARNs of resources that the host ignores, because served resources refer to them. The host can ignore a type
 * The host can ignore a type that is missing here, but no other resource can refer to it.
 */
const ignored: Readonly<Record<string, Attributes>> = {
  'AWS::IAM::Role': (name, at) => ({ ref: name, attributes: { Arn: iamArn(`role/${name}`, at), RoleId: name } }),
  'AWS::IAM::ManagedPolicy': (name, at) => {
    const policy = iamArn(`policy/${name}`, at);
    return { ref: policy, attributes: { PolicyArn: policy } };
  },
  'AWS::Logs::LogGroup': (name, at) => ({ ref: name, attributes: { Arn: arn('logs', `log-group:${name}:*`, at) } }),
  'AWS::SNS::Topic': (name, at) => {
    const topic = arn('sns', name, at);
    return { ref: topic, attributes: { TopicArn: topic, TopicName: name } };
  },
  'AWS::SQS::Queue': (name, at) => {
    const url = `https://sqs.${at.region}.amazonaws.com/${at.account}/${name}`;
    return { ref: url, attributes: { Arn: arn('sqs', name, at), QueueName: name, QueueUrl: url } };
  },
  'AWS::KMS::Key': (name, at) => ({ ref: name, attributes: { Arn: arn('kms', `key/${name}`, at), KeyId: name } }),
  'AWS::CloudWatch::Alarm': (name, at) => ({ ref: name, attributes: { Arn: arn('cloudwatch', `alarm:${name}`, at) } }),
  'AWS::CloudWatch::Dashboard': (name) => ({ ref: name, attributes: {} }),
  'AWS::WAFv2::WebACL': (name, at) => ({
    ref: name,
    attributes: { Arn: arn('wafv2', `regional/webacl/${name}/local`, at), Id: name },
  }),
  'AWS::Cognito::UserPoolDomain': (name) => ({ ref: name, attributes: {} }),
  'AWS::Cognito::UserPoolIdentityProvider': (name) => ({ ref: name, attributes: {} }),
};

/** The identity of a resource that the host ignores; undefined for an unknown type. */
export function ignoredIdentity(resource: Resource, environment: Environment): Identity | undefined {
  return ignored[resource.type]?.(`${resource.stack}-${resource.logicalId}`, environment);
}

/**
 * An identity for a resource of an unknown type, to which only other ignored resources refer. Every attribute has a
 * value, made from the resource's name.
 */
export function generatedIdentity({ stack, logicalId, type }: Resource, environment: Environment): Identity {
  const ref = `${stack}-${logicalId}`;
  const service = (type.split('::')[1] ?? '').toLowerCase();
  const valueOf = (name: string) => (name.endsWith('Arn') ? arn(service, ref, environment) : `${ref}-${name}`);
  return { ref, attributes: new Proxy({}, { get: (_, name) => valueOf(String(name)) }) };
}

/** The ARN of a resource in the environment's region and account. */
export { arn };
