import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { DeviceReport, Engine, Progress } from '../../engine/api';
import { RidgepointError } from '../../errors';
import { interleave, usualEffort, type Rounds } from './interleave';
import type { SavingsRun } from './outcome';
import { scaledPlans, type FamilyAxis, type FamilyRun } from './family';
import { chosenId, variantOf, type Plan, type Variant } from './plan';
import { prepareSubject, type Backend, type Subject } from './subject';

/** Of the progress: kernels are raced and compiled first. */
const prepareShare = 0.5;
/** More subjects, each a little shorter. */
const familyEffort = { ...usualEffort, turnMs: 80, leastRounds: 3 };

export type Doing = 'nothing' | 'comparing' | 'family';

/** Times the variants of a plan in turn; keeps what was measured before. */
export class SavingsRunner implements ReactiveController {
  progress: Progress = { done: 0, label: '' };
  doing: Doing = 'nothing';
  readonly #host: ReactiveControllerHost;
  readonly #runs = new Map<string, SavingsRun>();
  readonly #families = new Map<string, FamilyRun>();
  #abort: AbortController | null = null;
  #ended: Promise<void> = Promise.resolve();

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostDisconnected() {
    this.cancel();
  }

  runOf({ key }: Plan, backend: Backend): SavingsRun | null {
    return this.#runs.get(`${backend} ${key}`) ?? null;
  }

  familyOf(plan: Plan, backend: Backend, axis: FamilyAxis): FamilyRun | null {
    return this.#families.get(familyKey(plan, backend, axis)) ?? null;
  }

  cancel() {
    this.#abort?.abort();
  }

  /** Ends what runs before it. */
  compare(engine: Engine, device: DeviceReport, plan: Plan, backend: Backend) {
    const { adapter } = device;
    const begun: SavingsRun = {
      ...{ state: 'running', note: '', backend, variants: {} },
      adapter: backend === 'webgpu' ? adapter : 'WebAssembly',
      measuredAt: new Date().toISOString(),
    };
    const keep = (change: Partial<SavingsRun>) => {
      const key = `${backend} ${plan.key}`;
      this.#runs.set(key, { ...begun, ...this.#runs.get(key), ...change });
      this.#host.requestUpdate();
    };
    return this.#queue('comparing', keep, async (signal) => {
      keep(begun);
      await this.#time(engine, device, backend, plan.variants, {
        signal,
        effort: usualEffort,
        onRound: (subjects, rounds) =>
          keep({
            variants: Object.fromEntries(
              plan.variants.map(({ id }, i) => [
                id,
                { ...rounds[i], ...whoOf(subjects[i]) },
              ]),
            ),
          }),
      });
    });
  }

  /** The chosen variant at several widths or resolutions. */
  family(
    engine: Engine,
    device: DeviceReport,
    plan: Plan,
    backend: Backend,
    axis: FamilyAxis,
  ) {
    const members = scaledPlans(plan, axis);
    const variants = members.map((member) =>
      variantOf(member.plan, chosenId(plan)),
    );
    const key = familyKey(plan, backend, axis);
    const keep = (change: Partial<FamilyRun>) => {
      const before = this.#families.get(key) ?? { rounds: [] };
      this.#families.set(key, {
        ...{ state: 'running', note: '', axis },
        ...before,
        ...change,
      });
      this.#host.requestUpdate();
    };
    return this.#queue('family', keep, async (signal) => {
      keep({ state: 'running', note: '', rounds: [] });
      await this.#time(engine, device, backend, variants, {
        signal,
        effort: familyEffort,
        onRound: (_, rounds) => keep({ rounds }),
      });
    });
  }

  async #queue(
    doing: Doing,
    keep: (end: { state: SavingsRun['state']; note?: string }) => void,
    work: (signal: AbortSignal) => Promise<void>,
  ): Promise<void> {
    this.cancel();
    const before = this.#ended;
    const { signal } = (this.#abort = new AbortController());
    const job = async () => {
      if (signal.aborted) return;
      this.doing = doing;
      this.#tell(0, 'starting');
      try {
        await work(signal);
        keep({ state: 'done' });
      } catch (error) {
        if (signal.aborted || isCancelled(error)) keep({ state: 'cancelled' });
        else
          keep({
            state: 'failed',
            note: error instanceof Error ? error.message : String(error),
          });
      }
      this.doing = 'nothing';
      this.#host.requestUpdate();
    };
    this.#ended = before.then(job);
    await this.#ended;
  }

  async #time(
    engine: Engine,
    device: DeviceReport,
    backend: Backend,
    variants: readonly Variant[],
    {
      signal,
      effort,
      onRound,
    }: {
      readonly signal: AbortSignal;
      readonly effort: typeof usualEffort;
      readonly onRound: (
        subjects: readonly Subject[],
        rounds: readonly Rounds[],
      ) => void;
    },
  ): Promise<void> {
    const subjects: Subject[] = [];
    try {
      for (const [i, variant] of variants.entries()) {
        const tell = (done: number, label: string) =>
          this.#tell(
            (prepareShare * (i + done)) / variants.length,
            `${variant.title}: ${label}`,
          );
        tell(0, 'preparing');
        subjects.push(
          await prepareSubject(engine, device, variant, backend, {
            signal,
            onProgress: ({ done, label }) => tell(done, label),
          }),
        );
      }
      this.#tell(prepareShare, 'warming up');
      await interleave(subjects, effort, signal, (rounds, done) => {
        const count = rounds[0].wholeMs.length;
        onRound(subjects, rounds);
        this.#tell(
          prepareShare + (1 - prepareShare) * done,
          `timed in turn, round ${count}`,
        );
      });
    } finally {
      await Promise.all(subjects.map((subject) => subject.dispose()));
    }
  }

  #tell(done: number, label: string) {
    this.progress = { done, label };
    this.#host.requestUpdate();
  }
}

const whoOf = ({ layers, threads }: Subject) => ({
  kernels: layers.map(({ kernel }) => kernel),
  threads,
});

const familyKey = (plan: Plan, backend: Backend, axis: FamilyAxis): string =>
  [backend, axis, chosenId(plan), plan.key].join(' ');

const isCancelled = (error: unknown) =>
  error instanceof RidgepointError && error.code === 'cancelled';
