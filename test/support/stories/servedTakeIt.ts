import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { temporaryDirectory } from '../assemblies.ts';
import { launch, ready, type Start } from '../host/starts.ts';
import { hostPort } from '../ports.ts';
import { until } from '../processes.ts';

interface Template {
  readonly Resources: Readonly<Record<string, { readonly Type: string; readonly Properties: Record<string, unknown> }>>;
}

/** `npm start` with Take It, in a folder of a test's own, that can be killed and started again. */
export class ServedTakeIt {
  readonly folder = temporaryDirectory();
  readonly #arguments: readonly string[];
  #printed = '';
  #start: Start;

  private constructor(assembly: string, port: number) {
    this.#arguments = ['--assembly', assembly, '--port', String(port)];
    this.#start = launch(this.folder, this.#arguments);
  }

  /**
   * Serves a copy of an assembly.
   * @param tokenSeconds how long ID and access tokens live there; Cognito's minimum is five minutes
   */
  static async start(assembly: string, tokenSeconds: number): Promise<ServedTakeIt> {
    const served = new ServedTakeIt(withShortTokens(assembly, tokenSeconds), await hostPort());
    await ready(served.#start);
    return served;
  }

  get outputs(): string {
    return join(this.folder, '.takeit', 'amplify_outputs.json');
  }

  get certificate(): string {
    return join(this.folder, '.takeit', 'data', 'localhost.crt');
  }

  /** Kills the host without a warning, and starts it again on its port and data. */
  async restart(): Promise<void> {
    await this.kill();
    this.#start = launch(this.folder, this.#arguments);
    await ready(this.#start);
  }

  /** The code that the host prints for somebody. */
  async codeFor(email: string): Promise<string> {
    const code = () => new RegExp(`Code +(\\d+) for ${email}`).exec(this.#printed + this.#start.printed())?.[1];
    await until(() => code() !== undefined, `the code for ${email} is printed`);
    return code() ?? '';
  }

  async kill(): Promise<void> {
    await this.#start.kill();
    this.#printed += this.#start.printed();
  }
}

/**
 * Copies an assembly, with tokens that end soon. Cognito's minimum is five minutes.
 * @returns the folder of the copy
 */
export function withShortTokens(assembly: string, tokenSeconds: number): string {
  const copy = temporaryDirectory();
  cpSync(assembly, copy, { recursive: true });
  const client = {
    AccessTokenValidity: tokenSeconds,
    IdTokenValidity: tokenSeconds,
    TokenValidityUnits: { AccessToken: 'seconds', IdToken: 'seconds', RefreshToken: 'minutes' },
  };
  for (const file of readdirSync(copy).filter((name) => name.endsWith('.template.json'))) {
    const template = JSON.parse(readFileSync(join(copy, file), 'utf8')) as Template;
    for (const { Type, Properties } of Object.values(template.Resources)) {
      if (Type === 'AWS::Cognito::UserPoolClient') Object.assign(Properties, client);
    }
    writeFileSync(join(copy, file), JSON.stringify(template));
  }
  return copy;
}
