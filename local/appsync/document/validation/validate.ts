import {
  type ASTNode,
  type ASTVisitor,
  BREAK,
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  isRequiredArgument,
  Kind,
  NoSchemaIntrospectionCustomRule,
  ProvidedRequiredArgumentsRule,
  specifiedRules,
  validate,
  type ValidationContext,
  type ValidationRule,
  ValuesOfCorrectTypeRule,
  visit,
} from 'graphql';

import { type ErrorBody, locationsOf } from '../../errors.ts';
import { describeLiteral, misfitOf } from './literals.ts';
import { type Finding, findingOf } from './messages.ts';

// These two need more than graphql-js reports, so rules of our own take their place.
const replaced: ReadonlySet<ValidationRule> = new Set([ValuesOfCorrectTypeRule, ProvidedRequiredArgumentsRule]);
const rules = [
  ...specifiedRules.filter((rule) => !replaced.has(rule)).map(worded),
  argumentsOfCorrectType,
  providedRequiredArguments,
];
const rulesWithoutIntrospection = [...rules, noIntrospection];

/**
 * What is wrong with a document, in AppSync's (graphql-java's) words and shape; empty when it may run.
 * @param introspection false where the API has it switched off: its fields are then undefined
 */
export function validationErrors(schema: GraphQLSchema, document: DocumentNode, introspection: boolean): ErrorBody[] {
  const errors = validate(schema, document, introspection ? rules : rulesWithoutIntrospection);
  return errors.map(({ message, locations }) => ({ path: null, locations: locationsOf(locations), message }));
}

/** Runs a rule of graphql-js and words its reports as graphql-java does. */
function worded(rule: ValidationRule): ValidationRule {
  return (context) => {
    const listener = Object.create(context) as ValidationContext;
    listener.reportError = (error) => {
      report(context, findingOf(rule, error, context));
    };
    return rule(listener);
  };
}

function report(context: ValidationContext, { type, description, node }: Finding): void {
  const path = node && pathTo(context.getDocument(), node);
  const suffix = path === undefined || path.length === 0 ? '' : ` @ '${path.join('/')}'`;
  const message = `Validation error of type ${type}: ${description}${suffix}`;
  context.reportError(new GraphQLError(message, node ? { nodes: node } : {}));
}

/** The fields, and the fragment, around a node and the node itself. */
function pathTo(document: DocumentNode, target: ASTNode): string[] {
  const path: string[] = [];
  let found: string[] = [];
  visit(document, {
    enter(node) {
      if (node.kind === Kind.FIELD || node.kind === Kind.FRAGMENT_DEFINITION) path.push(node.name.value);
      if (node !== target) return undefined;
      found = [...path];
      return BREAK;
    },
    leave(node) {
      if (node.kind === Kind.FIELD || node.kind === Kind.FRAGMENT_DEFINITION) path.pop();
    },
  });
  return found;
}

function argumentsOfCorrectType(context: ValidationContext): ASTVisitor {
  return {
    Argument(node) {
      const argument = context.getArgument();
      const misfit = argument && misfitOf(node.name.value, node.value, argument.type);
      if (!misfit) return;
      const { path, value, complaint } = misfit;
      const description = `argument '${path}' with value '${describeLiteral(value)}' ${complaint}`;
      report(context, { type: 'WrongType', description, node });
    },
    VariableDefinition(node) {
      const type = context.getInputType();
      if (!type || node.defaultValue === undefined) return;
      if (misfitOf(node.variable.name.value, node.defaultValue, type) === null) return;
      const description = `Bad default value ${describeLiteral(node.defaultValue)} for type ${String(type)}`;
      report(context, { type: 'BadValueForDefaultArg', description, node });
    },
  };
}

function providedRequiredArguments(context: ValidationContext): ASTVisitor {
  return {
    Field(node) {
      const given = new Set(node.arguments?.map((argument) => argument.name.value));
      for (const argument of context.getFieldDef()?.args ?? []) {
        if (given.has(argument.name) || !isRequiredArgument(argument)) continue;
        report(context, {
          type: 'MissingFieldArgument',
          description: `Missing field argument ${argument.name}`,
          node,
        });
      }
    },
    Directive(node) {
      const given = new Set(node.arguments?.map((argument) => argument.name.value));
      for (const argument of context.getDirective()?.args ?? []) {
        if (given.has(argument.name) || !isRequiredArgument(argument)) continue;
        const description = `Missing directive argument ${argument.name}`;
        report(context, { type: 'MissingDirectiveArgument', description, node });
      }
    },
  };
}

function noIntrospection(context: ValidationContext): ASTVisitor {
  const listener = Object.create(context) as ValidationContext;
  listener.reportError = ({ nodes }) => {
    const node = nodes?.[0];
    const name = node?.kind === Kind.FIELD ? node.name.value : '';
    const parent = context.getParentType()?.name ?? '';
    report(context, { type: 'FieldUndefined', description: `Field '${name}' in type '${parent}' is undefined`, node });
  };
  return NoSchemaIntrospectionCustomRule(listener);
}
