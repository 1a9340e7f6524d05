import { util } from '@aws-appsync/utils';
import { operations, update } from '@aws-appsync/utils/dynamodb';

export function request(ctx) {
  const { id, count, note } = ctx.args.input;
  const changes = {};
  if (count) {
    changes.count = operations.replace(count);
  }
  if (note === null) {
    changes.note = operations.remove();
  } else if (note) {
    changes.note = operations.replace(note);
  }
  return update({
    key: { id },
    update: changes,
    condition: { id: { attributeExists: true }, seenBy: { eq: ctx.identity.username } },
  });
}

export function response(ctx) {
  const { error, result } = ctx;
  if (error) {
    util.appendError(error.message, error.type, result);
    return null;
  }
  return result;
}
