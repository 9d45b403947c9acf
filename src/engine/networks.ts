/** Networks by their ids. */
import { invalid } from '../errors';
import type { Network } from '../networks/graph';

/** The registry of networks is empty in this version. */
export const unknownNetwork = (id: string) =>
  invalid(
    `network "${id}" is not known: this version has none; run its layers ` +
      `one by one with run().`,
  );

export function buildNetwork(
  id: string,
  _parameters: Readonly<Record<string, unknown>> = {},
): Network {
  throw unknownNetwork(id);
}
