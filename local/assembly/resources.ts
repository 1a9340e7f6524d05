import type { Assembly, Stack } from './assembly.ts';
import { generatedIdentity, ignoredIdentity } from './attributes.ts';
import type { Scope } from './expressions.ts';
import { evaluate, evaluateCondition } from './expressions.ts';
import type { Environment, Identity, Outputs, Resource } from './resource.ts';
import type { Template, Value, ValueMap } from './template.ts';
import { isMap } from './template.ts';

/**
 * The resources of an assembly whose conditions are true. The deployment adds identities step by step, so a value is
 * evaluated only when it is needed.
 */
export class Resources {
  readonly environment: Environment;
  #all: readonly Resource[];
  readonly #stacks: ReadonlyMap<string, Stack>;
  readonly #scopes: ReadonlyMap<string, Scope>;
  readonly #byName: ReadonlyMap<string, Resource>;
  readonly #identities = new Map<string, Identity>();
  /** The nested stack of each resource that creates one. */
  readonly #nested: ReadonlyMap<string, Stack>;
  /** Scopes in which a resource without an identity gets a generated one. */
  readonly #lenient: ReadonlyMap<string, Scope>;

  constructor(assembly: Assembly, environment: Environment) {
    this.environment = environment;
    const { stacks } = assembly;
    this.#stacks = new Map(stacks.map((stack) => [stack.name, stack]));
    this.#nested = new Map(stacks.flatMap((stack) => (stack.nestedIn ? [[nameOf(stack.nestedIn), stack]] : [])));
    this.#scopes = new Map(stacks.map((stack) => [stack.name, this.#makeScope(stack, 'strict')]));
    this.#lenient = new Map(stacks.map((stack) => [stack.name, this.#makeScope(stack, 'lenient')]));
    this.#all = stacks
      .filter((stack) => this.#exists(stack))
      .flatMap((stack) => resourcesOf(stack, this.#scope(stack.name)))
      .filter((resource) => !this.#nested.has(nameOf(resource)));
    this.#byName = new Map(this.#all.map((resource) => [nameOf(resource), resource]));
  }

  get all(): readonly Resource[] {
    return this.#all;
  }

  /** Excludes resources from the deployment. Others may still refer to them. */
  exclude(isExcluded: (resource: Resource) => boolean): void {
    this.#all = this.#all.filter((resource) => !isExcluded(resource));
  }

  ofType(...types: readonly string[]): readonly Resource[] {
    return this.#all.filter(({ type }) => types.includes(type));
  }

  /** Stores the identity of a deployed resource for the resources that refer to it. */
  identify(resource: Resource, identity: Identity): void {
    this.#identities.set(nameOf(resource), identity);
  }

  /**
   * The properties with every reference resolved.
   * @throws Error that names an unresolvable reference
   */
  propertiesOf(resource: Resource): ValueMap {
    const properties = within(nameOf(resource), () => evaluate(resource.properties, this.#scope(resource.stack)));
    return isMap(properties) ? properties : {};
  }

  /**
   * The properties of a resource that the host only reads. Referenced resources without an identity get a generated
   * one.
   */
  readPropertiesOf(resource: Resource): ValueMap {
    const scope = this.#scope(resource.stack, 'lenient');
    const properties = within(nameOf(resource), () => evaluate(resource.properties, scope));
    return isMap(properties) ? properties : {};
  }

  /** The properties that can be evaluated before the deployment; the others unresolved. */
  knownPropertiesOf({ stack, properties }: Resource): ValueMap {
    return Object.fromEntries(
      Object.entries(properties).flatMap(([name, value]) => {
        const known = attempt(() => evaluate(value, this.#scope(stack)), value);
        return known === undefined ? [] : [[name, known]];
      }),
    );
  }

  /**
   * The outputs of every stack.
   * @throws Error that names an output whose value is unknown
   */
  outputs(): Outputs {
    return Object.fromEntries([...this.#stacks.values()].map((stack) => [stack.name, this.#outputsOf(stack)]));
  }

  #outputsOf({ name, template }: Stack): Readonly<Record<string, string>> {
    const scope = this.#scope(name, 'lenient');
    const outputs: Record<string, string> = {};
    for (const [key, { Value: value, Condition }] of Object.entries(template.Outputs ?? {})) {
      if (Condition !== undefined && !scope.condition(Condition)) continue;
      const result = within(`${name}, output ${key}`, () => evaluate(value, scope));
      outputs[key] = typeof result === 'string' ? result : JSON.stringify(result);
    }
    return outputs;
  }

  #makeScope({ name: stack, template, nestedIn }: Stack, mode: Mode): Scope {
    const values = { ...parameters(template), ...pseudoParameters(stack, this.environment) };
    const scope: Scope = {
      reference: (name) => {
        if (name === 'AWS::NoValue') return undefined;
        const given =
          nestedIn && Object.hasOwn(template.Parameters ?? {}, name) ? this.#given(nestedIn, name, mode) : null;
        if (given !== null && given !== undefined) return given;
        if (Object.hasOwn(values, name)) return values[name];
        const nested = this.#nested.get(`${stack}/${name}`);
        return nested === undefined ? this.#identityOf(stack, name, mode).ref : stackId(nested.name, this.environment);
      },
      attribute: (logicalId, attribute) => {
        const nested = this.#nested.get(`${stack}/${logicalId}`);
        if (nested !== undefined) return this.#outputOf(nested, attribute, mode);
        const value = this.#identityOf(stack, logicalId, mode).attributes[attribute];
        if (value !== undefined) return value;
        const type = template.Resources?.[logicalId]?.Type ?? '';
        throw new Error(`the attribute ${attribute} of ${logicalId} (${type}) is not supported`);
      },
      importValue: (name) => this.#importValue(name),
      condition: (name) => evaluateCondition(template.Conditions?.[name] ?? null, scope),
      mapping: (map, first, second) => template.Mappings?.[map]?.[first]?.[second],
    };
    return scope;
  }

  /** Whether the conditions of all resources that create a nested stack are true. */
  #exists({ nestedIn }: Stack): boolean {
    const parent = nestedIn && this.#stacks.get(nestedIn.stack);
    if (nestedIn === undefined || parent === undefined) return true;
    const { Condition } = parent.template.Resources?.[nestedIn.logicalId] ?? {};
    const isMade = Condition === undefined || this.#scope(parent.name).condition(Condition);
    return isMade && this.#exists(parent);
  }

  /** The value that a stack passes to its nested stack for a parameter. */
  #given({ stack, logicalId }: NonNullable<Stack['nestedIn']>, parameter: string, mode: Mode): Value | undefined {
    const { Properties = {} } = this.#stacks.get(stack)?.template.Resources?.[logicalId] ?? {};
    const given = isMap(Properties['Parameters']) ? Properties['Parameters'][parameter] : undefined;
    return given === undefined ? undefined : evaluate(given, this.#scope(stack, mode));
  }

  /** @param attribute `Outputs.NAME` */
  #outputOf({ name, template }: Stack, attribute: string, mode: Mode): Value {
    const output = template.Outputs?.[attribute.replace(/^Outputs\./, '')];
    if (output === undefined) throw new Error(`the nested stack ${name} has no ${attribute}`);
    return evaluate(output.Value, this.#scope(name, mode)) ?? null;
  }

  #scope(stack: string, mode: Mode = 'strict'): Scope {
    const scope = (mode === 'strict' ? this.#scopes : this.#lenient).get(stack);
    if (scope === undefined) throw new Error(`There is no stack ${stack}.`);
    return scope;
  }

  #identityOf(stack: string, logicalId: string, mode: Mode): Identity {
    const resource = this.#byName.get(`${stack}/${logicalId}`);
    if (resource === undefined) throw new Error(`the stack has no resource ${logicalId}`);
    const identity = this.#identities.get(nameOf(resource)) ?? ignoredIdentity(resource, this.environment);
    if (identity !== undefined) return identity;
    if (mode === 'lenient') return generatedIdentity(resource, this.environment);
    throw new Error(`${logicalId} (${resource.type}) is referenced, but the host has no identity for it`);
  }

  #importValue(exportName: string): Value {
    for (const { name, template } of this.#stacks.values()) {
      const scope = this.#scope(name);
      for (const { Export, Value: value } of Object.values(template.Outputs ?? {})) {
        if (Export !== undefined && evaluate(Export.Name, scope) === exportName) return evaluate(value, scope) ?? null;
      }
    }
    throw new Error(`no stack of the assembly exports ${exportName}`);
  }
}

/** Whether a resource without an identity is an error, or gets a generated one. */
type Mode = 'strict' | 'lenient';

/** A resource's name in messages: `Stack/LogicalId`. */
export function nameOf({ stack, logicalId }: Pick<Resource, 'stack' | 'logicalId'>): string {
  return `${stack}/${logicalId}`;
}

/** The physical name of a resource without a name in the template: the same at every start. */
export function physicalName({ stack, logicalId }: Resource): string {
  return `${stack}-${logicalId}`;
}

function resourcesOf({ name, template }: Stack, scope: Scope): readonly Resource[] {
  return Object.entries(template.Resources ?? {})
    .filter(([, { Condition }]) => Condition === undefined || scope.condition(Condition))
    .map(([logicalId, { Type, Properties = {} }]) => ({ stack: name, logicalId, type: Type, properties: Properties }));
}

/** Adds the place to the message of an error. */
function within<T>(place: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new Error(`${place}: ${error instanceof Error ? error.message : String(error)}.`, { cause: error });
  }
}

function attempt<T>(work: () => T, otherwise: T): T {
  try {
    return work();
  } catch {
    return otherwise;
  }
}

function stackId(stack: string, { account, region, partition }: Environment): string {
  return `arn:${partition}:cloudformation:${region}:${account}:stack/${stack}/local`;
}

function pseudoParameters(stack: string, { account, region, partition }: Environment): ValueMap {
  return {
    'AWS::AccountId': account,
    'AWS::Region': region,
    'AWS::Partition': partition,
    'AWS::URLSuffix': 'amazonaws.com',
    'AWS::StackName': stack,
    'AWS::StackId': stackId(stack, { account, region, partition }),
    'AWS::NotificationARNs': [],
  };
}

/**
 * The default values of the parameters. A parameter from SSM has no value here, so a reference to it is an error. CDK's
 * `BootstrapVersion` is such a parameter, but no resource refers to it.
 */
function parameters({ Parameters = {} }: Template): ValueMap {
  return Object.fromEntries(
    Object.entries(Parameters).flatMap(([name, { Type, Default }]) => {
      if (Default === undefined || Type.startsWith('AWS::SSM::')) return [];
      return [[name, isCommaList(Type) ? asText(Default).split(',') : Default]];
    }),
  );
}

function isCommaList(type: string): boolean {
  return type === 'CommaDelimitedList' || type.startsWith('List<');
}

function asText(value: Value): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
