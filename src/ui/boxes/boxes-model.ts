import type { ReactiveControllerHost } from 'lit';
import type { DeviceReport, Engine } from '../../engine/api';
import { generate } from './generate';
import { LiveRunner } from './live-runner';
import {
  initialSettings,
  sameScene,
  writeLink,
  type LinkRead,
  type Settings,
} from './link';
import { callOf, outcomeOf, rulesOf, type Outcome } from './outcome';
import { placeOf } from './place';
import { boxAt, sceneOf, type Scene } from './scene';

/** More boxes than that are answered when the hand has left the slider. */
const mostLive = { batched: 20_000, hard: 20_000, soft: 4000 } as const;
/** Of a longer list the settings keep the first: no link could hold it. */
const mostKept = 1000;

/** The settings, the boxes and the newest answer; all of the page's state. */
export class BoxesModel {
  readonly #host: ReactiveControllerHost;
  readonly #told: (link: Record<string, string>) => void;
  readonly runner: LiveRunner<Outcome>;
  #engine: Engine | null = null;
  #device: DeviceReport | null = null;
  /** Told or followed last. */
  #link = '{}';

  settings: Settings = initialSettings;
  scene: Scene = generate(initialSettings);
  selected = -1;
  /** What of the link could not be used. */
  problems: readonly string[] = [];

  constructor(
    host: ReactiveControllerHost,
    told: (link: Record<string, string>) => void,
  ) {
    this.#host = host;
    this.#told = told;
    this.runner = new LiveRunner(host);
  }

  /** The newest answer is to older boxes or thresholds. */
  get stale(): boolean {
    return this.runner.busy || this.runner.stopped;
  }

  start(engine: Engine | null, device: DeviceReport | null): void {
    if (!engine || !device || engine === this.#engine) return;
    this.#engine = engine;
    this.#device = device;
    this.#run();
  }

  /** A link, perhaps the one that this page has just written. */
  follow({ settings, problems }: LinkRead): void {
    const link = JSON.stringify(writeLink(settings));
    this.problems = problems;
    // It comes back late: the hand may have moved a slider on since.
    if (link === this.#link) return;
    this.#link = link;
    const same = sameScene(settings, this.settings);
    this.settings = settings;
    if (!same) this.#make();
    this.#run();
  }

  change(change: Partial<Settings>, live = false): void {
    const before = this.settings;
    this.settings = { ...before, ...change };
    if (!sameScene(before, this.settings)) this.#make();
    this.#changed(live);
  }

  edit(scene: Scene, selected: number, live = false): void {
    this.scene = scene;
    this.selected = selected;
    const length = Math.min(scene.count, mostKept);
    const boxes = Array.from({ length }, (_, i) => boxAt(scene, i));
    this.settings = { ...this.settings, boxes };
    this.#changed(live);
  }

  select(index: number): void {
    this.selected = index;
    this.#host.requestUpdate();
  }

  /** The call that answers what is on the page. */
  asked() {
    const { scene, settings } = this;
    return callOf(scene, rulesOf(settings), settings.score);
  }

  /** Where that runs, and why not on the GPU where it was asked to. */
  get place() {
    return placeOf(this.asked(), this.settings.on, this.#device);
  }

  /** The same call again, after it failed or was stopped. */
  again(): void {
    this.#run();
    this.#host.requestUpdate();
  }

  #make() {
    const { boxes } = this.settings;
    this.scene = boxes ? sceneOf(boxes) : generate(this.settings);
    this.selected = -1;
  }

  #changed(live: boolean) {
    if (!live || this.scene.count <= mostLive[this.settings.mode]) this.#run();
    // A browser lets a page change its address only so often.
    if (!live) {
      this.problems = [];
      const link = writeLink(this.settings);
      this.#link = JSON.stringify(link);
      this.#told(link);
    }
    this.#host.requestUpdate();
  }

  #run() {
    const { scene, settings } = this;
    const engine = this.#engine;
    if (!engine) return;
    const rules = rulesOf(settings);
    const { op, call } = this.asked();
    const { backend } = this.place;
    this.runner.schedule(async (signal) => {
      const given = await engine.run(op, { ...call, backend, signal });
      return {
        ...given,
        value: outcomeOf(scene, rules, settings.score, given.outputs),
      };
    });
  }
}
