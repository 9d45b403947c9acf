/** The GPU device is lost 100 times, whatever it is at. */
import { expect, test } from 'vitest';
import { checkOutputs } from '../../src/engine/check';
import { LocalEngine } from '../../src/engine/engine';
import { Builder } from '../../src/networks/builder';
import { conv2d } from '../../src/ops/conv2d';
import { runReference } from '../../src/ops/op';
import { random, randomInputs } from '../../src/ops/random';
import type { Tensors } from '../../src/ops/tensor';
import { difference, networkTolerance } from './network/networks';
import { watchedGpu } from './watched-gpu';

const losses = 100;
/** `VITE_LOSS_SEED=7 npx vitest …` repeats what another run did. */
const seed = Number(import.meta.env.VITE_LOSS_SEED ?? 1);
/** A job that takes so long on a busy machine hangs. */
const hangMs = 60_000;

const shapes = { input: [1, 4, 9, 9], filter: [4, 4, 3, 3] };
const inputs = randomInputs(conv2d, shapes, 1);
const options = conv2d.options({});
const expected = runReference(conv2d, inputs, options);
const tolerance = conv2d.tolerance(shapes, options);
const right = (outputs: Tensors) =>
  expect(
    checkOutputs(conv2d, inputs, options, tolerance, outputs, expected),
  ).toMatchObject({ ok: true });

function graph() {
  const net = new Builder({ id: 'three', title: 'Three', source: 'a test' });
  const image = net.input('image', [1, 3, 10, 10]);
  const conv = net.conv('conv', image, { out: 8, kernel: 3 });
  const relu = net.node('relu', 'relu', { input: conv });
  return net.build(net.fullyConnected('dense', relu, 5));
}

test('100 losses: no answer is wrong, nothing hangs, nothing leaks', async () => {
  const watched = watchedGpu();
  const { gpu, devices, live } = watched;
  const engine = new LocalEngine({ gpu }, { most: losses, withinMs: 1 });
  const next = random(seed);
  const below = (most: number) => Math.floor(next() * most);

  const network = graph();
  const oracle = await engine.prepareNetwork(network, { backend: 'reference' });
  const answer = await oracle.run();
  const kept = await engine.prepare('conv2d', { inputs, kernel: 'naive' });
  await kept.run();
  const net = await engine.prepareNetwork(network, { backend: 'webgpu' });
  const sure = (outputs: Tensors) =>
    expect(difference(outputs, answer)).toBeLessThan(networkTolerance(network));

  /** By name: what is at work, and within how many submits it is struck. */
  const jobs: Record<string, [submits: number, job: () => Promise<unknown>]> = {
    run: [
      4,
      async () => right((await engine.run('conv2d', { inputs })).outputs),
    ],
    'prepared run': [
      3,
      async () => {
        await kept.run(1 + below(3));
        right(await kept.read());
      },
    ],
    'prepared read': [2, async () => right(await kept.read())],
    bench: [
      25,
      async () => {
        const { check, throughputMs } = await engine.bench('conv2d', {
          ...{ shapes, kernel: 'naive', backend: 'webgpu', budgetMs: 3 },
        });
        expect(check).toMatchObject({ ok: true });
        expect(throughputMs.medianMs).toBeGreaterThan(0);
      },
    ],
    race: [
      12,
      async () => {
        const raced = await engine.prepare('conv2d', {
          ...{ inputs, backend: 'webgpu', tuneMs: 120, retune: true },
        });
        await raced.run();
        right(await raced.read());
        await raced.dispose();
      },
    ],
    network: [3, async () => sure(await net.run())],
    'network times': [
      6,
      async () => expect((await net.time({ runs: 3 })).n).toBe(3),
    ],
    'network prepared': [
      2,
      async () => {
        const other = await engine.prepareNetwork(network, {
          backend: 'webgpu',
        });
        sure(await other.run());
        await other.dispose();
      },
    ],
    ceilings: [
      30,
      async () => {
        const { gpu: roofs } = await engine.ceilings({
          ...{ quick: true, force: true },
        });
        expect(roofs!.gflops.f32).toBeGreaterThan(0);
      },
    ],
  };
  const often = ['run', 'prepared run', 'prepared read', 'network', 'network'];
  const sometimes = ['bench', 'race', 'network times', 'network prepared'];
  const log: string[] = [];
  let atWork = 0;
  for (let i = 0; i < losses; i++) {
    const names = i % 50 === 25 ? ['ceilings'] : i % 3 ? often : sometimes;
    const name = names[below(names.length)];
    const [submits, job] = jobs[name];
    let struck: GPUDevice | undefined;
    const strike = () => {
      if (struck) return;
      struck = devices.at(-1)!;
      struck.destroy();
    };
    let left = 1 + below(submits);
    const timer = next() < 0.5 ? setTimeout(strike, next() * 4 * submits) : 0;
    watched.onSubmit = () => !timer && --left === 0 && strike();
    log.push(`${i}: ${name}, ${timer ? 'by the clock' : `at submit ${left}`}`);
    await within(job(), () => `seed ${seed}, ${log.at(-1)}`);
    if (struck) atWork++;
    // It was over before it was struck: then at rest.
    clearTimeout(timer);
    strike();
    await struck!.lost;
    // A new one, so that the next strike is not at a device that is dead.
    await engine.device();
  }
  console.log(`seed ${seed}: ${atWork} of ${losses} losses struck at work`);
  expect(atWork).toBeGreaterThan(losses / 2);
  right(await kept.read());
  sure(await net.run());
  const report = await engine.device();
  expect(report.losses).toMatchObject({ count: losses, recovered: losses });
  expect(devices).toHaveLength(losses + 1);
  await kept.dispose();
  await net.dispose();
  // What is left is the engine's own, and goes with the device.
  await engine.loseDevice();
  await Promise.resolve();
  expect([...live].map(({ label }) => label)).toEqual([]);
  await engine.dispose();
}, 300_000);

/** Names what hangs or fails. */
function within<T>(work: Promise<T>, what: () => string): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error(`${what()} hangs`)),
      hangMs,
    );
    work
      .then(resolve, (error: Error) =>
        reject(new Error(`${what()}: ${error.message}`, { cause: error })),
      )
      .finally(() => clearTimeout(timer));
  });
}
