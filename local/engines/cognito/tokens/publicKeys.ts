import type { RequestListener, ServerResponse } from 'node:http';

import type { SigningKey } from './signingKey.ts';
import type { SessionTokens } from './tokens.ts';

const wellKnown = /^\/([\w-]+)\/\.well-known\/(jwks\.json|openid-configuration)$/;

/** Answers where a pool's public keys are asked for; cognito-local would answer with the key of its package. */
export function withPublicKeys(next: RequestListener, key: SigningKey, tokens: SessionTokens): RequestListener {
  return (request, response) => {
    const [, poolId, file] = wellKnown.exec(request.url ?? '') ?? [];
    if (request.method !== 'GET' || poolId === undefined) {
      next(request, response);
      return;
    }
    if (file === 'jwks.json') {
      answer(response, { keys: [key.publicKey] });
      return;
    }
    const issuer = tokens.issuerOf(poolId);
    answer(response, {
      issuer,
      jwks_uri: `${issuer}/.well-known/jwks.json`,
      id_token_signing_alg_values_supported: ['RS256'],
      subject_types_supported: ['public'],
    });
  };
}

function answer(response: ServerResponse, body: object): void {
  response.writeHead(200, { 'content-type': 'application/json', 'access-control-allow-origin': '*' });
  response.end(JSON.stringify(body));
}
