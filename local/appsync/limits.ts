/** AppSync's quotas that do not depend on an API's settings (AWS General Reference, "AWS AppSync endpoints and quotas"). */
export const limits = {
  requestMilliseconds: 30_000,
  schemaBytes: 1_000_000,
  resolverResultBytes: 5 * 1024 * 1024,
  resolversPerRequest: 10_000,
  queryTokens: 15_000,
  /** graphql-java's limit; AppSync documents none. */
  fieldsPerOperation: 100_000,
  invalidationsPerRequest: 5,
} as const;
