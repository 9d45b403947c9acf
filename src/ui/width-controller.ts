import type { LitElement, ReactiveController } from 'lit';

/** The element's width in whole pixels, for a drawing that fills it. */
export class WidthController implements ReactiveController {
  width: number;
  #host: LitElement;
  #frame = 0;
  #observer = new ResizeObserver(([{ contentRect }]) => {
    // A drawing of another height at once would be a loop of notifications.
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => this.#set(contentRect.width));
  });

  constructor(host: LitElement, width: number) {
    this.#host = host;
    this.width = width;
    host.addController(this);
  }

  hostConnected() {
    this.#observer.observe(this.#host);
  }

  hostDisconnected() {
    this.#observer.disconnect();
    cancelAnimationFrame(this.#frame);
  }

  #set(width: number) {
    const whole = Math.round(width);
    // A hidden page has none, and is drawn again when it is shown.
    if (whole === 0 || whole === this.width) return;
    this.width = whole;
    this.#host.requestUpdate();
  }
}
