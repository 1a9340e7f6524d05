/**
 * Works on many things, so many at once. The first error ends it when what runs beside it has settled.
 * @param width how many at once
 */
export async function forEachConcurrent<Thing>(
  things: Iterable<Thing>,
  width: number,
  work: (thing: Thing) => Promise<void>,
): Promise<void> {
  // Each lane takes the next thing off the one iterator.
  const next = [...things].values();
  const lanes = Array.from({ length: width }, async () => {
    for (const thing of next) await work(thing);
  });
  const failed = (await Promise.allSettled(lanes)).find(({ status }) => status === 'rejected');
  if (failed?.status === 'rejected') throw failed.reason;
}
