import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Engine } from '../../engine/api';
import type { Task } from '../../networks/trained/tasks';
import { Camera } from '../picture/camera';
import type { Raster } from '../picture/pixels';
import type { Side } from './link';
import { see, type Answer, type Parts } from './pipeline';
import type { Sessions } from './sessions';

export interface Asked {
  readonly engine: Engine;
  readonly task: Task;
  readonly side: Side;
}

/** Means over the last frames. */
export interface Pace {
  readonly fps: number;
  /** Taking the frame from the video. */
  readonly grab: number;
  readonly parts: Parts;
}

/** Weight of the newest frame. */
const newest = 0.1;

/**
 * Frame after frame, each when the last is through: as fast as the camera
 * gives them or the network takes them.
 */
export class CameraLoop implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #sessions: Sessions;
  /** What to do with the next frame; asked anew for each. */
  readonly #ask: () => Asked | null;
  #abort = new AbortController();
  /** A camera that is closed has no next frame to wait for. */
  #wake = () => {};

  phase: 'closed' | 'opening' | 'live' = 'closed';
  problem = '';
  frame: { readonly raster: Raster; readonly answer: Answer } | null = null;
  pace: Pace | null = null;
  /** What is being prepared, until the first frame is through. */
  label = '';

  constructor(
    host: ReactiveControllerHost,
    sessions: Sessions,
    ask: () => Asked | null,
  ) {
    this.#host = host;
    this.#sessions = sessions;
    this.#ask = ask;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.stop();
  }

  stop(): void {
    if (this.phase === 'closed') return;
    this.#abort.abort();
    this.#wake();
    this.phase = 'closed';
    this.#host.requestUpdate();
  }

  async start(): Promise<void> {
    this.stop();
    const { signal } = (this.#abort = new AbortController());
    this.phase = 'opening';
    [this.problem, this.label] = ['', ''];
    [this.frame, this.pace] = [null, null];
    this.#host.requestUpdate();
    let camera: Camera | null = null;
    try {
      const video = document.createElement('video');
      video.muted = true;
      video.playsInline = true;
      camera = await Camera.open(video, 'user');
      if (!signal.aborted) await this.#follow(camera, video, signal);
    } catch (error) {
      if (!signal.aborted) {
        this.problem = error instanceof Error ? error.message : String(error);
        this.phase = 'closed';
      }
    } finally {
      camera?.close();
      this.#host.requestUpdate();
    }
  }

  async #follow(camera: Camera, video: HTMLVideoElement, signal: AbortSignal) {
    let last = 0;
    let asked: Asked | null = null;
    while (!signal.aborted) {
      await this.#nextFrame(video);
      const now = this.#ask();
      if (!now || signal.aborted) continue;
      // Another network or side: the means were of the old one.
      if (asked?.side !== now.side || asked.task !== now.task) {
        [this.pace, last] = [null, 0];
        this.label = 'preparing the network';
        this.#host.requestUpdate();
      }
      asked = now;
      const start = performance.now();
      const { raster } = camera.frame();
      const grab = performance.now() - start;
      const { engine, task, side } = now;
      const control = {
        signal,
        onProgress: ({ label }: { label: string }) => this.#tell(label),
      };
      const seen = await this.#sessions.use(
        ...([engine, task, side, control] as const),
        (session) => see(engine, session, raster, { signal }),
      );
      if (signal.aborted) return;
      const end = performance.now();
      if (last) this.#count(end - last, grab, seen.parts);
      last = end;
      this.label = '';
      this.phase = 'live';
      this.frame = { raster, answer: seen.answer };
      this.#host.requestUpdate();
    }
  }

  /** The camera's next, or the display's where a browser cannot tell. */
  #nextFrame(video: HTMLVideoElement) {
    return new Promise<void>((resolve) => {
      this.#wake = resolve;
      // Not every browser has it.
      if ('requestVideoFrameCallback' in video)
        video.requestVideoFrameCallback(() => resolve());
      else requestAnimationFrame(() => resolve());
    });
  }

  #tell(label: string): void {
    if (this.label === label) return;
    this.label = label;
    this.#host.requestUpdate();
  }

  #count(frameMs: number, grab: number, parts: Parts): void {
    const { pace } = this;
    const mixed = (old: number | undefined, now: number) =>
      old === undefined ? now : old + newest * (now - old);
    const before = pace?.parts;
    this.pace = {
      fps: 1000 / mixed(pace ? 1000 / pace.fps : undefined, frameMs),
      grab: mixed(pace?.grab, grab),
      parts: {
        preprocess: mixed(before?.preprocess, parts.preprocess),
        run: mixed(before?.run, parts.run),
        decode: mixed(before?.decode, parts.decode),
        nms:
          parts.nms === null
            ? null
            : mixed(before?.nms ?? undefined, parts.nms),
      },
    };
  }
}
