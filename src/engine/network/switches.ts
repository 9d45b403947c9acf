/** Optimisations that can be turned off one by one. */
import { invalid } from '../../errors';
import type { Network } from '../../networks/graph';
import {
  defaultSwitches,
  noSwitches,
  optimise,
  rewriteIds,
  type RewriteId,
} from '../../networks/rewrite';
import type { NetworkOptionsData } from '../api';

/** Of the engine; the others are rewrites of the graph. */
const engineSwitches = { reuseMemory: true, oneSubmit: true };

/** The graph that is to run, and how. Throws `invalid`. */
export function switched(
  network: Network,
  { fuse = true, switches = {} }: NetworkOptionsData,
): typeof engineSwitches & { network: Network } {
  const rewrites = { ...(fuse ? defaultSwitches : noSwitches) };
  const own = { ...engineSwitches };
  for (const [name, on] of Object.entries(switches)) {
    if (typeof on !== 'boolean')
      throw invalid(`switch ${name} is ${String(on)}; pass true or false.`);
    if (name in own) own[name as keyof typeof own] = on;
    else if (!(rewriteIds as readonly string[]).includes(name))
      throw invalid(
        `there is no switch "${name}"; use ` +
          `${[...rewriteIds, ...Object.keys(own)].join(', ')}.`,
      );
    else if (fuse) rewrites[name as RewriteId] = on;
  }
  return { ...own, network: optimise(network, rewrites) };
}
