/** Few at a time: EvaluateCode answers too many calls at once with TooManyRequestsException. */
const AT_ONCE = 4;

/** Does something for each of a list, a few at a time. The answers have the list's order. */
export async function concurrently<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results = new Map<number, Result>();
  const waiting = items.entries();
  const worker = async () => {
    for (const [at, item] of waiting) results.set(at, await work(item));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return [...results].sort(([one], [other]) => one - other).map(([, result]) => result);
}
