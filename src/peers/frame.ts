/**
 * Inside an iframe, one for each peer: libraries keep one engine to a global
 * object, patch it and start threads, so each gets a realm of its own. Only
 * the page around it, of the same origin, calls in.
 */
import { gpuTime, watchGpu } from './gpu-clock';
import type { Adapter, Opened, Peer, PeerProblem, Runnable } from './peer';
import { problemFor, type PeerWorkload } from './workloads';

export interface Frame {
  open(peer: Peer): Promise<Opened>;
  /** Makes the inputs of what is to be prepared: nobody's time. */
  take(workload: PeerWorkload): void;
  prepare(hurry: boolean): Promise<Runnable>;
  gpuTime: typeof gpuTime;
}

declare global {
  interface Window {
    peerFrame?: Frame;
  }
}

/** This page is src/peers/frame.html of the site. */
const base = new URL('../../peers/', window.location.href).href;
let adapter: Adapter;
let problem: PeerProblem;

watchGpu();
window.peerFrame = {
  async open({ bundle, league, layout }) {
    adapter = await load(bundle);
    return adapter.open({ league, layout, base });
  },
  // Made here: a library knows the arrays of its own realm only.
  take(workload) {
    problem = problemFor(workload);
  },
  prepare: (hurry) => adapter.prepare(problem, hurry),
  gpuTime,
};
window.dispatchEvent(new Event('peer-frame'));

async function load(bundle: string | null): Promise<Adapter> {
  if (bundle === null) return (await import('./adapters/ours')).ours;
  const url = new URL(`${bundle}.js`, base).href;
  return ((await import(/* @vite-ignore */ url)) as { default: Adapter })
    .default;
}
