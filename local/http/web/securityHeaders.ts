/**
 * The headers that a deployed page has, with this machine's addresses: `connect-src` allows every loopback port, because
 * Cognito listens on another one. Nothing may be inline, so injected markup cannot run.
 * @param host the `Host` that the page was asked by
 */
export function securityHeaders(host: string): Readonly<Record<string, string>> {
  const local = ['http', 'https', 'ws', 'wss'].flatMap((scheme) => [
    `${scheme}://127.0.0.1:*`,
    `${scheme}://localhost:*`,
  ]);
  const policy = [
    "default-src 'self'",
    "img-src 'self' data:",
    `connect-src 'self' ${['http', 'https', 'ws', 'wss'].map((scheme) => `${scheme}://${host}`).join(' ')} ${local.join(' ')}`,
    "frame-ancestors 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "object-src 'none'",
  ];
  return {
    'content-security-policy': policy.join('; '),
    'referrer-policy': 'strict-origin-when-cross-origin',
    'x-frame-options': 'SAMEORIGIN',
    'permissions-policy': 'camera=(), geolocation=(), microphone=()',
    'cross-origin-opener-policy': 'same-origin',
  };
}
