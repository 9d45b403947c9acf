/** Where a table comes from: the command's run, or this browser's. */
import { html, nothing } from 'lit';
import type { PeersReport, PeersRun } from '../../peers/results';

export function aboutMeasured(report: PeersReport) {
  const { measuredAt, machine, adapter, browser, versions, load } = report;
  return html`<section class="card about" aria-labelledby="about">
    <h2 id="about">Where this comes from</h2>
    <dl>
      <dt>Measured</dt>
      <dd>${measuredAt.slice(0, 16).replace('T', ' ')} UTC</dd>
      <dt>Machine</dt>
      <dd>
        ${machine}, load ${load.map((each) => each.toFixed(1)).join(' to ')}
      </dd>
      <dt>Adapter</dt>
      <dd>${adapter}</dd>
      <dt>Browser</dt>
      <dd>${browser}</dd>
      <dt>Peers</dt>
      <dd>
        ${Object.entries(versions)
          .map(([name, version]) => `${name} ${version}`)
          .join(', ')}
      </dd>
      <dt>Again with</dt>
      <dd><code>${report.command}</code></dd>
    </dl>
  </section>`;
}

/** Layers left out, with the reason. */
export const leftOut = (skipped: PeersRun['skipped']) =>
  skipped.length > 0
    ? html`<p class="notice" role="status">
        Left out:
        ${skipped.map(({ id, why }) => `layer ${id}, ${why}`).join('; ')}.
      </p>`
    : nothing;
