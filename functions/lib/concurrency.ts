/**
 * Works on many items concurrently. After the first error it starts no more work, and it throws when the running work ends.
 * @param width how many items at the same time
 */
export async function forEachConcurrent<Thing>(
  things: Iterable<Thing>,
  width: number,
  work: (thing: Thing) => Promise<void>,
): Promise<void> {
  // All lanes take their next item from one iterator.
  const next = [...things].values();
  const lanes = Array.from({ length: width }, async () => {
    for (const thing of next) await work(thing);
  });
  const failed = (await Promise.allSettled(lanes)).find(({ status }) => status === 'rejected');
  if (failed?.status === 'rejected') throw failed.reason;
}
