import { Match, Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { takeItApp } from '../support/synthesize.ts';

interface Rule {
  readonly Name: string;
  readonly Priority: number;
  readonly Action?: object;
  readonly OverrideAction?: object;
  readonly Statement: {
    readonly RateBasedStatement?: { readonly Limit: number; readonly ScopeDownStatement: object };
    readonly ManagedRuleGroupStatement?: { readonly Name: string; readonly RuleActionOverrides: object[] };
  };
  readonly VisibilityConfig: Visibility;
}

interface Visibility {
  readonly CloudWatchMetricsEnabled: boolean;
  readonly SampledRequestsEnabled: boolean;
}

const template = Template.fromStack(takeItApp('prod').api);
const [acl, ...more] = Object.values(template.findResources('AWS::WAFv2::WebACL')).map(
  ({ Properties }) => Properties as { Rules: Rule[]; VisibilityConfig: Visibility; DefaultAction: object },
);
const rules = acl?.Rules ?? [];
const rate = (name: string) => rules.find(({ Name }) => Name === name)?.Statement.RateBasedStatement;

describe('the firewall', () => {
  it('stands before the API, and lets through what no rule turns away', () => {
    expect(more).toEqual([]);
    expect(acl).toMatchObject({ Scope: 'REGIONAL', DefaultAction: { Allow: {} } });
    template.hasResourceProperties('AWS::WAFv2::WebACLAssociation', {
      ResourceArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('^ApiGraphqlApi'), 'Arn'] },
      WebACLArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('^FirewallAcl'), 'Arn'] },
    });
  });

  it('turns away what AWS knows to be bad, and only counts long bodies: it sees 8 KB of one', () => {
    const groups = rules.flatMap(({ Statement, OverrideAction }) => {
      const { ManagedRuleGroupStatement: group } = Statement;
      if (group) expect(OverrideAction).toEqual({ None: {} });
      return group ? [[group.Name, group.RuleActionOverrides]] : [];
    });
    expect(groups).toEqual([
      ['AWSManagedRulesAmazonIpReputationList', []],
      ['AWSManagedRulesKnownBadInputsRuleSet', []],
      ['AWSManagedRulesCommonRuleSet', [{ Name: 'SizeRestrictions_BODY', ActionToUse: { Count: {} } }]],
    ]);
  });

  it('lets a thousand people behind one address be busy, and no script', () => {
    expect(rate('Rate')).toMatchObject({ Limit: 1_000 * 20, AggregateKeyType: 'IP', EvaluationWindowSec: 300 });
  });

  it('leaves the publisher alone, which tells the people of a big trip hundreds of things a second', () => {
    const signed = rate('RateOfSigned');
    expect(signed?.Limit).toBeGreaterThan((rate('Rate')?.Limit ?? 0) * 10);
    expect(rate('Rate')?.ScopeDownStatement).toEqual({ NotStatement: { Statement: signed?.ScopeDownStatement } });
    expect(signed?.ScopeDownStatement).toMatchObject({
      ByteMatchStatement: {
        FieldToMatch: { SingleHeader: { Name: 'authorization' } },
        SearchString: 'AWS4-HMAC-SHA256 ',
      },
    });
  });

  it('counts what it does, and keeps no samples: they hold addresses and headers', () => {
    expect(rules.map(({ Priority }) => Priority)).toEqual([0, 1, 2, 3, 4]);
    for (const config of [acl?.VisibilityConfig, ...rules.map(({ VisibilityConfig }) => VisibilityConfig)]) {
      expect(config).toMatchObject({ CloudWatchMetricsEnabled: true, SampledRequestsEnabled: false });
    }
  });

  it('shows no token and no argument to those who turn samples or logs on', () => {
    const hidden = (FieldType: string, keys: object = {}) => ({
      Field: { FieldType, ...keys },
      Action: 'SUBSTITUTION',
    });
    const headers = { FieldKeys: ['authorization', 'sec-websocket-protocol', 'x-amz-security-token'] };
    expect(acl).toMatchObject({
      DataProtectionConfig: {
        DataProtections: [hidden('SINGLE_HEADER', headers), hidden('QUERY_STRING'), hidden('BODY')],
      },
    });
  });
});
