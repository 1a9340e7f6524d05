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
  /** Of a nested stack: the resource that makes it. */
  readonly nestedIn?: { readonly stack: string; readonly logicalId: string };
}

/** A stack of the manifest, with the stacks that have to be deployed before it. */
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
 * Reads the cloud assembly that `cdk synth` left in a folder, with the assemblies of its stages and its nested stacks.
 * Raises an error when the folder holds none, or no stack of the name. (CDK's "cloud-assembly-schema" describes the files; loading its reader
 * would cost more than the whole deployment.)
 * @param stack reads only the stack of this name, and those that it depends on
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
      `There is no stack ${name} in the assembly: it has ${stacks.map((stack) => stack.name).join(', ')}.`,
    );
  }
  const needed = new Set([chosen.id]);
  // Each stack comes after those that it depends on.
  for (const { id, dependencies } of [...stacks].reverse()) {
    if (needed.has(id)) dependencies.forEach((dependency) => needed.add(dependency));
  }
  return stacks.filter(({ id }) => needed.has(id));
}

/** Each stack, followed by the stacks whose templates are assets of it. */
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

/** The URL ends with the object key of the asset, whatever functions it is written with. */
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
