/** What a reader should know about a sweep besides its answer. */
import { html, nothing } from 'lit';
import { notesOf, sideNames, type SweepRun } from './rows';

export function notices(problems: readonly string[], run: SweepRun | null) {
  const rows = run?.rows ?? [];
  return html`
    ${problems.map(
      (problem) => html`<p class="notice" role="status">${problem}</p>`,
    )}
    ${
      run?.state === 'cancelled'
        ? html`<p class="notice" role="status">
            Cancelled. What was measured until then is kept below; Sweep again
            starts anew.
          </p>`
        : nothing
    }
    ${notesOf(rows, 'failed').map(
      ({ side, size, note }) =>
        html`<p class="notice bad" role="alert">
          <strong>${sideNames[side]} at ${size}:</strong> ${note} Its curve ends
          before that size.
        </p>`,
    )}
  `;
}
