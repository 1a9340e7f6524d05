import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Template } from './template.ts';

/** A synthesized CDK app: its stacks, each after those it depends on, and the files that were to go to S3. */
export interface Assembly {
  readonly directory: string;
  readonly stacks: readonly Stack[];
  /** S3 object key -> the file or folder on this machine. */
  readonly assets: ReadonlyMap<string, string>;
}

export interface Stack {
  readonly name: string;
  readonly template: Template;
}

interface Manifest {
  readonly artifacts?: Readonly<Record<string, Artifact>>;
}

interface Artifact {
  readonly type: string;
  readonly dependencies?: readonly string[];
  readonly properties?: {
    readonly templateFile?: string;
    readonly stackName?: string;
    readonly file?: string;
    readonly directoryName?: string;
  };
}

interface AssetManifest {
  readonly files?: Readonly<
    Record<
      string,
      {
        readonly source: { readonly path?: string };
        readonly destinations: Readonly<Record<string, { readonly objectKey: string }>>;
      }
    >
  >;
}

/**
 * Reads the cloud assembly that `cdk synth` left in a folder, the assemblies of its stages among it.
 * Raises an error when the folder holds none. (CDK's "cloud-assembly-schema" describes the files; loading its reader
 * would cost more than the whole deployment.)
 */
export function readAssembly(directory: string): Assembly {
  const stacks: Stack[] = [];
  const assets = new Map<string, string>();
  collect(resolve(directory), stacks, assets);
  if (stacks.length === 0) throw new Error(`The cloud assembly in ${directory} has no stack.`);
  return { directory: resolve(directory), stacks, assets };
}

function collect(directory: string, stacks: Stack[], assets: Map<string, string>): void {
  const { artifacts = {} } = readManifest(directory);
  for (const [id, { type, properties = {} }] of inOrder(artifacts)) {
    if (type === 'aws:cloudformation:stack' && properties.templateFile !== undefined) {
      const template = readJson(join(directory, properties.templateFile)) as Template;
      stacks.push({ name: properties.stackName ?? id, template });
    } else if (type === 'cdk:asset-manifest' && properties.file !== undefined) {
      collectAssets(directory, properties.file, assets);
    } else if (type === 'cdk:cloud-assembly' && properties.directoryName !== undefined) {
      collect(join(directory, properties.directoryName), stacks, assets);
    }
  }
}

function collectAssets(directory: string, file: string, assets: Map<string, string>): void {
  const { files = {} } = readJson(join(directory, file)) as AssetManifest;
  for (const { source, destinations } of Object.values(files)) {
    if (source.path === undefined) continue;
    for (const { objectKey } of Object.values(destinations)) assets.set(objectKey, join(directory, source.path));
  }
}

/** The artifacts, each after its dependencies. */
function inOrder(artifacts: Readonly<Record<string, Artifact>>): readonly (readonly [string, Artifact])[] {
  const ordered = new Map<string, Artifact>();
  const visit = (id: string): void => {
    const artifact = artifacts[id];
    if (artifact === undefined || ordered.has(id)) return;
    artifact.dependencies?.forEach(visit);
    ordered.set(id, artifact);
  };
  Object.keys(artifacts).forEach(visit);
  return [...ordered];
}

function readManifest(directory: string): Manifest {
  try {
    return readJson(join(directory, 'manifest.json')) as Manifest;
  } catch (error) {
    throw new Error(`There is no cloud assembly in ${directory}: make one with \`npx cdk synth\`.`, { cause: error });
  }
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}
