/** Measuring the roofs: the button, or how far it is and a way out. */
import { css, html, nothing } from 'lit';
import { progressBar } from '../progress-bar.styles';
import type { CeilingsView } from './ceilings-view';
import { CancelRoofsEvent, MeasureRoofsEvent } from './events';

export function measureBar(
  host: HTMLElement,
  { state, progress, problem }: CeilingsView,
  action: string,
) {
  if (state === 'measuring')
    return html`<div class="measuring" role="status">
      <progress
        aria-label="Progress of measuring the roofs"
        .value=${progress.done}
      ></progress>
      <small>${progress.label || 'waiting for the device'}</small>
      <button @click=${() => host.dispatchEvent(new CancelRoofsEvent())}>
        Cancel
      </button>
    </div>`;
  return html`
    ${
      state === 'failed'
        ? html`<p class="notice bad" role="alert">${problem}</p>`
        : nothing
    }
    <button
      class="measure"
      @click=${() => host.dispatchEvent(new MeasureRoofsEvent())}
    >
      ${action}
    </button>
  `;
}

export const measureBarStyles = css`
  ${progressBar}
  .measuring {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 6px 12px;
  }
  .measuring small {
    flex: 1;
    min-width: 120px;
  }
  progress {
    flex: none;
    width: 140px;
  }
`;
