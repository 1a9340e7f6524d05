import { createContext, runInContext } from 'node:vm';

import type { EvaluateCodeRequest, EvaluateCodeResponse } from '../../../local/appsync-js/evaluate.ts';

/** What runs a handler in V8 as it is: nothing is refused but what does not parse, and nothing deviates. */
export function plainJavaScript({ code, context, function: handler }: EvaluateCodeRequest): EvaluateCodeResponse {
  const sandbox = createContext({ ctx: withArguments(JSON.parse(context) as object), util, runtime, JSON });
  const script = code.replaceAll(/^import .*$/gm, '').replaceAll(/^export (?=function|const)/gm, '');
  const rest = { logs: [], stash: '{}', outErrors: '[]' };
  try {
    const call = `JSON.stringify(${handler}(ctx) ?? null)`;
    const evaluationResult = runInContext(`${script.replaceAll(/^export \{.*$/gm, '')}\n${call}`, sandbox) as string;
    return { evaluationResult, ...rest };
  } catch (error) {
    return { error: { message: error instanceof Error ? error.message : String(error), codeErrors: [] }, ...rest };
  }
}

function withArguments(context: object): object {
  const given = 'arguments' in context ? context.arguments : {};
  return { stash: {}, ...context, args: given };
}

const util = {
  error: (message: string) => {
    throw new Error(message);
  },
  matches: (pattern: string, text: string) => new RegExp(pattern).test(text),
};

const runtime = {
  earlyReturn: (value: unknown) => {
    throw new Error(`earlyReturn ${String(value)}`);
  },
};
