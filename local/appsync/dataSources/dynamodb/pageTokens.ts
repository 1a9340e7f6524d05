import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

import { DataSourceError } from '../dataSource.ts';
import { base64, type Item, itemAt } from './attributeValues.ts';

/** Encrypts the last key of a page as the `nextToken` that clients get, and decrypts it. */
export interface PageTokens {
  /** @param site the resolver and function the token belongs to */
  seal(lastKey: Item, site: string): string;
  /**
   * Decrypts a token.
   * @throws DataSourceError for a token that was changed or that another site made
   */
  open(token: string, site: string): Item;
}

const ivLength = 12;
const tagLength = 16;

/**
 * Creates tokens encrypted with AES-256-GCM.
 * @param secret 32 bytes; a token is valid as long as the same secret is used
 */
export function pageTokens(secret: Uint8Array): PageTokens {
  return {
    seal(lastKey, site) {
      const iv = randomBytes(ivLength);
      const cipher = createCipheriv('aes-256-gcm', secret, iv).setAAD(Buffer.from(site));
      const sealed = Buffer.concat([cipher.update(JSON.stringify(portable(lastKey))), cipher.final()]);
      return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64url');
    },
    open(token, site) {
      const bytes = Buffer.from(token, 'base64url');
      try {
        const decipher = createDecipheriv('aes-256-gcm', secret, bytes.subarray(0, ivLength), {
          authTagLength: tagLength,
        });
        decipher.setAAD(Buffer.from(site)).setAuthTag(bytes.subarray(ivLength, ivLength + tagLength));
        const opened = Buffer.concat([decipher.update(bytes.subarray(ivLength + tagLength)), decipher.final()]);
        return itemAt(JSON.parse(opened.toString()), '$[nextToken]');
      } catch (cause) {
        throw new DataSourceError('DynamoDB:AmazonDynamoDBException', 'Invalid pagination token given.', null, cause);
      }
    },
  };
}

/** A key has strings, numbers and binary values; only binary values need a conversion for JSON. */
function portable(key: Item): Record<string, unknown> {
  const entries = Object.entries(key).map(([name, value]) => [name, value.B ? { B: base64(value.B) } : value] as const);
  return Object.fromEntries(entries);
}
