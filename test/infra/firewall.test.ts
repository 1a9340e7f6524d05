import { Match, Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';

import { callsPerMinute, readUnitsPerCall } from '../../domain/limits.ts';
import { takeItApp } from '../support/infra/synthesize.ts';

interface Rule {
  readonly Name: string;
  readonly Priority: number;
  readonly Action?: object;
  readonly OverrideAction?: object;
  readonly Statement: {
    readonly RateBasedStatement?: { readonly Limit: number; readonly ScopeDownStatement: object };
    readonly ManagedRuleGroupStatement?: { readonly Name: string; readonly RuleActionOverrides?: Override[] };
  };
  readonly VisibilityConfig: Visibility;
}

interface Override {
  readonly Name: string;
  readonly ActionToUse: object;
}

interface Visibility {
  readonly CloudWatchMetricsEnabled: boolean;
  readonly SampledRequestsEnabled: boolean;
}

/** Every rule of AWSManagedRulesCommonRuleSet (AWS WAF developer guide, "Baseline rule groups"). */
const COMMON_RULES = [
  ...['NoUserAgent_HEADER', 'UserAgent_BadBots_HEADER', 'SizeRestrictions_QUERYSTRING'],
  ...['SizeRestrictions_Cookie_HEADER', 'SizeRestrictions_BODY', 'SizeRestrictions_URIPATH'],
  ...['EC2MetaDataSSRF_BODY', 'EC2MetaDataSSRF_COOKIE', 'EC2MetaDataSSRF_URIPATH', 'EC2MetaDataSSRF_QUERYARGUMENTS'],
  ...['GenericLFI_QUERYARGUMENTS', 'GenericLFI_URIPATH', 'GenericLFI_BODY'],
  ...['RestrictedExtensions_URIPATH', 'RestrictedExtensions_QUERYARGUMENTS'],
  ...['GenericRFI_QUERYARGUMENTS', 'GenericRFI_BODY', 'GenericRFI_URIPATH'],
  ...['CrossSiteScripting_COOKIE', 'CrossSiteScripting_QUERYARGUMENTS', 'CrossSiteScripting_BODY'],
  'CrossSiteScripting_URIPATH',
];

const template = Template.fromStack(takeItApp('prod').api);
const [acl, ...more] = Object.values(template.findResources('AWS::WAFv2::WebACL')).map(
  ({ Properties }) => Properties as { Rules: Rule[]; VisibilityConfig: Visibility; DefaultAction: object },
);
const rules = acl?.Rules ?? [];
const rate = (name: string) => rules.find(({ Name }) => Name === name)?.Statement.RateBasedStatement;

describe('the firewall', () => {
  it('protects the API and allows calls that no rule blocks', () => {
    expect(more).toEqual([]);
    expect(acl).toMatchObject({ Scope: 'REGIONAL', DefaultAction: { Allow: {} } });
    template.hasResourceProperties('AWS::WAFv2::WebACLAssociation', {
      ResourceArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('^ApiGraphqlApi'), 'Arn'] },
      WebACLArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('^FirewallAcl'), 'Arn'] },
    });
  });

  const groups = rules.flatMap(({ Statement: { ManagedRuleGroupStatement: group } }) => group ?? []);

  it('blocks calls that the rule groups of AWS block', () => {
    expect(groups.map(({ Name }) => Name)).toEqual([
      'AWSManagedRulesAmazonIpReputationList',
      'AWSManagedRulesKnownBadInputsRuleSet',
      'AWSManagedRulesCommonRuleSet',
    ]);
    for (const { Statement, OverrideAction } of rules) {
      if (Statement.ManagedRuleGroupStatement) expect(OverrideAction).toEqual({ None: {} });
    }
  });

  it('only counts the rules that would block notes, long bodies and tokens', () => {
    const counted = groups.flatMap(({ RuleActionOverrides = [] }) => RuleActionOverrides);
    for (const { ActionToUse } of counted) expect(ActionToUse).toEqual({ Count: {} });
    const names = counted.map(({ Name }) => Name);
    expect(names).toEqual([
      'SizeRestrictions_BODY',
      'SizeRestrictions_QUERYSTRING',
      'CrossSiteScripting_BODY',
      'GenericLFI_BODY',
      'GenericRFI_BODY',
    ]);
    expect(names.filter((name) => !COMMON_RULES.includes(name))).toEqual([]);
  });

  it('has no rule group with an empty list of overrides', () => {
    expect(JSON.stringify(template.toJSON())).not.toMatch(/"\w*(?:Overrides|ExcludedRules)":\[\]/);
    expect(groups.filter((group) => group.RuleActionOverrides?.length === 0)).toEqual([]);
  });

  it('blocks calls above each rate', () => {
    const rates = rules.filter(({ Statement }) => Statement.RateBasedStatement);
    expect(rates.map(({ Name }) => Name)).toEqual(['Rate', 'RateOfSigned', 'RateOfToken']);
    for (const { Action } of rates) expect(Action).toEqual({ Block: {} });
  });

  it('allows a thousand busy people behind one address, but no script', () => {
    expect(rate('Rate')).toMatchObject({ Limit: 1_000 * 20, AggregateKeyType: 'IP', EvaluationWindowSec: 300 });
  });

  it('allows a person a hundred calls a minute, below what one partition serves', () => {
    expect(rate('RateOfToken')).toMatchObject({
      ...{ Limit: 100, EvaluationWindowSec: 60, AggregateKeyType: 'CUSTOM_KEYS' },
      CustomKeys: [{ Header: { Name: 'authorization', TextTransformations: [{ Type: 'NONE' }] } }],
      ScopeDownStatement: rate('Rate')?.ScopeDownStatement,
    });
    const mostUnitsPerSecond = (callsPerMinute * readUnitsPerCall) / 60;
    expect(mostUnitsPerSecond).toBeLessThan(3_000);
  });

  it('allows the publisher hundreds of calls a second', () => {
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

  it('counts its actions and keeps no samples', () => {
    expect(rules.map(({ Priority }) => Priority)).toEqual([0, 1, 2, 3, 4, 5]);
    for (const config of [acl?.VisibilityConfig, ...rules.map(({ VisibilityConfig }) => VisibilityConfig)]) {
      expect(config).toMatchObject({ CloudWatchMetricsEnabled: true, SampledRequestsEnabled: false });
    }
  });

  it('hides tokens and arguments from samples and logs', () => {
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
