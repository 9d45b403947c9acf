/** The list of networks. Menu, form, link and tests follow from it. */
import { invalid } from '../errors';
import type { NetworkEntry } from './entry';
import { trainedNetworks } from './trained';
import { zoo } from './zoo';

export type { NetworkEntry } from './entry';

export const networks: readonly NetworkEntry[] = [...zoo, ...trainedNetworks];

/** Throws `invalid` for an id that is not in the list. */
export function networkById(id: string): NetworkEntry {
  const entry = networks.find((candidate) => candidate.id === id);
  if (!entry)
    throw invalid(
      `network "${id}" is not known; use one of ` +
        `${networks.map((n) => n.id).join(', ')}.`,
    );
  return entry;
}
