import type { CognitoIdentity, IamIdentity } from '../../appsync-js/context.ts';

/** The sender of a request, with the authorization mode. */
export type Caller =
  | { readonly mode: 'AMAZON_COGNITO_USER_POOLS'; readonly identity: CognitoIdentity }
  | {
      readonly mode: 'AWS_IAM';
      readonly identity: IamIdentity;
      /** Whether the caller's policies allow a field of a root type. */
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
