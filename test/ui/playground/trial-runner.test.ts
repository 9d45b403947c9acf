import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { expect, test } from 'vitest';
import type { Engine, TrialCall, TrialReport } from '../../../src/engine/api';
import { errorCodes, RidgepointError } from '../../../src/errors';
import type { KernelDraft } from '../../../src/state/draft';
import type { TimingEvent } from '../../../src/ui/bench/events';
import { TrialRunner } from '../../../src/ui/playground/run/trial-runner';

class Host extends EventTarget implements ReactiveControllerHost {
  readonly updateComplete = Promise.resolve(true);
  readonly controllers: ReactiveController[] = [];
  updates = 0;
  addController(controller: ReactiveController) {
    this.controllers.push(controller);
  }
  removeController() {}
  requestUpdate() {
    this.updates++;
  }
}

const draft: KernelDraft = {
  ...{ kind: 'kernel', op: 'conv2d', kernel: 'naive' },
  ...{ shapes: { input: [1, 1, 4, 4] }, options: {}, constants: {} },
  ...{ seed: 7, sources: { 'a.wgsl': 'one\nTWO\n' }, workgroups: {} },
};
const code = 'one\ntwo\n';

/** Only what the order of events needs; real trials run in the browser. */
function engineOf(trial: (call: TrialCall) => Promise<unknown>): Engine {
  return {
    sources: async () => ({ passes: [{ file: 'a.wgsl', code }] }),
    trial: (_op: string, call: TrialCall) => trial(call),
  } as unknown as Engine;
}
const untilStopped = (call: TrialCall) =>
  new Promise<never>((_, reject) => {
    call.signal!.addEventListener('abort', () =>
      reject(new RidgepointError('cancelled', 'the run was cancelled.')),
    );
  });

function runnerOnHost() {
  const host = new Host();
  const busy: boolean[] = [];
  host.addEventListener('rp-timing', (event) =>
    busy.push((event as TimingEvent).busy),
  );
  return { host, busy, runner: new TrialRunner(host) };
}

test('a run goes from its progress to its report, and is remembered', async () => {
  const { runner, busy } = runnerOnHost();
  const seen: string[] = [];
  const report = { outcome: 'right' } as TrialReport;
  await runner.run(
    engineOf(async (call) => {
      expect(call).toMatchObject({ seed: 7, kernel: 'naive' });
      expect(call).not.toHaveProperty('constants');
      call.onProgress?.({ done: 0.5, label: 'half' });
      const { state } = runner;
      if (state.kind === 'running') seen.push(state.progress.label);
      return report;
    }),
    draft,
  );
  expect(seen).toEqual(['half']);
  expect(runner.state).toEqual({ kind: 'done', draft, report });
  expect(runner.history).toMatchObject([
    { id: 1, end: { kind: 'done' }, change: { added: 1, removed: 1 } },
  ]);
  expect(busy).toEqual([true, false]);
});

test('a second run cancels the first, whose end changes nothing', async () => {
  const { runner, busy } = runnerOnHost();
  const first = runner.run(engineOf(untilStopped), draft);
  const other = { ...draft, seed: 8 };
  const report = { outcome: 'right' } as TrialReport;
  const second = runner.run(
    engineOf(async () => report),
    other,
  );
  await Promise.all([first, second]);
  expect(runner.state).toEqual({ kind: 'done', draft: other, report });
  expect(runner.history).toHaveLength(1);
  expect(busy).toEqual([true, true, false]);
});

test('cancelling is a state of its own, and is not remembered', async () => {
  const { runner } = runnerOnHost();
  const run = runner.run(engineOf(untilStopped), draft);
  await Promise.resolve();
  runner.cancel();
  await run;
  expect(runner.state).toEqual({ kind: 'cancelled', draft });
  expect(runner.history).toEqual([]);
});

test('a report that comes after cancelling is not shown', async () => {
  const { runner } = runnerOnHost();
  const run = runner.run(
    engineOf(async () => {
      runner.cancel();
      return { outcome: 'right' };
    }),
    draft,
  );
  await run;
  expect(runner.state.kind).toBe('cancelled');
});

test('a page that goes away stops its run', async () => {
  const { runner, host } = runnerOnHost();
  const run = runner.run(engineOf(untilStopped), draft);
  host.controllers.forEach((one) => one.hostDisconnected?.());
  await run;
  expect(runner.state.kind).toBe('cancelled');
});

test.each(errorCodes.filter((code) => code !== 'cancelled'))(
  'a coded error (%s) is kept with its draft, and is not thrown',
  async (errorCode) => {
    const { runner, busy } = runnerOnHost();
    const error = new RidgepointError(errorCode, 'what, limit, next step.');
    await runner.run(
      engineOf(() => Promise.reject(error)),
      draft,
    );
    expect(runner.state).toEqual({
      ...{ kind: 'failed', draft },
      error: { code: errorCode, message: 'what, limit, next step.' },
    });
    expect(runner.history[0].end.kind).toBe('failed');
    expect(busy).toEqual([true, false]);
  },
);

test('what is no error of ours is kept too', async () => {
  const { runner } = runnerOnHost();
  const sources = () => Promise.reject(new TypeError('no such thing'));
  await runner.run({ sources } as unknown as Engine, draft);
  expect(runner.state).toMatchObject({
    ...{ kind: 'failed', error: { code: 'unknown', message: 'no such thing' } },
  });
});
