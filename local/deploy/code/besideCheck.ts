/**
 * Does work while a check runs. When both fail, it raises the error of the check, because the work may have failed on
 * the same code.
 */
export async function besideCheck<T>(checked: Promise<unknown>, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    await checked;
    throw error;
  }
}
