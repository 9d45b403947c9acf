/**
 * The runs the roofline shows: the newest ones, kept over visits where the
 * browser allows it. Without storage they live as long as the page.
 */
import type { BenchReport } from '../engine/api';
import { runId, type Run } from '../roofline/dots';
import { isRecord, localStorageOrNull, type Place } from './place';

const key = 'ridgepoint.runs';
/** Another form of a run makes another version; old ones are let go. */
const version = 1;
export const mostRuns = 200;

export class RunStore {
  #place: Place | null;
  #runs: readonly Run[];

  constructor(place: Place | null = localStorageOrNull()) {
    this.#place = place;
    this.#runs = read(place);
  }

  /** Newest first. */
  get runs(): readonly Run[] {
    return this.#runs;
  }

  /** A run of the same kernel on the same problem and adapter is replaced. */
  add(run: Run): void {
    const added = { ...run, report: slim(run.report) };
    const id = runId(added.report);
    const others = this.#runs.filter(({ report }) => runId(report) !== id);
    this.#keep([added, ...others].slice(0, mostRuns));
  }

  clear(): void {
    this.#keep([]);
  }

  #keep(runs: readonly Run[]) {
    this.#runs = runs;
    try {
      this.#place?.setItem(key, JSON.stringify({ version, runs }));
    } catch {
      // Full or forbidden: the session keeps them all the same.
    }
  }
}

/** The error map alone would fill the storage. */
function slim(report: BenchReport): BenchReport {
  const { check } = report;
  return { ...report, check: check && { ...check, map: null, worst: null } };
}

function read(place: Place | null): readonly Run[] {
  try {
    const kept: unknown = JSON.parse(place?.getItem(key) ?? 'null');
    if (!isRecord(kept) || kept.version !== version) return [];
    return Array.isArray(kept.runs)
      ? kept.runs.filter(isRun).slice(0, mostRuns)
      : [];
  } catch {
    return [];
  }
}

/** Enough of it to be drawn: storage is open to every script of the origin. */
function isRun(value: unknown): value is Run {
  if (!isRecord(value) || !isRecord(value.report)) return false;
  const { report, title, network, query } = value;
  const { cost, throughputMs, kernelMs } = report;
  return (
    [title, network, report.op, report.kernel, report.backend].every(
      (text) => typeof text === 'string',
    ) &&
    [query, cost, throughputMs, report.shapes, report.options].every(
      isRecord,
    ) &&
    (kernelMs === null || isRecord(kernelMs))
  );
}
