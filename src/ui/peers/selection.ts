/** What is to be compared, and how the link says it. */
import { isOurs, peers } from '../../peers/catalog';
import { workloads } from '../../peers/workloads';

export interface PeersSelection {
  readonly workloads: readonly string[];
  /** Without ours, which always run. */
  readonly peers: readonly string[];
}

/** One depthwise, one pointwise, one dense layer: half a minute. */
export const fewWorkloads: readonly string[] = ['2', '6', '9'];
export const otherPeers = peers.filter((peer) => !isOurs(peer));

export const initialSelection: PeersSelection = {
  workloads: fewWorkloads,
  peers: otherPeers.map(({ id }) => id),
};

/** Names that nobody has are left out; nothing left means the initial ones. */
export function readSelection(query: URLSearchParams): PeersSelection {
  const pick = (
    name: string,
    known: readonly { id: string }[],
    initial: readonly string[],
  ) => {
    const asked = query.get(name)?.split(',') ?? [];
    const found = known.map(({ id }) => id).filter((id) => asked.includes(id));
    return found.length > 0 ? found : initial;
  };
  return {
    workloads: pick('only', workloads, initialSelection.workloads),
    peers: pick('peers', otherPeers, initialSelection.peers),
  };
}

/** Only what differs from the initial selection. */
export function writeSelection(
  selection: PeersSelection,
): Record<string, string> {
  const differs = (name: keyof PeersSelection) =>
    selection[name].join() !== initialSelection[name].join();
  return {
    ...(differs('workloads') && { only: selection.workloads.join() }),
    ...(differs('peers') && { peers: selection.peers.join() }),
  };
}

/** Adds or removes one, in the list's own order. */
export const toggled = (
  known: readonly { id: string }[],
  chosen: readonly string[],
  id: string,
): string[] =>
  known
    .map((each) => each.id)
    .filter((each) => chosen.includes(each) !== (each === id));
