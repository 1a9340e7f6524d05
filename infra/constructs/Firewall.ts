import { Duration, Stack } from 'aws-cdk-lib';
import type { GraphqlApi } from 'aws-cdk-lib/aws-appsync';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { CfnWebACL, CfnWebACLAssociation } from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';

import * as limits from '../../domain/limits.ts';

export interface FirewallProps {
  readonly api: GraphqlApi;
}

/**
 * Calls in five minutes from one address. Carriers put hundreds of phones behind one address. A thousand phones with
 * twenty calls each are still people; a script makes as many calls in seconds.
 */
const CALLS_FROM_AN_ADDRESS = 20_000;
/**
 * The limit for calls with an IAM signature, such as the publisher's. A trip with thousands of requests causes hundreds
 * of such calls a second from few addresses. AppSync rejects forged signatures before it runs anything.
 */
const SIGNED_CALLS_FROM_AN_ADDRESS = 300_000;

/**
 * Rules of the common rule set that only count, because they would block requests of the app (AWS WAF developer guide,
 * "Baseline rule groups").
 */
const COUNTED = [
  // Longer than 8 KB: AppSync limits a body itself.
  'SizeRestrictions_BODY',
  // Longer than 2,048 bytes: Amplify Flutter sends its token in the query string of the WebSocket.
  'SizeRestrictions_QUERYSTRING',
  // A note is free text: it may contain angle brackets, paths and addresses.
  'CrossSiteScripting_BODY',
  'GenericLFI_BODY',
  'GenericRFI_BODY',
];

/** The rule groups that AWS maintains, and their rules that only count. */
const MANAGED: readonly (readonly [group: string, counted: readonly string[]])[] = [
  ['AWSManagedRulesAmazonIpReputationList', []],
  ['AWSManagedRulesKnownBadInputsRuleSet', []],
  ['AWSManagedRulesCommonRuleSet', COUNTED],
];

/**
 * The parts of a request with tokens and arguments. A subscription has them in the query string or in the subprotocol.
 */
const PRIVATE: readonly CfnWebACL.FieldToProtectProperty[] = [
  { fieldType: 'SINGLE_HEADER', fieldKeys: ['authorization', 'sec-websocket-protocol', 'x-amz-security-token'] },
  { fieldType: 'QUERY_STRING' },
  { fieldType: 'BODY' },
];

/** Blocks calls that no app makes before they reach AppSync. */
export class Firewall extends Construct {
  /** The name of the web ACL in its metrics. Both stages may be in one account, so the name contains the stage. */
  private readonly metricName = Stack.of(this).stackName;

  constructor(scope: Construct, id: string, { api }: FirewallProps) {
    super(scope, id);
    const rules = [
      rateRule('Rate', { limit: CALLS_FROM_AN_ADDRESS, minutes: 5, key: ADDRESS, scope: HAS_TOKEN }),
      rateRule('RateOfSigned', { limit: SIGNED_CALLS_FROM_AN_ADDRESS, minutes: 5, key: ADDRESS, scope: IS_SIGNED }),
      rateRule('RateOfToken', { limit: limits.callsPerMinute, minutes: 1, key: TOKEN, scope: HAS_TOKEN }),
      ...MANAGED.map(([group, counted]) => managedRule(group, counted)),
    ];
    const acl = new CfnWebACL(this, 'Acl', {
      scope: 'REGIONAL',
      defaultAction: { allow: {} },
      rules: rules.map((rule, priority) => ({ ...rule, priority })),
      visibilityConfig: visibility(this.metricName),
      // Hides these fields when somebody turns on logs or samples.
      dataProtectionConfig: { dataProtections: PRIVATE.map((field) => ({ field, action: 'SUBSTITUTION' })) },
    });
    new CfnWebACLAssociation(this, 'Association', { resourceArn: api.arn, webAclArn: acl.attrArn });
  }

  /** The number of blocked calls. */
  metricBlocked(): Metric {
    return new Metric({
      namespace: 'AWS/WAFV2',
      metricName: 'BlockedRequests',
      statistic: 'Sum',
      period: Duration.minutes(5),
      dimensionsMap: { WebACL: this.metricName, Region: Stack.of(this).region, Rule: 'ALL' },
    });
  }
}

type Rule = Omit<CfnWebACL.RuleProperty, 'priority'>;

/** Matches the header only; AppSync verifies the signature. */
const IS_SIGNED: CfnWebACL.StatementProperty = {
  byteMatchStatement: {
    // CDK copies this value unchanged into the template, so it has CloudFormation's spelling.
    fieldToMatch: { singleHeader: { Name: 'authorization' } },
    positionalConstraint: 'STARTS_WITH',
    searchString: 'AWS4-HMAC-SHA256 ',
    textTransformations: [{ priority: 0, type: 'NONE' }],
  },
};

/** Calls without a signature: those with a token. */
const HAS_TOKEN: CfnWebACL.StatementProperty = { notStatement: { statement: IS_SIGNED } };

const ADDRESS: Rate['key'] = { aggregateKeyType: 'IP' };
/**
 * A token is valid for 15 minutes, and Cognito limits how often a person gets a new one. WAF counts no call without the
 * header, such as a WebSocket (AWS WAF developer guide, "Aggregating rate-based rules").
 */
const TOKEN: Rate['key'] = {
  aggregateKeyType: 'CUSTOM_KEYS',
  customKeys: [{ header: { name: 'authorization', textTransformations: [{ priority: 0, type: 'NONE' }] } }],
};

interface Rate {
  /** Calls within the minutes. */
  readonly limit: number;
  readonly minutes: number;
  /** What the calls that are counted together have in common. */
  readonly key: Pick<CfnWebACL.RateBasedStatementProperty, 'aggregateKeyType' | 'customKeys'>;
  /** The calls that are counted. */
  readonly scope: CfnWebACL.StatementProperty;
}

function rateRule(name: string, { limit, minutes, key, scope }: Rate): Rule {
  const rate = { limit, ...key, evaluationWindowSec: minutes * 60, scopeDownStatement: scope };
  return {
    name,
    action: { block: {} },
    statement: { rateBasedStatement: rate },
    visibilityConfig: visibility(name),
  };
}

function managedRule(group: string, counted: readonly string[]): Rule {
  const name = group.replace(/^AWSManagedRules/, '');
  const overrides = counted.map((rule) => ({ name: rule, actionToUse: { count: {} } }));
  return {
    name,
    overrideAction: { none: {} },
    statement: {
      managedRuleGroupStatement: {
        vendorName: 'AWS',
        name: group,
        // CloudFormation rejects an empty list.
        ...(overrides.length > 0 ? { ruleActionOverrides: overrides } : {}),
      },
    },
    visibilityConfig: visibility(name),
  };
}

/** Counts, and keeps no samples: a sample contains a person's address and headers. */
function visibility(metricName: string): CfnWebACL.VisibilityConfigProperty {
  return { metricName, cloudWatchMetricsEnabled: true, sampledRequestsEnabled: false };
}
