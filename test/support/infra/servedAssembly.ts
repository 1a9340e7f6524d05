/**
 * Synthesizes the app's stage `dev` for a host, which checks the resolvers' code itself. Loads CDK only when it is called,
 * for that takes seconds.
 * @param settings what `-c` adds
 * @returns the folder of the cloud assembly
 */
export async function servedAssembly(settings: Readonly<Record<string, string>> = {}): Promise<string> {
  const { takeItApp } = await import('./synthesize.ts');
  return takeItApp('dev', settings).app.synth().directory;
}
