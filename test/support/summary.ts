import type { App } from 'aws-cdk-lib';

interface Resource {
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>>;
}

type Resources = Readonly<Record<string, Resource>>;

interface Statement {
  readonly Action: string | string[];
  readonly Resource: unknown;
}

/** What the app comes to, on one page: which data source serves which field, and what each role may do to what. */
export function summarize(app: App): string {
  const lines: string[] = [];
  for (const { stackName, template } of app.synth().stacks) {
    const { Resources: resources } = template as { Resources: Resources };
    const types = [...new Set(Object.values(resources).map(({ Type }) => Type))].sort();
    lines.push(`# ${stackName}`, '');
    for (const type of types) lines.push(`${String(ofType(resources, type).length).padStart(3)} ${type}`);
    lines.push('', ...fields(resources), '', ...permissions(resources), '');
  }
  return `${lines
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim()}\n`;
}

function ofType(resources: Resources, type: string): Resource['Properties'][] {
  return Object.values(resources)
    .filter(({ Type }) => Type === type)
    .map(({ Properties }) => Properties);
}

/** `Query.trip <- TableReads`, or the steps of a pipeline with theirs. */
function fields(resources: Resources): string[] {
  return ofType(resources, 'AWS::AppSync::Resolver')
    .map(({ TypeName, FieldName, DataSourceName, PipelineConfig }) => {
      const steps = (PipelineConfig as { Functions: unknown[] } | undefined)?.Functions ?? [];
      const lines = steps.map((id) => {
        const { Name, DataSourceName: source } = resources[logicalId(id)]?.Properties ?? {};
        return `\n    ${show(Name)} <- ${show(nameOf(resources, source))}`;
      });
      const unit = lines.length === 0 ? ` <- ${show(nameOf(resources, DataSourceName))}` : '';
      return `${show(TypeName)}.${show(FieldName)}${unit}${lines.join('')}`;
    })
    .sort();
}

/** `role: action, action on resource`, a line for each statement. */
function permissions(resources: Resources): string[] {
  return ofType(resources, 'AWS::IAM::Policy')
    .flatMap(({ Roles, PolicyDocument }) => {
      const role = (Roles as unknown[]).map(logicalId).join(', ');
      return (PolicyDocument as { Statement: Statement[] }).Statement.map(({ Action, Resource }) => {
        const on = [Resource].flat().map(show).join(', ');
        return `${role}: ${[Action].flat().join(', ')}\n    on ${on}`;
      });
    })
    .sort();
}

/** The data source's name, however the template refers to it. */
function nameOf(resources: Resources, source: unknown): unknown {
  return typeof source === 'string' ? source : resources[logicalId(source)]?.Properties['Name'];
}

function logicalId(reference: unknown): string {
  const { Ref, 'Fn::GetAtt': attribute } = reference as { Ref?: string; 'Fn::GetAtt'?: [string, string] };
  return Ref ?? attribute?.[0] ?? '';
}

/** A template's value without its intrinsics' braces. */
function show(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value);
  const { 'Fn::Join': join, 'Fn::ImportValue': imported } = value as {
    'Fn::Join'?: [string, unknown[]];
    'Fn::ImportValue'?: string;
  };
  return join ? join[1].map(show).join(join[0]) : (imported ?? logicalId(value));
}
