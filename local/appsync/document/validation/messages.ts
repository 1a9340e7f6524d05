import {
  type ASTNode,
  FieldsOnCorrectTypeRule,
  FragmentsOnCompositeTypesRule,
  type GraphQLError,
  Kind,
  KnownArgumentNamesRule,
  KnownDirectivesRule,
  KnownFragmentNamesRule,
  KnownTypeNamesRule,
  LoneAnonymousOperationRule,
  NoFragmentCyclesRule,
  NoUndefinedVariablesRule,
  NoUnusedFragmentsRule,
  NoUnusedVariablesRule,
  PossibleFragmentSpreadsRule,
  print,
  ScalarLeafsRule,
  SingleFieldSubscriptionsRule,
  UniqueArgumentNamesRule,
  UniqueFragmentNamesRule,
  UniqueOperationNamesRule,
  UniqueVariableNamesRule,
  type ValidationContext,
  type ValidationRule,
  VariablesAreInputTypesRule,
  VariablesInAllowedPositionRule,
} from 'graphql';

/** An error as graphql-java, on which AppSync runs, reports it: type, description and node. */
export interface Finding {
  readonly type: string;
  readonly description: string;
  readonly node?: ASTNode | undefined;
}

type Describe = (error: GraphQLError, context: ValidationContext) => Finding;

/** The errors of graphql-js's rules in graphql-java's words. */
const describes = new Map<ValidationRule, Describe>([
  [FieldsOnCorrectTypeRule, undefinedField],
  [ScalarLeafsRule, leafSelection],
  [KnownArgumentNamesRule, naming('UnknownArgument', (name) => `Unknown field argument ${name}`)],
  [KnownTypeNamesRule, naming('UnknownType', (name) => `Unknown type ${name}`)],
  [KnownFragmentNamesRule, naming('UndefinedFragment', (name) => `Undefined fragment ${name}`)],
  [KnownDirectivesRule, misusedDirective],
  [FragmentsOnCompositeTypesRule, fragmentCondition],
  [LoneAnonymousOperationRule, saying('LoneAnonymousOperationViolation', 'Anonymous operation with other operations.')],
  [NoFragmentCyclesRule, saying('FragmentCycle', 'Fragment cycles not allowed')],
  [NoUndefinedVariablesRule, naming('UndefinedVariable', (name) => `Undefined variable ${name}`)],
  [NoUnusedFragmentsRule, naming('UnusedFragment', (name) => `Unused fragment ${name}`)],
  [NoUnusedVariablesRule, naming('UnusedVariable', (name) => `Unused variable ${name}`)],
  [PossibleFragmentSpreadsRule, (error) => ({ type: 'InvalidFragmentType', description: error.message })],
  [
    UniqueArgumentNamesRule,
    naming('DuplicateArgumentNames', (name) => `There can be only one argument named '${name}'`),
  ],
  [
    UniqueFragmentNamesRule,
    naming('DuplicateFragmentName', (name) => `There can be only one fragment named '${name}'`),
  ],
  [
    UniqueOperationNamesRule,
    naming('DuplicateOperationName', (name) => `There can be only one operation named '${name}'`),
  ],
  [
    UniqueVariableNamesRule,
    naming('DuplicateVariableName', (name) => `There can be only one variable named '${name}'`),
  ],
  [SingleFieldSubscriptionsRule, severalFields],
  [VariablesAreInputTypesRule, saying('NonInputTypeOnVariable', 'Invalid type for a variable')],
  [VariablesInAllowedPositionRule, mismatchedVariable],
]);

/** Converts an error of a graphql-js rule to graphql-java's words. */
export function findingOf(rule: ValidationRule, error: GraphQLError, context: ValidationContext): Finding {
  const describe = describes.get(rule) ?? saying('InvalidSyntax', error.message);
  return { node: error.nodes?.[0], ...describe(error, context) };
}

function saying(type: string, description: string): Describe {
  return () => ({ type, description });
}

/** For errors whose description only contains a name. */
function naming(type: string, describe: (name: string) => string): Describe {
  return (error) => ({ type, description: describe(nameIn(error.nodes?.[0])) });
}

function undefinedField(error: GraphQLError, context: ValidationContext): Finding {
  const name = nameIn(error.nodes?.[0]);
  const parent = context.getParentType()?.name ?? '';
  return { type: 'FieldUndefined', description: `Field '${name}' in type '${parent}' is undefined` };
}

/** The name of the selected type. graphql-java's list types have no name, so AppSync writes `null` for them. */
function selectedTypeName(context: ValidationContext): string {
  const type = String(context.getType()).replace(/!$/, '');
  return type.startsWith('[') ? 'null' : type;
}

function leafSelection(error: GraphQLError, context: ValidationContext): Finding {
  const node = error.nodes?.[0];
  const type = selectedTypeName(context);
  if (node?.kind === Kind.FIELD) {
    const description = `Sub selection required for type ${type} of field ${node.name.value}`;
    return { type: 'SubSelectionRequired', description };
  }
  return { type: 'SubSelectionNotAllowed', description: `Sub selection not allowed on leaf type ${type}` };
}

function misusedDirective(error: GraphQLError): Finding {
  const name = nameIn(error.nodes?.[0]);
  return error.message.startsWith('Unknown')
    ? { type: 'UnknownDirective', description: `Unknown directive ${name}` }
    : { type: 'MisplacedDirective', description: `Directive ${name} not allowed here` };
}

function mismatchedVariable(error: GraphQLError): Finding {
  const [definition, usage] = error.nodes ?? [];
  const actual = definition?.kind === Kind.VARIABLE_DEFINITION ? print(definition.type) : '';
  // graphql-js names the expected type only in its message.
  const expected = /expecting type "(.+)"\.$/.exec(error.message)?.[1] ?? '';
  const description = `Variable type '${actual}' doesn't match expected type '${expected}'`;
  return { type: 'VariableTypeMismatch', description, node: usage };
}

function fragmentCondition(error: GraphQLError): Finding {
  const inline = error.message.startsWith('Fragment cannot');
  return {
    type: inline ? 'InlineFragmentTypeConditionInvalid' : 'FragmentTypeConditionInvalid',
    description: `${inline ? 'Inline fragment' : 'Fragment'} type condition is invalid, must be on Object/Interface/Union`,
  };
}

function severalFields(error: GraphQLError): Finding {
  const name = /^Subscription "(.+?)"/.exec(error.message)?.[1] ?? '';
  const description = `Subscription operation '${name}' must have exactly one root field`;
  return { type: 'SubscriptionMultipleRootFields', description };
}

function nameIn(node: ASTNode | undefined): string {
  if (node === undefined) return '';
  if (node.kind === Kind.NAME) return node.value;
  if (node.kind === Kind.VARIABLE_DEFINITION) return node.variable.name.value;
  return 'name' in node ? node.name.value : '';
}
