/** EvaluateCode answers too many concurrent calls with TooManyRequestsException. */
const CONCURRENCY = 4;

/** Runs `work` for each item, a few at the same time. Returns the results in the order of the items. */
export async function concurrently<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results = new Map<number, Result>();
  const waiting = items.entries();
  const worker = async () => {
    for (const [at, item] of waiting) results.set(at, await work(item));
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, worker));
  return [...results].sort(([one], [other]) => one - other).map(([, result]) => result);
}
