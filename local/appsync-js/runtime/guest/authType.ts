import { isObject } from './language/kinds.ts';

interface IdentityShape {
  readonly name: string;
  readonly required: readonly string[];
  readonly optional: readonly string[];
}

const shapes: readonly IdentityShape[] = [
  { name: 'Lambda Authorization', required: [], optional: ['resolverContext'] },
  { name: 'Open ID Connect Authorization', required: ['sub', 'issuer', 'claims'], optional: [] },
  {
    name: 'User Pool Authorization',
    required: ['sub', 'issuer', 'claims', 'username', 'sourceIp', 'defaultAuthStrategy'],
    optional: ['groups'],
  },
  {
    name: 'IAM Authorization',
    required: ['accountId', 'username', 'userArn', 'sourceIp'],
    optional: [
      ...['cognitoIdentityPoolId', 'cognitoIdentityId'],
      ...['cognitoIdentityAuthType', 'cognitoIdentityAuthProvider'],
    ],
  },
];

/**
 * `util.authType`: derived from the fields of the identity, as on AWS. An unknown set of fields counts as an API key.
 */
export function authType(identity: unknown): string {
  const shape = isObject(identity) ? shapes.find((candidate) => fits(identity, candidate)) : undefined;
  return shape?.name ?? 'API Key Authorization';
}

function fits(identity: Record<string, unknown>, { required, optional }: IdentityShape): boolean {
  const known = required.concat(optional);
  return (
    required.every((name) => identity[name] !== undefined && identity[name] !== null) &&
    Object.keys(identity).every((name) => known.includes(name))
  );
}
