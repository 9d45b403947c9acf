import type { ReactiveControllerHost } from 'lit';
import type { DeviceReport, Engine } from '../../engine/api';
import type { FrameEvent } from './events';
import { stages } from './filters';
import {
  cpuTarget,
  initialSettings,
  sameLink,
  sameRun,
  type PictureSettings,
} from './link';
import { PictureLoader } from './picture-loader';
import { Runner } from './runner';

interface Host extends ReactiveControllerHost {
  readonly engine: Engine | null;
  readonly device: DeviceReport | null;
  readonly hidden: boolean;
}

/** Settings, picture and run of the page, kept in step. */
export class PictureModel {
  readonly #host: Host;
  readonly #changed: (settings: PictureSettings) => void;
  #live = false;

  readonly loader: PictureLoader;
  readonly runner: Runner;
  settings = initialSettings;

  /** `changed` hears of every change that belongs in the link. */
  constructor(host: Host, changed: (settings: PictureSettings) => void) {
    this.#host = host;
    this.#changed = changed;
    this.loader = new PictureLoader(host, () => this.#loaded());
    this.runner = new Runner(host);
  }

  /** The address changed; our own changes come back as they were. */
  follow(linked: PictureSettings): void {
    if (this.loader.asked && sameLink(linked, this.settings)) return;
    this.#apply(linked);
  }

  change(change: Partial<PictureSettings>): void {
    this.#apply({ ...this.settings, ...change });
    this.#changed(this.settings);
  }

  file(file: File): void {
    this.#live = false;
    void this.loader.openFile(file);
  }

  frame({ frame, live }: FrameEvent): void {
    this.#live = live;
    this.loader.take(frame);
  }

  /** Runs what is set now; a hidden page keeps the processor free. */
  start(): void {
    const { engine, device, hidden } = this.#host;
    const { picture } = this.loader;
    if (!engine || !picture || hidden) return;
    this.runner.schedule({
      engine,
      device,
      raster: picture.raster,
      stages: stages(this.settings),
      cpu: cpuTarget(this.settings.cpu),
      live: this.#live,
    });
  }

  #apply(settings: PictureSettings): void {
    const before = this.settings;
    this.settings = settings;
    if (settings.picture !== this.loader.asked) {
      this.#live = false;
      void this.loader.open(settings.picture);
    } else if (!sameRun(before, settings)) this.start();
    this.#host.requestUpdate();
  }

  #loaded(): void {
    if (this.loader.asked === 'own' && this.settings.picture !== 'own') {
      this.settings = { ...this.settings, picture: 'own' };
      this.#changed(this.settings);
    }
    this.start();
  }
}
