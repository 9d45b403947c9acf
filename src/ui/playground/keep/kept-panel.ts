import { LitElement, html, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { DeviceReport, TrialReport } from '../../../engine/api';
import type { Run } from '../../../roofline/dots';
import type { Draft } from '../../../state/draft';
import {
  keptDevice,
  type KeptContent,
  type KeptItem,
} from '../../../state/kept-item';
import { playFileText, readPlayFile } from '../../../state/play-file';
import { download } from '../../download';
import { noCeilings, type CeilingsView } from '../../roofline/ceilings-view';
import { shared } from '../../shared.styles';
import './compare-view';
import { sideOf, type Side } from './comparison';
import type { ItemEvent, RenameEvent } from './events';
import { FileDrop } from './file-drop';
import { keptStyles } from './kept-panel.styles';
import './kept-table';
import './share-draft';
import { ShelfController } from './shelf-controller';

/** What was kept: the shelf, files in and out, two trials side by side. */
@customElement('rp-kept')
export class KeptPanel extends LitElement {
  static override styles = [shared, keptStyles];

  @property({ attribute: false }) draft: Draft | null = null;
  /** Of this draft's trial; null where it was not run as it stands. */
  @property({ attribute: false }) report: TrialReport | null = null;
  @property({ attribute: false }) device: DeviceReport | null = null;
  @property({ attribute: false }) roofs: CeilingsView = noCeilings;
  @property({ attribute: false }) runs: readonly Run[] = [];
  @state() chosen: readonly string[] = [];
  @state() sides: readonly [Side, Side] | null = null;
  @query('input[type=file]') picker!: HTMLInputElement;
  @query('#name') nameField!: HTMLInputElement;
  #shelf = new ShelfController(this);
  #drop = new FileDrop(this, (files) => void this.#take(files));

  override render() {
    this.toggleAttribute('hovering', this.#drop.hovering);
    const { sides } = this;
    return html`
      ${this.#keepCard()} ${this.#shelfCard()}
      ${
        sides
          ? html`<rp-compare
              .left=${sides[0]}
              .right=${sides[1]}
              @rp-close=${() => this.#compare(null)}
            ></rp-compare>`
          : nothing
      }
    `;
  }

  #keepCard() {
    const { draft, report, roofs, runs } = this;
    const content: KeptContent | null =
      draft &&
      (report ? { kind: 'run', draft, report } : { kind: 'draft', draft });
    const { ceilings } = roofs;
    return html`<section class="card" aria-labelledby="keep">
      <h2 id="keep">Keep this</h2>
      <form
        class="row"
        @submit=${(event: Event) => {
          event.preventDefault();
          if (content) void this.#keep(content, this.nameField.value);
        }}
      >
        <label>
          Name
          <input
            id="name"
            maxlength="190"
            autocomplete="off"
            placeholder=${draft ? nameFor(draft) : ''}
          />
        </label>
        <button class="primary" ?disabled=${!content}>
          ${report ? 'Keep this trial' : 'Keep this draft'}
        </button>
        <button
          type="button"
          ?disabled=${!content}
          @click=${() =>
            content && this.#save([this.#item(content, this.nameField.value)])}
        >
          Export this
        </button>
      </form>
      <div class="row">
        <rp-share-draft .draft=${draft}></rp-share-draft>
        <button
          ?disabled=${!ceilings}
          title=${ceilings ? '' : 'No roofs are measured yet'}
          @click=${() =>
            ceilings &&
            void this.#keep(
              { kind: 'ceilings', ceilings },
              `Roofs of ${ceilings.adapter}`,
            )}
        >
          Keep the roofs
        </button>
        <button
          ?disabled=${runs.length === 0}
          title=${runs.length > 0 ? '' : 'Nothing was benched yet'}
          @click=${() =>
            void this.#keep(
              { kind: 'bench', reports: runs.map(({ report }) => report) },
              'Bench',
            )}
        >
          Keep the bench runs
        </button>
      </div>
    </section>`;
  }

  #shelfCard() {
    const shelf = this.#shelf;
    const { items, trouble, unreadable } = shelf;
    const unstored = new Set(
      items.flatMap(({ id }) => (shelf.isStored(id) ? [] : id)),
    );
    const isEmpty = items.length === 0;
    return html`<section
      class="card"
      aria-labelledby="shelf"
      @rp-kept-item=${this.#act}
      @rp-rename=${({ itemId, wanted }: RenameEvent) =>
        void shelf.rename(itemId, wanted)}
    >
      <div class="head">
        <h2 id="shelf">Kept</h2>
        <button
          ?disabled=${this.chosen.length !== 2}
          title="Choose two trials in the table"
          @click=${this.#compareChosen}
        >
          Compare two
        </button>
        <button @click=${() => this.picker.click()}>Import</button>
        <button ?disabled=${isEmpty} @click=${() => this.#save(items)}>
          Export all
        </button>
        <button
          ?disabled=${isEmpty}
          @click=${() => void this.#remove(items.map(({ id }) => id))}
        >
          Delete all
        </button>
        <input
          type="file"
          accept=".json,application/json"
          multiple
          hidden
          aria-label="Files to import"
          @change=${() => {
            void this.#take([...(this.picker.files ?? [])]);
            this.picker.value = '';
          }}
        />
      </div>
      ${trouble && html`<p class="notice" role="alert">${trouble}</p>`}
      ${
        unreadable > 0
          ? html`<p class="notice">
              ${unreadable} stored ${unreadable === 1 ? 'item is' : 'items are'}
              of a form that this version does not read, and left as
              ${unreadable === 1 ? 'it is' : 'they are'}.
            </p>`
          : nothing
      }
      <p class="said" role="status">
        <span class=${shelf.isBad ? 'bad' : ''}>${shelf.said}</span>
        ${
          shelf.deleted.length > 0
            ? html`<button @click=${() => void shelf.undo()}>Undo</button>`
            : nothing
        }
      </p>
      ${
        isEmpty
          ? html`<p class="empty">
              ${
                shelf.ready
                  ? `Nothing is kept yet. Keep a trial above, or drop a file that
                    was exported here anywhere on this panel; drop two to see
                    them side by side.`
                  : 'Looking at what was kept.'
              }
            </p>`
          : html`<rp-kept-table
              .items=${items}
              .unstored=${unstored}
              .chosen=${this.chosen}
            ></rp-kept-table>`
      }
    </section>`;
  }

  #item(content: KeptContent, name: string): KeptItem {
    return {
      ...content,
      name: name.trim() || (this.draft ? nameFor(this.draft) : 'Unnamed'),
      keptAt: new Date().toISOString(),
      device: keptDevice(this.device),
    };
  }

  async #keep(content: KeptContent, name: string) {
    await this.#shelf.keep([this.#item(content, name)]);
    if (!this.#shelf.isBad) this.nameField.value = '';
  }

  #act({ action, itemId }: ItemEvent) {
    const item = this.#shelf.items.find(({ id }) => id === itemId);
    if (!item) return;
    if (action === 'delete') void this.#remove([itemId]);
    else if (action === 'export') this.#save([item]);
    else if (action === 'choose') this.#choose(itemId);
    else if (item.kind === 'draft' || item.kind === 'run')
      this.dispatchEvent(
        new CustomEvent<Draft>('rp-draft', {
          detail: item.draft,
          bubbles: true,
          composed: true,
        }),
      );
  }

  /** The third replaces the one chosen first. */
  #choose(id: string) {
    this.chosen = this.chosen.includes(id)
      ? this.chosen.filter((chosen) => chosen !== id)
      : [...this.chosen, id].slice(-2);
  }

  async #remove(ids: readonly string[]) {
    this.chosen = this.chosen.filter((id) => !ids.includes(id));
    await this.#shelf.remove(ids);
  }

  #save(items: readonly KeptItem[]) {
    void this.#shelf.act(async () => {
      // The shelf's own names are no part of a file.
      const text = playFileText(items, this.device);
      download(fileName(items), new Blob([text], { type: 'application/json' }));
      return items.length === 1
        ? `Exported "${items[0].name}".`
        : `Exported ${items.length} items.`;
    });
  }

  /** Two files are compared; any other number goes onto the shelf. */
  async #take(files: readonly File[]) {
    if (files.length === 2) {
      await this.#shelf.act(async () => {
        const [left, right] = await Promise.all(
          files.map(async (file) =>
            sideOf(file.name, (await readPlayFile(file, file.name)).items),
          ),
        );
        this.#compare([left, right]);
        return `Comparing ${left.label} with ${right.label}; neither is kept.`;
      });
      return;
    }
    for (const file of files) await this.#import(file);
  }

  async #import(file: File) {
    let items: readonly KeptItem[] = [];
    await this.#shelf.act(async () => {
      ({ items } = await readPlayFile(file, file.name));
      return '';
    });
    if (items.length > 0) await this.#shelf.keep(items, ` from ${file.name}`);
  }

  #compareChosen() {
    const { items } = this.#shelf;
    const [left, right] = this.chosen.map((id) =>
      sideOf(
        'kept',
        items.filter((item) => item.id === id || item.kind === 'ceilings'),
      ),
    );
    this.#compare([left, right]);
  }

  #compare(sides: readonly [Side, Side] | null) {
    this.sides = sides;
  }
}

const nameFor = (draft: Draft): string =>
  draft.kind === 'free' ? 'own program' : `${draft.op} ${draft.kernel}`;

/** Letters that every file system takes. */
const fileName = (items: readonly KeptItem[]): string => {
  const name = items.length === 1 ? items[0].name : 'kept';
  const plain = name.replaceAll(/[^\p{L}\p{N}]+/gu, '-').slice(0, 60);
  return `ridgepoint-${plain}.json`;
};

declare global {
  interface HTMLElementTagNameMap {
    'rp-kept': KeptPanel;
  }
}
