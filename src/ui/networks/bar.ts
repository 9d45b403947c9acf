/** A share as a bar; the number beside it says it exactly. */
import { css, html, nothing } from 'lit';

/** `share` of the full width, 0..1; null draws the track alone. */
export const bar = (share: number | null, kind: string) =>
  html`<svg
    class="bar ${kind}"
    viewBox="0 0 100 6"
    preserveAspectRatio="none"
    aria-hidden="true"
  >
    <rect class="track" width="100" height="6" />
    ${
      share === null
        ? nothing
        : html`<svg>
            <rect width=${length(share)} height="6" fill="currentColor" />
          </svg>`
    }
  </svg>`;

/** A sliver even for next to nothing, so that it does not look empty. */
const length = (share: number) =>
  share <= 0 ? 0 : Math.min(100, Math.max(0.8, 100 * share));

export const barStyles = css`
  .bar {
    display: block;
    width: 100%;
    height: 6px;
    border-radius: 3px;
    overflow: hidden;
    color: var(--oracle);
  }
  .bar.webgpu {
    color: var(--gpu);
  }
  .bar.wasm {
    color: var(--wasm);
  }
  .bar .track {
    fill: var(--inset);
  }
`;
