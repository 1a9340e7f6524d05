import { skipIfAnswered } from '../lib/appsync/answer.ts';
import { keepSubject, type ReadReportContext, readSubject } from '../lib/safety/makeReport.ts';

export function request(ctx: ReadReportContext) {
  skipIfAnswered(ctx);
  return readSubject(ctx);
}

export function response(ctx: ReadReportContext): null {
  return keepSubject(ctx);
}
