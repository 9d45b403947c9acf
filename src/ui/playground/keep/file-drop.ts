import type { ReactiveController, ReactiveControllerHost } from 'lit';

type Host = ReactiveControllerHost & HTMLElement;

/** Files dropped anywhere on the element go to `take`. */
export class FileDrop implements ReactiveController {
  readonly #host: Host;
  readonly #take: (files: readonly File[]) => void;
  /** Files hang over the element, ready to be dropped. */
  hovering = false;

  constructor(host: Host, take: (files: readonly File[]) => void) {
    this.#host = host;
    this.#take = take;
    host.addController(this);
  }

  hostConnected(): void {
    this.#host.addEventListener('dragover', this.#over);
    this.#host.addEventListener('dragleave', this.#leave);
    this.#host.addEventListener('drop', this.#drop);
  }

  hostDisconnected(): void {
    this.#host.removeEventListener('dragover', this.#over);
    this.#host.removeEventListener('dragleave', this.#leave);
    this.#host.removeEventListener('drop', this.#drop);
  }

  #over = (event: DragEvent) => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    this.#mark(true);
  };

  #leave = (event: DragEvent) => {
    const to = event.relatedTarget as Node | null;
    // Between parts of the element it has not been left.
    if (!to || !this.#host.contains(to)) this.#mark(false);
  };

  #drop = (event: DragEvent) => {
    this.#mark(false);
    const files = [...(event.dataTransfer?.files ?? [])];
    if (files.length === 0) return;
    event.preventDefault();
    event.stopPropagation();
    this.#take(files);
  };

  #mark(hovering: boolean) {
    if (this.hovering === hovering) return;
    this.hovering = hovering;
    this.#host.requestUpdate();
  }
}
