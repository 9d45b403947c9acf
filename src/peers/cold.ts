/** One peer in a page that has only just been navigated to. */
import { compare, oracle } from './measure';
import { peersById } from './catalog';
import { openRealm, words } from './realm';
import type { ColdStart } from './results';
import { problemFor, selectWorkloads } from './workloads';

/** Times count from the navigation's start. */
export async function coldStart(
  id: string,
  workloadId: string,
  frameUrl: string,
): Promise<ColdStart> {
  try {
    const [peer] = peersById([id]);
    const [workload] = selectWorkloads([workloadId]).available;
    if (!workload) throw new Error(`no workload ${workloadId} here`);
    const realm = await openRealm(peer, frameUrl);
    const loadedMs = performance.now();
    const problem = problemFor(workload);
    realm.frame.take(workload);
    const start = performance.now();
    const runnable = await realm.frame.prepare(true);
    const data = await runnable.read();
    const answerMs = loadedMs + performance.now() - start;
    const { ok } = compare(problem, data, await oracle(problem));
    return { id, loadedMs, answerMs, verifiedMs: performance.now(), ok };
  } catch (error) {
    return { id, error: words(error) };
  }
}
