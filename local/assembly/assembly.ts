import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import type { Template } from './template.ts';

/** A synthesized CDK app: its stacks, each after its dependencies, and its assets. */
export interface Assembly {
  readonly directory: string;
  readonly stacks: readonly Stack[];
  /** The file or folder on this machine, by S3 object key. */
  readonly assets: ReadonlyMap<string, string>;
}

export interface Stack {
  readonly name: string;
  readonly template: Template;
  /** The resource that creates this stack, if it is a nested stack. */
  readonly nestedIn?: { readonly stack: string; readonly logicalId: string };
}

/** A stack of the manifest, with the stacks that must be deployed before it. */
interface Deployable extends Stack {
  readonly id: string;
  readonly dependencies: readonly string[];
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
 * Reads the cloud assembly that `cdk synth` wrote to a folder, including the assemblies of its stages and its nested
 * stacks. CDK's "cloud-assembly-schema" describes the files. CDK's own reader is not used, because loading it takes
 * longer than the deployment.
 * @param stack reads only the stack with this name and its dependencies
 * @throws Error when the folder has no assembly, or no stack with the name
 */
export function readAssembly(directory: string, stack?: string): Assembly {
  const stacks: Deployable[] = [];
  const assets = new Map<string, string>();
  collect(resolve(directory), stacks, assets);
  if (stacks.length === 0) throw new Error(`The cloud assembly in ${directory} has no stack.`);
  const chosen = stack === undefined ? stacks : withDependencies(stacks, stack);
  return { directory: resolve(directory), stacks: withNested(chosen, assets), assets };
}

function withDependencies(stacks: readonly Deployable[], name: string): readonly Deployable[] {
  const chosen = stacks.find((stack) => stack.name === name || stack.id === name);
  if (chosen === undefined) {
    throw new Error(
      `There is no stack ${name} in the assembly: the stacks are ${stacks.map((stack) => stack.name).join(', ')}.`,
    );
  }
  const needed = new Set([chosen.id]);
  // The stacks are in deployment order, so dependencies come before their dependents.
  for (const { id, dependencies } of [...stacks].reverse()) {
    if (needed.has(id)) dependencies.forEach((dependency) => needed.add(dependency));
  }
  return stacks.filter(({ id }) => needed.has(id));
}

/** Each stack, followed by its nested stacks, whose templates are assets. */
function withNested(stacks: readonly Stack[], assets: ReadonlyMap<string, string>): readonly Stack[] {
  return stacks.flatMap((stack) => {
    const nested = Object.entries(stack.template.Resources ?? {}).flatMap(([logicalId, { Type, Properties = {} }]) => {
      if (Type !== 'AWS::CloudFormation::Stack') return [];
      const file = assetIn(JSON.stringify(Properties['TemplateURL'] ?? ''), assets);
      if (file === undefined) return [];
      const template = readJson(file) as Template;
      return [{ name: `${stack.name}-${logicalId}`, template, nestedIn: { stack: stack.name, logicalId } }];
    });
    return [stack, ...withNested(nested, assets)];
  });
}

/** The asset of a template URL. The URL ends with the asset's object key, whatever intrinsic functions it uses. */
function assetIn(url: string, assets: ReadonlyMap<string, string>): string | undefined {
  return [...assets].find(([objectKey]) => url.includes(`/${objectKey}"`))?.[1];
}

function collect(directory: string, stacks: Deployable[], assets: Map<string, string>): void {
  const { artifacts = {} } = readManifest(directory);
  for (const [id, { type, dependencies = [], properties = {} }] of inOrder(artifacts)) {
    if (type === 'aws:cloudformation:stack' && properties.templateFile !== undefined) {
      const template = readJson(join(directory, properties.templateFile)) as Template;
      stacks.push({ name: properties.stackName ?? id, template, id, dependencies });
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

/** The artifacts in the order of their dependencies. */
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
