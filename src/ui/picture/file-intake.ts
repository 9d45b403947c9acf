import type { ReactiveController, ReactiveControllerHost } from 'lit';

type Host = ReactiveControllerHost & HTMLElement;

/** Files dropped anywhere on the page, or pasted, go to `take`. */
export class FileIntake implements ReactiveController {
  readonly #host: Host;
  readonly #take: (file: File) => void;
  /** A file hangs over the page, ready to be dropped. */
  dragging = false;

  constructor(host: Host, take: (file: File) => void) {
    this.#host = host;
    this.#take = take;
    host.addController(this);
  }

  hostConnected(): void {
    window.addEventListener('paste', this.#paste);
    window.addEventListener('dragover', this.#over);
    window.addEventListener('dragleave', this.#leave);
    window.addEventListener('drop', this.#drop);
  }

  hostDisconnected(): void {
    window.removeEventListener('paste', this.#paste);
    window.removeEventListener('dragover', this.#over);
    window.removeEventListener('dragleave', this.#leave);
    window.removeEventListener('drop', this.#drop);
  }

  /** A page that is hidden, not removed, leaves files to the others. */
  get #visible(): boolean {
    return this.#host.checkVisibility();
  }

  #paste = (event: ClipboardEvent) => {
    const file = event.clipboardData?.files[0];
    if (!file || !this.#visible) return;
    event.preventDefault();
    this.#take(file);
  };

  #over = (event: DragEvent) => {
    if (!event.dataTransfer?.types.includes('Files') || !this.#visible) return;
    event.preventDefault();
    this.#mark(true);
  };

  #leave = (event: DragEvent) => {
    // Only the last leave has nowhere to go.
    if (!event.relatedTarget) this.#mark(false);
  };

  #drop = (event: DragEvent) => {
    this.#mark(false);
    const file = event.dataTransfer?.files[0];
    if (!file || !this.#visible) return;
    event.preventDefault();
    this.#take(file);
  };

  #mark(dragging: boolean) {
    if (this.dragging === dragging) return;
    this.dragging = dragging;
    this.#host.requestUpdate();
  }
}
