import type { CognitoIdentity, IamIdentity } from '../../appsync-js/context.ts';

/** Who sent a request, and by which of the API's modes they proved it. */
export type Caller =
  | { readonly mode: 'AMAZON_COGNITO_USER_POOLS'; readonly identity: CognitoIdentity }
  | {
      readonly mode: 'AWS_IAM';
      readonly identity: IamIdentity;
      /** Whether their policies allow a field of a root type. */
      readonly permits: (operation: Operation) => boolean;
    }
  | { readonly mode: 'API_KEY'; readonly identity: null };

/** Header names in lower case. */
export type Headers = Readonly<Record<string, string | readonly string[] | undefined>>;

/** A field of a root type. */
export interface Operation {
  readonly typeName: string;
  readonly fieldName: string;
}
