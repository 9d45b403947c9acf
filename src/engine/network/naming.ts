import { RidgepointError } from '../../errors';

/** Says which layer it was. */
export async function naming<T>(
  layer: string,
  work: () => Promise<T> | T,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof RidgepointError)) throw error;
    const { code, message } = error;
    throw new RidgepointError(code, `${layer}: ${message}`, { cause: error });
  }
}
