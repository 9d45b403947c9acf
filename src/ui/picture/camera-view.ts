import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { shared } from '../shared.styles';
import { Camera } from './camera';
import { FrameEvent } from './events';

/** A modest rate: each frame runs on the CPU and on the GPU. */
const frameEveryMs = 160;

/** The camera on request: a preview, one frame, or frames as they come. */
@customElement('rp-camera-view')
export class CameraView extends LitElement {
  static override styles = [
    shared,
    css`
      video {
        display: block;
        width: 100%;
        margin-bottom: 10px;
        border-radius: var(--radius-control);
        background: var(--inset);
      }
      .row {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
      }
      .problem {
        margin-top: 8px;
        color: var(--bad);
      }
    `,
  ];

  /** The page still works on the last frame; hold the next one back. */
  @property({ attribute: false }) busy = false;
  /** The preview wants the whole width. */
  @property({ type: Boolean, reflect: true }) open = false;
  @state() phase: 'closed' | 'opening' | 'open' | 'live' = 'closed';
  @state() problem = '';
  @query('video') video!: HTMLVideoElement;
  #camera: Camera | null = null;
  #timer = 0;

  override willUpdate() {
    this.open = this.phase === 'open' || this.phase === 'live';
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    this.close();
  }

  close() {
    window.clearInterval(this.#timer);
    // The last live frame stays, as a still.
    if (this.phase === 'live') this.#send(false);
    this.#camera?.close();
    this.#camera = null;
    this.phase = 'closed';
  }

  async #open() {
    this.phase = 'opening';
    this.problem = '';
    try {
      await this.updateComplete;
      const camera = await Camera.open(this.video);
      // Left while the browser was asking: do not keep the light on.
      if (this.#left) return camera.close();
      this.#camera = camera;
      this.phase = 'open';
    } catch (error) {
      this.phase = 'closed';
      this.problem = error instanceof Error ? error.message : String(error);
    }
  }

  get #left(): boolean {
    return !this.isConnected || this.phase !== 'opening';
  }

  #send(live: boolean) {
    if (!this.#camera) return;
    this.dispatchEvent(new FrameEvent(this.#camera.frame(), live));
  }

  #live() {
    window.clearInterval(this.#timer);
    this.phase = this.phase === 'live' ? 'open' : 'live';
    // The last frame is sent again as a still, to be measured.
    if (this.phase === 'open') return this.#send(false);
    this.#timer = window.setInterval(() => {
      if (!this.busy) this.#send(true);
    }, frameEveryMs);
  }

  override render() {
    const { phase, open } = this;
    return html`
      <video
        ?hidden=${!open}
        muted
        playsinline
        aria-label="What the camera sees"
      ></video>
      <div class="row">
        ${
          open
            ? html`
                <button
                  ?disabled=${phase === 'live'}
                  @click=${() => this.#send(false)}
                >
                  Take picture
                </button>
                <button
                  aria-pressed=${phase === 'live'}
                  @click=${() => this.#live()}
                >
                  ${phase === 'live' ? 'Freeze' : 'Live'}
                </button>
                <button @click=${() => this.close()}>Close</button>
              `
            : html`<button
                ?disabled=${phase === 'opening'}
                @click=${() => void this.#open()}
              >
                ${phase === 'opening' ? 'Asking …' : 'Use camera'}
              </button>`
        }
      </div>
      ${
        this.problem
          ? html`<p class="problem small" role="alert">${this.problem}</p>`
          : nothing
      }
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rp-camera-view': CameraView;
  }
}
