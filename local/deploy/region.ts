/** The region of the environment, or the one that AWS's own examples use. Loads nothing, so that engines start early. */
export function localRegion(): string {
  return process.env['AWS_REGION'] ?? 'us-east-1';
}
