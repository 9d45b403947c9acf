import type { ReactiveControllerHost } from 'lit';
import type { DeviceReport, Engine } from '../../engine/api';
import { taskOf } from '../../networks/trained/tasks';
import { PictureLoader } from '../picture/picture-loader';
import type { Raster } from '../picture/pixels';
import { CameraLoop } from './camera-loop';
import { initialSettings, sameLink, type SeeSettings, type Side } from './link';
import { Runner } from './runner';
import { Sessions } from './sessions';

interface Host extends ReactiveControllerHost {
  readonly engine: Engine | null;
  readonly device: DeviceReport | null;
  readonly hidden: boolean;
}

/** Settings, source and runs of the page, kept in step. */
export class SeeModel {
  readonly #host: Host;
  readonly #changed: (settings: SeeSettings) => void;
  readonly #sessions = new Sessions();

  readonly loader: PictureLoader;
  readonly runner: Runner<Raster>;
  readonly camera: CameraLoop;
  settings = initialSettings;

  /** `changed` hears what belongs in the link, `timing` when to be quiet. */
  constructor(
    host: Host,
    changed: (settings: SeeSettings) => void,
    timing: (busy: boolean) => void,
  ) {
    this.#host = host;
    this.#changed = changed;
    this.loader = new PictureLoader(host, () => this.#loaded());
    this.runner = new Runner<Raster>(host, this.#sessions, timing);
    this.camera = new CameraLoop(host, this.#sessions, () => this.#asked());
  }

  get live(): boolean {
    return this.camera.phase !== 'closed';
  }

  /** Where a camera's frames and the look inside run. */
  get side(): Side {
    const { device } = this.#host;
    if (!device?.gpu) return 'wasm';
    const { on } = this.settings;
    // An emulated GPU is slower than the processor that emulates it.
    if (on === 'auto') return device.software ? 'wasm' : 'webgpu';
    return on;
  }

  /** The address changed; our own changes come back as they were. */
  follow(linked: SeeSettings): void {
    if (this.loader.asked && sameLink(linked, this.settings)) return;
    this.#apply(linked);
  }

  change(change: Partial<SeeSettings>): void {
    // A picture that is chosen again takes the place of the camera.
    if (change.source !== undefined) this.camera.stop();
    this.#apply({ ...this.settings, ...change });
    this.#changed(this.settings);
  }

  file(file: File): void {
    this.camera.stop();
    void this.loader.openFile(file);
  }

  openCamera(): void {
    this.runner.stop();
    void this.camera.start();
  }

  /** The last frame stays, as a still that is timed on both sides. */
  freeze(): void {
    const { frame } = this.camera;
    this.camera.stop();
    if (frame) this.loader.take({ raster: frame.raster, note: null });
    else this.start();
  }

  /** Runs what is set now; a hidden page keeps the processor free. */
  start(): void {
    const { engine, device, hidden } = this.#host;
    const { picture } = this.loader;
    if (!engine || !device || !picture || hidden || this.live) return;
    const task = taskOf(this.settings.model);
    this.#sessions.keepOnly(task);
    void this.runner.run({ engine, device, task, pixels: picture.raster });
  }

  /** Nothing goes on, unseen. */
  leave(): void {
    this.camera.stop();
    this.runner.stop();
  }

  /** A page that comes back shows what it had; only a gap is filled. */
  resume(): void {
    const { job, phase } = this.runner;
    const task = taskOf(this.settings.model);
    const isSame =
      job?.task === task && job.pixels === this.loader.picture?.raster;
    if (!isSame || phase !== 'done') this.start();
  }

  closeCamera(): void {
    this.camera.stop();
    this.resume();
  }

  #asked() {
    const { engine } = this.#host;
    const task = taskOf(this.settings.model);
    return engine && { engine, task, side: this.side };
  }

  #apply(settings: SeeSettings): void {
    const { model } = this.settings;
    this.settings = settings;
    if (settings.source !== this.loader.asked)
      void this.loader.open(settings.source);
    else if (settings.model !== model) this.start();
    this.#host.requestUpdate();
  }

  #loaded(): void {
    if (this.loader.asked === 'own' && this.settings.source !== 'own') {
      this.settings = { ...this.settings, source: 'own' };
      this.#changed(this.settings);
    }
    this.start();
  }
}
