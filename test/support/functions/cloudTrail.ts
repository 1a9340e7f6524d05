import { randomUUID } from 'node:crypto';

type Fields = Readonly<Record<string, unknown>>;

/** What CloudTrail hides of a record of Cognito. */
const HIDDEN = 'HIDDEN_DUE_TO_SECURITY_REASONS';

/**
 * An event of EventBridge with a record of CloudTrail, in the form that Cognito's calls have (Amazon Cognito developer guide,
 * "Amazon Cognito logging in AWS CloudTrail"; AWS CloudTrail user guide, "CloudTrail record contents").
 * @param detail what differs in the record; `undefined` takes a field away
 */
function anEvent(detail: Fields): { readonly detail: Fields } & Fields {
  const record = {
    eventVersion: '1.08',
    eventTime: '2026-11-30T06:07:08Z',
    eventSource: 'cognito-idp.amazonaws.com',
    awsRegion: 'eu-central-1',
    sourceIPAddress: '192.0.2.1',
    userAgent: 'amplify-flutter/2.0.0',
    responseElements: null,
    requestID: randomUUID(),
    eventID: randomUUID(),
    readOnly: false,
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: '123456789012',
    eventCategory: 'Management',
    ...detail,
  };
  return {
    version: '0',
    id: randomUUID(),
    'detail-type': 'AWS API Call via CloudTrail',
    source: 'aws.cognito-idp',
    account: '123456789012',
    time: '2026-11-30T06:07:08Z',
    region: 'eu-central-1',
    resources: [],
    detail: record,
  };
}

/** A person has deleted their own user, with an access token. */
export function aDeleteUser(sub: string, detail: Fields = {}) {
  return anEvent({
    eventName: 'DeleteUser',
    userIdentity: { type: 'Unknown', principalId: 'Anonymous' },
    requestParameters: { accessToken: HIDDEN },
    additionalEventData: { sub },
    ...detail,
  });
}

/** An operator, or our own function, has deleted a user. */
export function anAdminDeleteUser(sub: string, userPoolId: string, detail: Fields = {}) {
  const arn = 'arn:aws:sts::123456789012:assumed-role/Operator/somebody';
  return anEvent({
    eventName: 'AdminDeleteUser',
    userIdentity: { type: 'AssumedRole', principalId: 'AROAEXAMPLE:somebody', arn, accountId: '123456789012' },
    requestParameters: { userPoolId, username: HIDDEN },
    additionalEventData: { sub },
    ...detail,
  });
}
