import { randomUUID } from 'node:crypto';

import type { Principals } from '../iam/principals.ts';
import { deniedMessage, signerOf } from '../iam/signature.ts';
import { type Answer, type LocalService, parsed, type ServiceRequest } from '../services/service.ts';
import { isNamed, type Secret } from './secret.ts';

export interface SecretsManagerOptions {
  readonly region: string;
  /** The beginning of the account's ARNs: `arn:aws:secretsmanager:REGION:ACCOUNT`. */
  readonly place: string;
  readonly principals: Principals;
  readonly secrets: () => readonly Secret[];
}

/**
 * GetSecretValue of Secrets Manager (AWS Secrets Manager API reference) for secrets that the host generates. Callers
 * need `secretsmanager:GetSecretValue` on the secret.
 */
export function secretsManager(options: SecretsManagerOptions): LocalService {
  const started = Math.floor(Date.now() / 1_000);
  return {
    callOf: (request) => {
      const operation = operationOf(request);
      return operation === undefined ? undefined : { operation, input: parsed(request.body) ?? null };
    },
    answer: async (request) => await answer(request, options, started),
  };
}

async function answer(request: ServiceRequest, options: SecretsManagerOptions, started: number): Promise<Answer> {
  const signer = signerOf(request, options.principals, { service: 'secretsmanager', region: options.region });
  if (signer === null) {
    return failure('UnrecognizedClientException', 'The security token included in the request is invalid.');
  }
  const operation = operationOf(request);
  if (operation !== 'GetSecretValue') {
    return failure('UnknownOperationException', 'The local host serves GetSecretValue of Secrets Manager alone.');
  }
  const input = (parsed(request.body) ?? {}) as Readonly<Record<string, unknown>>;
  const { SecretId: id, VersionStage: stage = 'AWSCURRENT', VersionId: version } = input;
  if (typeof id !== 'string' || id === '') {
    return failure('ValidationException', 'SecretId must be the name or the ARN of a secret.');
  }
  const secret = options.secrets().find((each) => isNamed(each, id));
  const arn = secret?.arn ?? (id.startsWith('arn:') ? id : `${options.place}:secret:${id}`);
  if (!signer.rights('secretsmanager:GetSecretValue', arn)) {
    return failure('AccessDeniedException', deniedMessage(signer, 'secretsmanager:GetSecretValue', id));
  }
  if (secret === undefined) {
    return failure('ResourceNotFoundException', "Secrets Manager can't find the specified secret.");
  }
  if (stage !== 'AWSCURRENT' || (version !== undefined && version !== secret.versionId)) {
    const what = version === undefined ? ['staging label', stage] : ['VersionId', version];
    const message = `Secrets Manager can't find the specified secret value for ${what.join(': ')}`;
    return failure('ResourceNotFoundException', message);
  }
  return ok({
    ARN: secret.arn,
    CreatedDate: started,
    Name: secret.name,
    SecretString: await secret.value(request.environment),
    VersionId: secret.versionId,
    VersionStages: ['AWSCURRENT'],
  });
}

function operationOf({ headers }: ServiceRequest): string | undefined {
  return /^secretsmanager\.(\w+)$/.exec(headers['x-amz-target'] ?? '')?.[1];
}

function ok(body: unknown): Answer {
  return { status: 200, headers: headersOf(), body: JSON.stringify(body) };
}

/** AWS Secrets Manager API reference, "Common Errors": all of these have the status 400. */
function failure(name: string, message: string): Answer {
  return { status: 400, headers: headersOf(), body: JSON.stringify({ __type: name, Message: message, message }) };
}

function headersOf() {
  return { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-requestid': randomUUID() };
}
