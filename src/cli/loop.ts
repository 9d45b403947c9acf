/**
 * batchedNms beside what it replaces: nms in a loop over the classes, once
 * with everything prepared and once as a caller writes it, who gathers each
 * class's boxes, runs, and merges by score.
 */
import type { Backend, Engine, Prepared } from '../engine/api';
import { stats } from '../engine/stats';
import { opById } from '../ops';
import { checkWorkload } from '../ops/fields';
import { randomInputs } from '../ops/random';
import type { Tensors } from '../ops/tensor';

export interface LoopRow {
  backend: Backend;
  how: 'prepared' | 'engine.run';
  classes: number;
  batchedMs: number;
  loopMs: number;
  /** Whether both keep the same boxes in the same order. */
  same: boolean;
}

const preset = 'coco-80x1000';
const rounds = 7;
/** Where a round takes seconds, fewer must do. */
const slowMs = 2000;
const slowRounds = 2;

/** A class's boxes, and which of all boxes they are. */
interface Part {
  readonly members: number[];
  readonly inputs: Tensors;
}

export async function runLoop(
  engine: Engine,
  onRow: (row: LoopRow) => void | Promise<void>,
): Promise<void> {
  const op = opById('batchedNms');
  const { workload } = op.presets.find(({ id }) => id === preset)!;
  const { shapes, options } = op.problem(checkWorkload(op.fields, workload));
  const inputs = randomInputs(op, shapes, 1);
  const { gpu } = await engine.device();
  for (const backend of gpu ? (['wasm', 'webgpu'] as const) : ['wasm' as const])
    for (const run of [prepared, called])
      await onRow(await run(engine, { inputs, options, backend, tuneMs: 0 }));
}

interface LoopCall {
  inputs: Tensors;
  options: Record<string, unknown>;
  backend: Backend;
  tuneMs: number;
}

async function prepared(engine: Engine, call: LoopCall): Promise<LoopRow> {
  const parts = partsOf(call.inputs);
  const all = await engine.prepare('batchedNms', call);
  const each: Prepared[] = [];
  for (const { inputs } of parts)
    each.push(await engine.prepare('nms', { ...call, inputs }));
  const times = await taken(
    () => all.run(),
    // None waits for the one before: the loop at its best.
    async () => void (await Promise.all(each.map((one) => one.run()))),
  );
  const kept = [];
  for (const one of each) kept.push(indicesOf(await one.read()));
  const merged = mergedByScore(call.inputs, parts, kept);
  const same = equal(indicesOf(await all.read()), merged);
  for (const one of [all, ...each]) await one.dispose();
  const { backend } = call;
  return { backend, how: 'prepared', classes: parts.length, ...times, same };
}

async function called(engine: Engine, call: LoopCall): Promise<LoopRow> {
  let all: number[] = [];
  let merged: number[] = [];
  const times = await taken(
    async () => {
      const { outputs } = await engine.run('batchedNms', call);
      all = indicesOf(outputs);
    },
    async () => {
      const parts = partsOf(call.inputs);
      const kept = [];
      for (const { inputs } of parts) {
        const { outputs } = await engine.run('nms', { ...call, inputs });
        kept.push(indicesOf(outputs));
      }
      merged = mergedByScore(call.inputs, parts, kept);
    },
  );
  const { backend } = call;
  const classes = partsOf(call.inputs).length;
  const same = equal(all, merged);
  return { backend, how: 'engine.run', classes, ...times, same };
}

/** Both in turns, so that what else the machine does falls on both. */
async function taken(batched: () => Promise<void>, loop: () => Promise<void>) {
  const timed = async (work: () => Promise<void>) => {
    const start = performance.now();
    await work();
    return performance.now() - start;
  };
  // Compiles what there is to compile.
  await batched();
  const slow = (await timed(loop)) > slowMs;
  const samples: [number[], number[]] = [[], []];
  for (let round = 0; round < (slow ? slowRounds : rounds); round++) {
    samples[0].push(await timed(batched));
    samples[1].push(await timed(loop));
  }
  const [batchedMs, loopMs] = samples.map((each) => stats(each).medianMs);
  return { batchedMs, loopMs };
}

function partsOf({ boxes, scores, idxs }: Tensors): Part[] {
  const byClass = new Map<number, number[]>();
  Array.from(idxs.data, Number).forEach((id, i) => {
    const members = byClass.get(id);
    if (members) members.push(i);
    else byClass.set(id, [i]);
  });
  return Array.from(byClass.values(), (members) => {
    const corners = new Float32Array(4 * members.length);
    const values = new Float32Array(members.length);
    members.forEach((from, to) => {
      for (let side = 0; side < 4; side++)
        corners[4 * to + side] = Number(boxes.data[4 * from + side]);
      values[to] = Number(scores.data[from]);
    });
    const { length } = members;
    return {
      members,
      inputs: {
        boxes: { shape: [length, 4], dtype: 'float32', data: corners },
        scores: { shape: [length], dtype: 'float32', data: values },
      },
    };
  });
}

const indicesOf = ({ output }: Tensors) => Array.from(output.data, Number);

function mergedByScore(
  { scores }: Tensors,
  parts: readonly Part[],
  kept: readonly number[][],
): number[] {
  const scoreOf = (index: number) => Number(scores.data[index]);
  return kept
    .flatMap((indices, part) => indices.map((i) => parts[part].members[i]))
    .sort((a, b) => scoreOf(b) - scoreOf(a) || a - b);
}

const equal = (a: readonly number[], b: readonly number[]) =>
  a.length === b.length && a.every((value, i) => value === b[i]);
