/** What a reader should know besides the answer. */
import { html, nothing } from 'lit';
import type { DeviceReport } from '../../engine/api';

export interface Notices {
  readonly problems: readonly string[];
  readonly device: DeviceReport | null;
  readonly isCancelled: boolean;
  readonly failures: readonly {
    readonly title: string;
    readonly message: string;
  }[];
}

export const notices = ({
  problems,
  device,
  isCancelled,
  failures,
}: Notices) => html`
  ${problems.map(
    (problem) => html`<p class="notice" role="status">${problem}</p>`,
  )}
  ${
    device && !device.gpu
      ? html`<p class="notice" role="status">
          ${device.reason} Until then networks run on WASM.
        </p>`
      : nothing
  }
  ${
    isCancelled
      ? html`<p class="notice" role="status">
          Cancelled. What was measured before is kept; Run starts anew.
        </p>`
      : nothing
  }
  ${failures
    .filter(({ message }) => message)
    .map(
      ({ title, message }) =>
        html`<p class="notice bad lines" role="alert">
          <strong>${title}:</strong> ${message}
        </p>`,
    )}
`;
