import { LitElement, css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { shared } from '../shared.styles';
import type { Tool } from './gesture';
import { mostZoom } from './viewport';

export type CanvasTool = Tool | 'pan';

const toolNames = { select: 'Select', draw: 'Draw', pan: 'Pan' } as const;

/** `tool`, `factor` of a zoom (0: all), or the box selected to be deleted. */
export type ToolChange =
  | { readonly tool: CanvasTool }
  | { readonly factor: number }
  | { readonly deleted: true };

export class ToolEvent extends Event {
  constructor(readonly change: ToolChange) {
    super('rp-canvas-tool');
  }
}

/** The buttons over the canvas. */
@customElement('rp-canvas-tools')
export class CanvasTools extends LitElement {
  static override styles = [
    shared,
    css`
      :host {
        display: flex;
        flex-wrap: wrap;
        gap: 8px 14px;
      }
      .tools {
        display: flex;
        gap: 6px;
      }
      button {
        min-width: 36px;
        min-height: 32px;
        padding: 0 12px;
        font-size: 13px;
      }
      button[aria-pressed='true'] {
        background: var(--text);
        border-color: var(--text);
        color: var(--card);
      }
      @media (max-width: 820px) {
        button {
          min-width: 40px;
          min-height: 40px;
        }
      }
    `,
  ];

  @property() tool: CanvasTool = 'select';
  @property({ type: Number }) zoom = 1;
  /** There is a box to delete. */
  @property({ type: Boolean }) selected = false;

  #tell = (change: ToolChange) => () =>
    this.dispatchEvent(new ToolEvent(change));

  override render() {
    const { zoom } = this;
    const tools: CanvasTool[] = ['select', 'draw'];
    if (zoom > 1) tools.push('pan');
    return html`<div class="tools" role="group" aria-label="Tool">
        ${tools.map(
          (tool) =>
            html`<button
              aria-pressed=${tool === this.tool}
              @click=${this.#tell({ tool })}
            >
              ${toolNames[tool]}
            </button>`,
        )}
        <button
          ?disabled=${!this.selected}
          @click=${this.#tell({ deleted: true })}
        >
          Delete
        </button>
      </div>
      <div class="tools" role="group" aria-label="Zoom">
        <button
          aria-label="Zoom out"
          ?disabled=${zoom === 1}
          @click=${this.#tell({ factor: 0.5 })}
        >
          −
        </button>
        <button
          aria-label="Zoom in"
          ?disabled=${zoom >= mostZoom}
          @click=${this.#tell({ factor: 2 })}
        >
          +
        </button>
        <button ?disabled=${zoom === 1} @click=${this.#tell({ factor: 0 })}>
          All
        </button>
      </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rp-canvas-tools': CanvasTools;
  }
  interface HTMLElementEventMap {
    'rp-canvas-tool': ToolEvent;
  }
}
