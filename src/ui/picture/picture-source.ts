import { LitElement, html, nothing } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { shared } from '../shared.styles';
import './camera-view';
import type { CameraView } from './camera-view';
import { FileEvent, SettingsEvent } from './events';
import { pictureSourceStyles } from './picture-source.styles';
import { freePictures } from './pictures';
import './plane-canvas';
import type { LoadedPicture } from './raster';

/**
 * Which picture: a free one, your own, or the camera's. A page that follows
 * the camera itself puts its own buttons into the slot.
 */
@customElement('rp-picture-source')
export class PictureSource extends LitElement {
  static override styles = [shared, pictureSourceStyles];

  @property({ attribute: false }) picture: LoadedPicture | null = null;
  @property({ attribute: false }) problem: string | null = null;
  @property({ attribute: false }) busy = false;

  @query('rp-camera-view') camera!: CameraView;

  closeCamera() {
    this.camera.close();
  }

  #choose(event: Event) {
    const input = event.target as HTMLInputElement;
    const [file] = input.files ?? [];
    // The same file chosen again should load again.
    if (file) this.dispatchEvent(new FileEvent(file));
    input.value = '';
  }

  override render() {
    return html`
      <section class="card" aria-labelledby="title">
        <h2 id="title">Picture</h2>
        ${this.#thumbnails()} ${this.#about()}
        ${
          this.problem
            ? html`<p class="problem" role="alert">${this.problem}</p>`
            : nothing
        }
        <div class="own">
          <label class="button file">
            Open a file
            <input
              class="visually-hidden"
              type="file"
              accept="image/*"
              @change=${this.#choose}
            />
          </label>
          <slot name="camera"
            ><rp-camera-view .busy=${this.busy}></rp-camera-view
          ></slot>
        </div>
        <p class="small">
          Or drop or paste one anywhere here. Nothing leaves this page.
        </p>
      </section>
    `;
  }

  #thumbnails() {
    return html`<div class="thumbnails" role="group" aria-label="Free pictures">
      ${freePictures.map(
        ({ id, title, url }) =>
          html`<button
            aria-pressed=${id === this.picture?.id}
            title=${title}
            @click=${() =>
              this.dispatchEvent(new SettingsEvent({ picture: id }))}
          >
            <img src=${url} alt=${title} draggable="false" />
          </button>`,
      )}
    </div>`;
  }

  #about() {
    const { picture } = this;
    if (!picture) return html`<p class="about muted">Loading …</p>`;
    const { width, height } = picture.raster;
    return html`<div class="about">
      <p>
        <strong>${picture.title}</strong>
        <span class="number small">${width} × ${height}</span>
      </p>
      <p class="small">${picture.origin}</p>
      ${picture.note ? html`<p class="note">${picture.note}</p>` : nothing}
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rp-picture-source': PictureSource;
  }
}
