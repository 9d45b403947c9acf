import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { DeviceReport, Engine } from '../../engine/api';
import { shared } from '../shared.styles';
import { formatCount, formatDuration, formatUlp } from '../units';
import { runDrill, type Drill } from './drill';

/** How often it looks whether the device was lost meanwhile. */
const lookMs = 5000;

/** Losses of the GPU device so far, and a drill that makes one. */
@customElement('rp-losses-card')
export class LossesCard extends LitElement {
  static override styles = [
    shared,
    css`
      .card {
        display: grid;
        gap: 12px;
        justify-items: start;
        height: 100%;
        align-content: start;
      }
      p {
        max-width: 60ch;
        color: var(--text-2);
        overflow-wrap: anywhere;
      }
    `,
  ];

  @property({ attribute: false }) engine: Engine | null = null;
  @property({ attribute: false }) device: DeviceReport | null = null;
  /** Newer than the device's, once it was looked. */
  @state() private losses: DeviceReport['losses'] | null = null;
  @state() private drill: Drill | null = null;
  @state() private failure = '';
  @state() private running = false;
  #look: ReturnType<typeof setInterval> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#look = setInterval(() => void this.#refresh(), lookMs);
    void this.#refresh();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#look);
  }

  override render() {
    const { device, running, failure, drill } = this;
    const ready = this.engine !== null && (device?.gpu ?? false);
    return html`<section class="card" aria-labelledby="losses">
      <h2 id="losses">Losing the device</h2>
      <p>
        A driver that resets takes the GPU away from every page. The engine asks
        for another one, starts again what it was at, and prepares again what
        was prepared.
      </p>
      <p data-state>${lossesText(this.losses ?? device?.losses ?? null)}</p>
      <button ?disabled=${!ready || running} @click=${this.#run}>
        ${running ? 'Losing the device …' : 'Drill: lose the device'}
      </button>
      <div role="status">
        ${failure ? html`<p class="notice bad lines">${failure}</p>` : nothing}
        ${drill && !failure ? drillText(drill) : nothing}
      </div>
    </section>`;
  }

  async #run(): Promise<void> {
    if (!this.engine || this.running) return;
    this.running = true;
    this.failure = '';
    this.drill = null;
    try {
      this.drill = await runDrill(this.engine);
      this.losses = this.drill.losses;
    } catch (error) {
      this.failure = (error as Error).message;
      await this.#refresh();
    } finally {
      this.running = false;
    }
  }

  async #refresh(): Promise<void> {
    // The page's visitors are not to wait for this, nor to hear of it.
    const report = await this.engine?.device().catch(() => null);
    if (report) this.losses = report.losses;
  }
}

function lossesText(losses: DeviceReport['losses'] | null): string {
  if (!losses || losses.count === 0)
    return 'Not lost since this page was loaded.';
  const { count, recovered, last } = losses;
  const times = count === 1 ? 'once' : `${formatCount(count)} times`;
  const back =
    recovered === count
      ? `a new one was had${count === 1 ? '' : ' each time'}`
      : `a new one was had ${formatCount(recovered)} times`;
  const at = last
    ? ` Last at ${clock(new Date(last.at))}: ${last.message}.`
    : '';
  return `Lost ${times} since this page was loaded; ${back}.${at}`;
}

const drillText = ({ lostAt, recoveredMs, ...drill }: Drill) =>
  html`<p class=${drill.ok ? '' : 'notice bad'}>
    Lost at ${clock(lostAt)}. Recovered in
    <strong class="number">${formatDuration(recoveredMs)}</strong>: a
    convolution that was prepared before the loss answered on the new device.
    ${
      drill.ok
        ? `Verified with the oracle: ${formatUlp(drill.maxUlp)} of ` +
          `${formatUlp(drill.allowedUlp)} ULP.`
        : `The oracle disagrees: ${formatUlp(drill.maxUlp)} ULP, where ` +
          `${formatUlp(drill.allowedUlp)} are allowed.`
    }
  </p>`;

const clock = (date: Date): string =>
  date.toLocaleTimeString('en-GB', { hour12: false });

declare global {
  interface HTMLElementTagNameMap {
    'rp-losses-card': LossesCard;
  }
}
