/** AppSync's quotas for resolver code (AWS General Reference, "AWS AppSync endpoints and quotas"). */
export const codeLimits = {
  characters: 32_768,
  /** The developer guide's number for the same quota. */
  strictCharacters: 32_000,
  functionsPerPipeline: 10,
} as const;
