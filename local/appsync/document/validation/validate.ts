import {
  type ASTNode,
  type ASTVisitor,
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  isRequiredArgument,
  Kind,
  NoSchemaIntrospectionCustomRule,
  OverlappingFieldsCanBeMergedRule,
  ProvidedRequiredArgumentsRule,
  specifiedRules,
  validate,
  type ValidationContext,
  type ValidationRule,
  ValuesOfCorrectTypeRule,
  visit,
} from 'graphql';

import { type ErrorBody, locationsOf } from '../../errors.ts';
import { ConflictSearch, TooManyFields } from './fieldConflicts.ts';
import { tooManyFields } from './fieldCount.ts';
import { describeLiteral, misfitOf } from './literals.ts';
import { type Finding, findingOf } from './messages.ts';

// Rules of our own take their place: two need more than graphql-js reports, and one takes too long in graphql-js.
const replaced: ReadonlySet<ValidationRule> = new Set([
  ValuesOfCorrectTypeRule,
  ProvidedRequiredArgumentsRule,
  OverlappingFieldsCanBeMergedRule,
]);
const rules = [
  ...specifiedRules.filter((rule) => !replaced.has(rule)).map(worded),
  argumentsOfCorrectType,
  providedRequiredArguments,
  mergeableFields,
];
const rulesWithoutIntrospection = [...rules, noIntrospection];

/**
 * The errors of a document, in AppSync's (graphql-java's) words and format; empty if it may run.
 * @param introspection false if the API has introspection off: then its fields are undefined
 */
export function validationErrors(schema: GraphQLSchema, document: DocumentNode, introspection: boolean): ErrorBody[] {
  const errors = validate(schema, document, introspection ? rules : rulesWithoutIntrospection);
  return errors.map(({ message, locations }) => ({ path: null, locations: locationsOf(locations), message }));
}

/** Runs a rule of graphql-js and converts its reports to graphql-java's words. */
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

/** For each node, the field or fragment that it stands in. Made once a document: it has up to 100 errors. */
const enclosing = new WeakMap<DocumentNode, ReadonlyMap<ASTNode, Enclosing | undefined>>();

/** A field or fragment, and the one around it. */
interface Enclosing {
  readonly name: string;
  readonly around: Enclosing | undefined;
}

function enclosingIn(document: DocumentNode): ReadonlyMap<ASTNode, Enclosing | undefined> {
  const found = new Map<ASTNode, Enclosing | undefined>();
  let around: Enclosing | undefined;
  visit(document, {
    enter(node) {
      if (node.kind === Kind.FIELD || node.kind === Kind.FRAGMENT_DEFINITION)
        around = { name: node.name.value, around };
      found.set(node, around);
    },
    leave(node) {
      if (node.kind === Kind.FIELD || node.kind === Kind.FRAGMENT_DEFINITION) around = around?.around;
    },
  });
  return found;
}

/** The fields, and the fragment, around a node and the node itself. */
function pathTo(document: DocumentNode, target: ASTNode): string[] {
  const known = enclosing.get(document) ?? enclosingIn(document);
  enclosing.set(document, known);
  const path: string[] = [];
  for (let next = known.get(target); next !== undefined; next = next.around) path.unshift(next.name);
  return path;
}

function mergeableFields(context: ValidationContext): ASTVisitor {
  const search = new ConflictSearch(context.getSchema(), (name) => context.getFragment(name));
  return {
    OperationDefinition(operation) {
      try {
        for (const { node, description } of search.conflictsOf(operation)) {
          report(context, { type: 'FieldsConflict', description, node });
        }
      } catch (error) {
        if (!(error instanceof TooManyFields)) throw error;
        context.reportError(new GraphQLError(tooManyFields));
      }
    },
  };
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

/**
 * AWS documents a validation error (AWS AppSync developer guide, "Configuring GraphQL run complexity, query depth, and
 * introspection"). No public source quotes it, so the words are those of any undefined field.
 */
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
