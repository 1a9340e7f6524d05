import { stableId } from '../deploy/names.ts';

/** A secret that the host generates. */
export interface Secret {
  readonly name: string;
  readonly arn: string;
  readonly versionId: string;
  /** The value for one calling environment. */
  readonly value: (environment: string) => Promise<string>;
}

/** The six characters that Secrets Manager adds to a name in an ARN (AWS Secrets Manager user guide, "Secret ARN"). */
const suffix = /-[A-Za-z0-9]{6}$/;

/**
 * The name and the ARN of a secret.
 * @param id a name, an ARN, or an ARN without its last six characters
 * @param place the beginning of the account's ARNs: `arn:aws:secretsmanager:REGION:ACCOUNT`
 */
export function secretIdentity(id: string, place: string): Pick<Secret, 'name' | 'arn' | 'versionId'> {
  const versionId = stableId(`version of ${id}`, 32);
  const ending = stableId(`secret ${id}`, 6);
  if (!id.startsWith('arn:')) return { name: id, arn: `${place}:secret:${id}-${ending}`, versionId };
  const name = id.split(':secret:')[1] ?? id;
  if (suffix.test(name)) return { name: name.replace(suffix, ''), arn: id, versionId };
  return { name, arn: `${id}-${ending}`, versionId };
}

/** Whether a caller means this secret (AWS Secrets Manager API reference, "GetSecretValue", SecretId). */
export function isNamed({ name, arn }: Pick<Secret, 'name' | 'arn'>, id: string): boolean {
  return id === name || id === arn || id === arn.replace(suffix, '');
}
