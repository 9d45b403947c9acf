/** A whole comparison: on the page, and in the command's browser alike. */
import { throwIfCancelled } from '../errors';
import { abortable } from '../engine/backends/abortable';
import type { Ceilings } from '../engine/api';
import { cpuClock } from '../engine/clock';
import { createEngine } from '../index';
import { peersById } from './catalog';
import { measureWorkload } from './measure';
import type { Peer } from './peer';
import { openRealm, words, type Realm } from './realm';
import type { Cell, Participant, PeersRun, Row } from './results';
import { selectWorkloads, type Available } from './workloads';

export interface PeersRequest {
  /** The site's src/peers/frame.html. */
  readonly frameUrl: string;
  readonly peers: readonly string[];
  /** Absent means all. */
  readonly workloads?: readonly string[];
  readonly rounds: number;
  /** Also measure the roofs, for the shares of them. */
  readonly roofs?: boolean;
}

export type PeersEvent =
  | { kind: 'participant'; participant: Participant }
  | { kind: 'step'; done: number; label: string }
  /** A row begins without cells and is told again with each of them. */
  | { kind: 'row'; row: Row };

/** Rejects with `cancelled`; what failed for one peer is data. */
export async function runPeers(
  request: PeersRequest,
  tell: (event: PeersEvent) => void,
  signal?: AbortSignal,
): Promise<PeersRun> {
  const { available, skipped } = selectWorkloads(request.workloads);
  const chosen = peersById(request.peers);
  const device = await aboutDevice(request.roofs ?? false, signal);
  const realms: Realm[] = [];
  const participants: Participant[] = [];
  try {
    for (const peer of chosen) {
      throwIfCancelled(signal);
      tell({ kind: 'step', done: 0, label: `starting ${peer.title}` });
      const joining = join(peer, request.frameUrl, realms);
      const participant = await abortable(joining, signal);
      participants.push(participant);
      tell({ kind: 'participant', participant });
    }
    const rows: Row[] = [];
    for (const [index, workload] of available.entries())
      rows.push(
        await rowOf(workload, realms, request.rounds, signal, (event) =>
          tell(
            event.kind === 'step'
              ? { ...event, done: index / available.length }
              : event,
          ),
        ),
      );
    return { ...device, participants, skipped, rows };
  } finally {
    for (const realm of realms) realm.close();
  }
}

async function join(
  peer: Peer,
  frameUrl: string,
  realms: Realm[],
): Promise<Participant> {
  const { id } = peer;
  try {
    const realm = await openRealm(peer, frameUrl);
    realms.push(realm);
    return { id, ...realm.opened };
  } catch (error) {
    return { id, error: words(error) };
  }
}

async function rowOf(
  workload: Available,
  realms: readonly Realm[],
  rounds: number,
  signal: AbortSignal | undefined,
  tell: (event: PeersEvent) => void,
): Promise<Row> {
  const { id, op, preset, title, counts, cost } = workload;
  let row: Row = { id, op, preset, title, counts, cost, cells: {} };
  tell({ kind: 'row', row });
  await measureWorkload(workload, realms, {
    ...{ rounds, signal },
    onStep: (label) =>
      tell({ kind: 'step', done: 0, label: `${title}: ${label}` }),
    onCell: (peer: string, cell: Cell) => {
      row = { ...row, cells: { ...row.cells, [peer]: cell } };
      tell({ kind: 'row', row });
    },
  });
  return row;
}

type DeviceFacts = Omit<PeersRun, 'participants' | 'skipped' | 'rows'>;

/** By an engine of its own, gone before the first peer starts. */
async function aboutDevice(
  roofs: boolean,
  signal?: AbortSignal,
): Promise<DeviceFacts> {
  const engine = await createEngine();
  try {
    const { adapter, software, userAgent, threads } = await engine.device();
    const ceilings = roofs
      ? await engine.ceilings({ quick: true, signal })
      : null;
    return {
      measuredAt: new Date().toISOString(),
      ...{ adapter, software, userAgent, threads },
      clockMs: cpuClock().resolutionMs,
      roofs: ceilings && roofsOf(ceilings),
    };
  } finally {
    await engine.dispose();
  }
}

const roofsOf = ({ gpu, wasm }: Ceilings) => ({
  gpu,
  wasm1: wasm.oneThread,
  wasmAll: wasm.allThreads,
});
