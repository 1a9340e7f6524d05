import { randomUUID } from 'node:crypto';

import type { FunctionRuntime, LambdaFunction, Outcome } from './function.ts';
import { FunctionWorker } from './worker.ts';

export interface RuntimeOptions {
  readonly region: string;
  /** Environment variables that every function gets: the addresses of the engines. */
  readonly endpoints: Readonly<Record<string, string>>;
  /** Variables that override these for one environment. Default: none. */
  readonly endpointsOf?: (environment: string) => Readonly<Record<string, string>>;
  /** Changes the variables of the template for one environment. Default: they stay. */
  readonly redirected?: (
    variables: Readonly<Record<string, string>>,
    environment: string,
  ) => Readonly<Record<string, string>>;
  /** The credentials of a role, as Lambda sets them in the environment. */
  readonly credentialsOf: (declared: LambdaFunction) => Readonly<Record<string, string>>;
  readonly log: (line: string) => void;
  /** The maximum number of concurrent invocations of one function; others wait. Default: 10. */
  readonly concurrency?: number;
}

/** Creates a runtime for functions. A worker starts when its function is first invoked. */
export function createFunctionRuntime(functions: readonly LambdaFunction[], options: RuntimeOptions): FunctionRuntime {
  const pools = functions.map((declared) => new WorkerPool(declared, options));
  const byName = new Map(functions.flatMap(({ name, arn }, index) => [name, arn].map((key) => [key, pools[index]])));
  return {
    invoke: async (nameOrArn, event, requestId) => {
      const pool = byName.get(nameOrArn);
      if (pool === undefined) throw new Error(`The function ${nameOrArn} is not part of the assembly.`);
      return await pool.invoke(JSON.stringify(event ?? null), requestId);
    },
    kill: async (environment) => {
      await Promise.all(pools.map((pool) => pool.kill(environment)));
    },
    close: async () => {
      await Promise.all(pools.map((pool) => pool.close()));
    },
  };
}

/** The workers of one function. It uses idle workers again, and starts new ones up to the maximum. */
class WorkerPool {
  readonly #declared: LambdaFunction;
  readonly #options: RuntimeOptions;
  readonly #idle: FunctionWorker[] = [];
  readonly #all = new Set<FunctionWorker>();
  readonly #waiting: ((worker: FunctionWorker) => void)[] = [];
  #closed = false;
  #started = 0;

  constructor(declared: LambdaFunction, options: RuntimeOptions) {
    this.#declared = declared;
    this.#options = options;
  }

  async invoke(event: string, requestId: string = randomUUID()): Promise<Outcome> {
    const worker = await this.#acquire();
    const outcome = await worker.run(requestId, event);
    this.#release(worker);
    return { ...outcome, environment: worker.id };
  }

  async kill(environment: string): Promise<void> {
    await Promise.all([...this.#all].filter(({ id }) => id === environment).map((worker) => worker.kill()));
  }

  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all([...this.#all].map((worker) => worker.stop()));
  }

  #acquire(): Promise<FunctionWorker> | FunctionWorker {
    if (this.#closed) throw new Error(`The function ${this.#declared.name} was invoked after the host had closed.`);
    const idle = this.#idle.pop();
    if (idle?.isAlive) return idle;
    if (idle !== undefined) {
      this.#all.delete(idle);
      return this.#acquire();
    }
    if (this.#all.size < (this.#options.concurrency ?? 10)) return this.#start();
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  #release(worker: FunctionWorker): void {
    if (!worker.isAlive) this.#all.delete(worker);
    const next = this.#waiting.shift();
    if (next !== undefined) next(worker.isAlive ? worker : this.#start());
    else if (worker.isAlive) this.#idle.push(worker);
  }

  #start(): FunctionWorker {
    const { name } = this.#declared;
    this.#started += 1;
    const id = `${name}/${this.#started}`;
    const worker = new FunctionWorker(this.#declared, {
      id,
      environment: environmentOf(id, this.#declared, this.#options),
      log: (line) => {
        this.#options.log(`${name}: ${line}`);
      },
    });
    this.#all.add(worker);
    return worker;
  }
}

/**
 * The variables that Lambda's runtime defines, and the template's (AWS Lambda developer guide, "Working with Lambda
 * environment variables").
 */
function environmentOf(
  id: string,
  declared: LambdaFunction,
  { region, endpoints, endpointsOf, redirected, credentialsOf }: RuntimeOptions,
) {
  const { PATH = '' } = process.env;
  return {
    PATH,
    LANG: 'en_US.UTF-8',
    TZ: ':UTC',
    // The AWS SDK would warn about this machine's Node.js, but the function declares another version.
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    ...endpoints,
    ...endpointsOf?.(id),
    ...(redirected?.(declared.environment(), id) ?? declared.environment()),
    _HANDLER: declared.handler,
    AWS_DEFAULT_REGION: region,
    AWS_EXECUTION_ENV: `AWS_Lambda_${declared.runtime}`,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(declared.memoryMegabytes),
    AWS_LAMBDA_FUNCTION_NAME: declared.name,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_REGION: region,
    LAMBDA_TASK_ROOT: declared.directory,
    ...credentialsOf(declared),
  };
}
