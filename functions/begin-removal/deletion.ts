/** A user that was deleted in Cognito. */
export interface Deletion {
  /** The `sub` of the user. */
  readonly userId: string;
  /** When the user was deleted: AWSDateTime. */
  readonly deletedAt: string;
  /** The id of the user's pool; null when the event does not say it. */
  readonly pool: string | null;
}

const CALLS: readonly unknown[] = ['DeleteUser', 'AdminDeleteUser'];
const SUB = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

type Fields = Readonly<Record<string, unknown>>;

/**
 * Reads an event of EventBridge as the successful deletion of a user. Cognito hides usernames and tokens in its CloudTrail
 * records, and says the user's `sub` in `additionalEventData` (Amazon Cognito developer guide, "Amazon Cognito logging in
 * AWS CloudTrail"). `AdminDeleteUser` names the pool in its parameters; `DeleteUser` has only an access token.
 * @returns null for everything else
 */
export function toDeletion(event: unknown): Deletion | null {
  const { detail } = fieldsOf(event);
  const { eventSource, eventName, eventTime, errorCode, requestParameters, additionalEventData } = fieldsOf(detail);
  const { sub, userPoolId = null } = fieldsOf(additionalEventData);
  const pool = fieldsOf(requestParameters)['userPoolId'] ?? userPoolId;
  const isSuccessful = errorCode === undefined || errorCode === null || errorCode === '';
  if (eventSource !== 'cognito-idp.amazonaws.com' || !CALLS.includes(eventName) || !isSuccessful) return null;
  if (typeof sub !== 'string' || !SUB.test(sub) || typeof eventTime !== 'string') return null;
  return { userId: sub, deletedAt: eventTime, pool: typeof pool === 'string' ? pool : null };
}

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
