import {
  getNullableType,
  type GraphQLInputType,
  type GraphQLResolveInfo,
  isInputObjectType,
  isListType,
  Kind,
  type ValueNode,
} from 'graphql';

type Values = Readonly<Record<string, unknown>>;

/** An argument or a field of an input object. */
interface Input {
  readonly name: string;
  readonly type: GraphQLInputType;
  readonly defaultValue?: unknown;
}

export interface ArgumentRules {
  /** Whether the default values of the schema reach resolvers. */
  readonly defaults: boolean;
}

/**
 * `ctx.args` of a field, as AWS builds it. An argument with a variable that the client did not send is null
 * (aws-appsync-community#348). Without `defaults` the schema's default values are missing: reports say that AWS does
 * not pass them (aws-appsync-community#59); it is not known whether that is still true.
 * @param args the arguments by the GraphQL specification
 * @param sent the variables as the client sent them
 */
export function resolverArguments(
  info: GraphQLResolveInfo,
  args: Values,
  sent: Values,
  { defaults }: ArgumentRules,
): Values {
  const inputs = info.parentType.getFields()[info.fieldName]?.args ?? [];
  const written = new Map(info.fieldNodes[0]?.arguments?.map(({ name, value }) => [name.value, value]));
  const reader = new Reader(info.variableValues, sent, defaults);
  return reader.fields(inputs, args, (name) => written.get(name));
}

class Reader {
  readonly #variables: Values;
  readonly #sent: Values;
  readonly #defaults: boolean;

  constructor(variables: Values, sent: Values, defaults: boolean) {
    this.#variables = variables;
    this.#sent = sent;
    this.#defaults = defaults;
  }

  fields(inputs: Iterable<Input>, values: Values, written: (name: string) => ValueNode | undefined): Values {
    const read: Record<string, unknown> = {};
    for (const { name, type, defaultValue } of inputs) {
      const node = written(name);
      const given = Object.hasOwn(values, name);
      if (node !== undefined && this.#isUnsent(node)) {
        read[name] = this.#defaults && defaultValue !== undefined ? values[name] : null;
      } else if (node !== undefined) read[name] = this.#value(node, values[name], type);
      else if (given && this.#defaults) read[name] = values[name];
    }
    return read;
  }

  #isUnsent(node: ValueNode): boolean {
    return node.kind === Kind.VARIABLE && !Object.hasOwn(this.#variables, node.name.value);
  }

  #value(node: ValueNode, value: unknown, type: GraphQLInputType): unknown {
    const plain = getNullableType(type);
    if (node.kind === Kind.VARIABLE) {
      const { value: name } = node.name;
      return Object.hasOwn(this.#sent, name) ? this.#sentValue(this.#sent[name], value, plain) : value;
    }
    if (isInputObjectType(plain) && node.kind === Kind.OBJECT) {
      const written = new Map(node.fields.map((field) => [field.name.value, field.value]));
      return this.fields(Object.values(plain.getFields()), value as Values, (name) => written.get(name));
    }
    if (!isListType(plain) || !Array.isArray(value)) return value;
    // A single value may stand for a list with one element.
    const nodes = node.kind === Kind.LIST ? node.values : [node];
    return value.map((item: unknown, index) => {
      const itemNode = nodes[index];
      return itemNode === undefined || this.#isUnsent(itemNode) ? item : this.#value(itemNode, item, plain.ofType);
    });
  }

  /** A variable's value, without the default values of input objects if these do not reach resolvers. */
  #sentValue(sent: unknown, value: unknown, type: GraphQLInputType): unknown {
    if (this.#defaults || value === null) return value;
    const plain = getNullableType(type);
    if (isListType(plain) && Array.isArray(value)) {
      const items: readonly unknown[] = Array.isArray(sent) ? sent : [sent];
      return value.map((item: unknown, index) => this.#sentValue(items[index], item, plain.ofType));
    }
    if (!isInputObjectType(plain) || typeof sent !== 'object' || sent === null) return value;
    const kept = Object.values(plain.getFields()).filter(({ name }) => Object.hasOwn(sent, name));
    const [from, to] = [sent as Values, value as Values];
    return Object.fromEntries(
      kept.map(({ name, type: inner }) => [name, this.#sentValue(from[name], to[name], inner)]),
    );
  }
}
