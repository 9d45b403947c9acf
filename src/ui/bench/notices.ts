import { html, nothing } from 'lit';
import type { RunState } from './bench-runner';
import type { KernelRow } from './rows';

interface Situation {
  /** What of a link could not be used. */
  readonly problems: readonly string[];
  readonly rows: readonly KernelRow[];
  readonly state: RunState;
  /** What the figures are for, where the form has left it. */
  readonly stale: string | null;
  /** The form's values do not fit each other. */
  readonly misfit: boolean;
  readonly onRun: () => void;
}

/** What the reader should know before the figures. */
export function notices(situation: Situation) {
  const { problems, rows, state, stale, misfit, onRun } = situation;
  const failed = rows.find((row) => row.state === 'failed');
  return html`
    ${problems.map(
      (problem) => html`<p class="notice" role="status">${problem}</p>`,
    )}
    ${
      stale !== null
        ? html`<p class="notice" role="status">
            The figures are for ${stale}; the workload has changed since.
            <button ?disabled=${misfit} @click=${onRun}>Measure again</button>
          </p>`
        : nothing
    }
    ${
      stale === null && rows.some(({ report }) => report?.hidden)
        ? html`<p class="notice" role="status">
            Some of this was timed while the page was hidden, when browsers slow
            pages down.
            <button @click=${onRun}>Measure again</button>
          </p>`
        : nothing
    }
    ${
      state === 'cancelled' && stale === null
        ? html`<p class="notice" role="status">
            Cancelled. What was measured until then is kept below; Run all
            starts again.
          </p>`
        : nothing
    }
    ${
      failed
        ? html`<p class="notice bad" role="alert">
            <strong>${failed.title}:</strong>
            <span class="lines">${failed.note}</span>
          </p>`
        : nothing
    }
  `;
}
