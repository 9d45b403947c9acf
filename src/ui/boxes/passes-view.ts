/** The passes of one run, in order, as a timeline and as a table. */
import { html, nothing } from 'lit';
import type { BenchReport, PassTime } from '../../engine/api';
import { formatCount, formatDuration } from '../units';

export interface Stage {
  readonly file: string;
  /** Dispatches in a row of the same shader. */
  readonly count: number;
  readonly workgroups: readonly number[];
  readonly ms: number | null;
  readonly share: number;
}

/** Dispatches in a row of one shader are one stage: a sort is many steps. */
export function stagesOf(passes: readonly PassTime[]): Stage[] {
  const total = passes.reduce((sum, { ms }) => sum + (ms ?? 0), 0);
  const stages: Stage[] = [];
  for (const { file, workgroups, ms } of passes) {
    const last = stages.at(-1);
    const share = total > 0 ? (ms ?? 0) / total : 0;
    if (last?.file === file)
      stages[stages.length - 1] = {
        ...last,
        count: last.count + 1,
        ms: last.ms === null || ms === null ? null : last.ms + ms,
        share: last.share + share,
      };
    else stages.push({ file, workgroups, ms, share, count: 1 });
  }
  return stages;
}

/** A sweep over blocks of boxes would make a table of hundreds of rows. */
const mostRows = 16;

/** Rows of the table: stages, or shaders where there are too many of those. */
export function rowsOf(stages: readonly Stage[]): readonly Stage[] {
  if (stages.length <= mostRows) return stages;
  const files = [...new Set(stages.map(({ file }) => file))];
  return files.map((file) => {
    const own = stages.filter((stage) => stage.file === file);
    const sum = (of: (stage: Stage) => number) =>
      own.reduce((total, stage) => total + of(stage), 0);
    return {
      ...own[0],
      count: sum(({ count }) => count),
      ms: own.some(({ ms }) => ms === null) ? null : sum(({ ms }) => ms ?? 0),
      share: sum(({ share }) => share),
    };
  });
}

/** Styles are set as properties: the page's policy bars style attributes. */
export function passesView(passes: readonly PassTime[], report: BenchReport) {
  const stages = stagesOf(passes);
  const timed = stages.some(({ share }) => share > 0);
  return html`
    <h3>What the GPU does, in order</h3>
    ${
      timed
        ? html`<div class="strip" aria-hidden="true">
            ${stages.map(
              ({ file, share, ms }) =>
                html`<span
                  title="${file} ${formatDuration(ms ?? 0)}"
                  .style=${`flex: ${share} 0 0`}
                ></span>`,
            )}
          </div>`
        : html`<p class="small">
            This device's clock tells the passes' times too coarsely, or not at
            all.
          </p>`
    }
    <div class="scroll" tabindex="0" role="group" aria-label="Passes">
      <table>
        <thead>
          <tr>
            <th scope="col">Pass</th>
            <th scope="col">dispatches</th>
            <th scope="col">workgroups each</th>
            <th scope="col">time</th>
            <th scope="col">share</th>
          </tr>
        </thead>
        <tbody>
          ${rowsOf(stages).map(
            ({ file, count, workgroups, ms, share }) =>
              html`<tr>
                <th scope="row"><code>${file}</code></th>
                <td class="number">${formatCount(count)}</td>
                <td class="number">
                  ${formatCount(workgroups.reduce((a, b) => a * b, 1))}
                </td>
                <td class="number">
                  ${ms === null ? '–' : formatDuration(ms)}
                </td>
                <td class="number">
                  ${
                    timed
                      ? html`<span
                            class="bar"
                            .style=${`--share: ${100 * share}%`}
                          ></span
                          >${Math.round(100 * share)} %`
                      : nothing
                  }
                </td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
    <p class="small note">
      Each pass timed by itself, means of several runs; passes that are not
      timed may overlap, so the whole takes
      ${formatDuration((report.kernelMs ?? report.throughputMs).medianMs)}.
    </p>
  `;
}
