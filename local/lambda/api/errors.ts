import { randomUUID } from 'node:crypto';

import type { Answer } from '../../services/service.ts';

/** An error answer of Lambda, in its REST protocol (AWS Lambda API reference, "Invoke", Errors). */
export function lambdaError(status: number, name: string, message: string): Answer {
  return {
    status,
    headers: { 'content-type': 'application/json', 'x-amzn-errortype': name, 'x-amzn-requestid': randomUUID() },
    body: JSON.stringify({ Type: status < 500 ? 'User' : 'Service', Message: message }),
  };
}
