import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Engine, KernelSources } from '../../../engine/api';
import { RidgepointError } from '../../../errors';
import { ops } from '../../../ops';
import { Autosave } from '../../../state/autosave';
import type { Draft, FreeDraft, KernelDraft } from '../../../state/draft';
import { constantsOf, isEdited } from '../../../state/draft-edits';
import {
  linkFits,
  linkSize,
  packDraft,
  unpackDraft,
} from '../../../state/draft-link';
import { sameProblem } from '../../../state/same-problem';
import { pose } from '../../bench/posed';
import { readPlay, writePlay, type Mode, type PlayState } from '../play-link';
import { SourcesController } from './sources-controller';

/** A keystroke need not be packed into the link at once. */
const pauseMs = 400;

/** The form's part of what is on the desk. */
export type Form = Pick<PlayState, 'op' | 'workload' | 'presetId'>;

/**
 * What is under edit: the draft of a kernel, with the form that poses its
 * problem, and a free program. Keeps both over reloads, and the link up to date.
 */
export class DeskController implements ReactiveController {
  draft: KernelDraft | null = null;
  /** null until one is written or restored. */
  free: FreeDraft | null = null;
  form: Form;
  /** Why the form's values do not fit each other; the draft keeps the last fit. */
  misfit = '';
  /** Own texts that those of another draft have taken the place of. */
  before: KernelDraft | null = null;
  freeBefore: FreeDraft | null = null;
  /** The draft came with a problem that no form has posed. */
  ownProblem = false;
  problems: readonly string[] = [];
  /** Characters of the link that would be too long; 0 where it is not. */
  tooLong = 0;

  readonly #host: ReactiveControllerHost;
  readonly #autosave = new Autosave();
  readonly #sources: SourcesController;
  readonly #planned: SourcesController;
  #unsaved: Draft | null = null;
  #packed = '';
  #packing: ReturnType<typeof setTimeout> | undefined;
  #written = '';
  #opening = 0;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    this.#sources = new SourcesController(host);
    this.#planned = new SourcesController(host);
    this.form = readPlay(ops, new URLSearchParams());
    host.addController(this);
  }

  hostConnected() {
    window.addEventListener('pagehide', this.#save);
  }

  hostDisconnected() {
    window.removeEventListener('pagehide', this.#save);
    clearTimeout(this.#packing);
    this.#save();
  }

  get sources(): KernelSources | null {
    const { sources } = this.#sources;
    const { draft } = this;
    // Between two kernels the last one's texts still stand there.
    return sources &&
      draft &&
      sources.op === draft.op &&
      (draft.kernel === '' || sources.kernel === draft.kernel)
      ? sources
      : null;
  }

  /** What the constants in the text make of the plan. */
  get planned(): KernelSources | null {
    return this.#changedConstants() ? this.#planned.sources : this.sources;
  }

  /** Why there is no plan, in words. */
  get failure(): string {
    return (
      this.#sources.failure ||
      (this.#changedConstants() ? this.#planned.failure : '')
    );
  }

  connect(engine: Engine | null): void {
    this.#sources.follow(engine, this.draft);
    const { sources, draft } = this;
    // The simplest kernel was asked for: now it has a name, and its edits.
    if (sources && draft?.kernel === '')
      this.draft = this.#restored({ ...draft, kernel: sources.kernel });
    const constants = this.#changedConstants();
    if (constants && this.draft)
      this.#planned.follow(engine, { ...this.draft, constants });
  }

  /** One that is changed in the text changes what is dispatched. */
  #changedConstants(): Record<string, number> | null {
    const { sources, draft } = this;
    if (!sources || !draft) return null;
    const constants = constantsOf(draft, sources);
    const isSame =
      JSON.stringify(constants) === JSON.stringify(sources.constants);
    return isSame ? null : constants;
  }

  /** What a link says. A packed text comes later, and runs nothing. */
  open(play: PlayState): void {
    const opening = ++this.#opening;
    this.problems = play.problems;
    this.#packed = play.packed;
    this.free ??= this.#autosave.free();
    this.pose(play, play.kernel);
    if (play.packed) void this.#unpack(play.packed, opening);
  }

  /** Whether the link is what this desk wrote itself. */
  isOwn = (query: URLSearchParams): boolean =>
    this.draft !== null && query.toString() === this.#written;

  /** Another op, workload or kernel. */
  pose(form: Form, kernel: string): void {
    const { op, workload, presetId } = form;
    this.form = { op, workload, presetId };
    const posed = pose(op, workload, presetId);
    this.misfit = posed instanceof RidgepointError ? posed.message : '';
    if (posed instanceof RidgepointError) return this.#changed();
    const { draft } = this;
    const { shapes, options } = posed.problem;
    const problem = { op: op.id, shapes, options } as const;
    this.ownProblem = false;
    const same = draft?.op === op.id && draft.kernel === kernel;
    if (!same) {
      this.#save();
      this.before = null;
    }
    this.draft = same
      ? { ...draft, ...problem }
      : this.#restored({
          ...{ kind: 'kernel', ...problem, kernel, constants: {} },
          ...{ seed: 1, sources: {}, workgroups: {} },
        });
    this.#changed();
  }

  /** The text under edit. */
  change(draft: KernelDraft): void {
    this.draft = draft;
    this.#unsaved = draft;
    this.#changed();
  }

  /**
   * A draft from elsewhere; its problem need not be one of a form. It takes the
   * place of what was typed, and is not stored before something is changed.
   */
  take(draft: KernelDraft): void {
    this.#save();
    this.problems = [];
    const op = ops.find(({ id }) => id === draft.op);
    if (!op) {
      this.problems = [
        `op "${draft.op}" of this draft is not known here; choose another draft.`,
      ];
      return this.#changed();
    }
    const forms = [
      ...(op === this.form.op ? [this.form] : []),
      ...op.presets.map(({ id }) =>
        readPlay(ops, new URLSearchParams({ op: op.id, preset: id })),
      ),
    ];
    const form = forms.find(({ workload, presetId }) => {
      const posed = pose(op, workload, presetId);
      const isFit = !(posed instanceof RidgepointError);
      return isFit && sameProblem(op.id, posed.problem, draft);
    });
    this.form = form ?? forms[0];
    this.ownProblem = form === undefined;
    this.misfit = '';
    const own = this.#autosave.kernel(draft.op, draft.kernel);
    this.before = own && !sameTexts(own, draft) ? own : null;
    this.draft = draft;
    this.#changed();
  }

  /** Back to one's own texts. */
  restore(): void {
    const { draft, before } = this;
    if (!draft || !before) return;
    const { sources, workgroups } = before;
    this.before = null;
    this.change({ ...draft, sources, workgroups });
  }

  changeFree(draft: FreeDraft): void {
    this.free = draft;
    this.freeBefore = null;
    this.#unsaved = draft;
    this.#changed();
  }

  /** A program from elsewhere. */
  takeFree(draft: FreeDraft): void {
    this.#save();
    const own = this.#autosave.free();
    const isOther = JSON.stringify(own) !== JSON.stringify(draft);
    this.freeBefore = isOther ? own : null;
    this.free = draft;
    this.#changed();
  }

  linkOf(mode: Mode): Record<string, string> {
    const kernel = this.draft?.kernel ?? '';
    const { form } = this;
    return writePlay({
      ...{ mode, ...form, kernel, packed: this.#packed, problems: [] },
    });
  }

  /** After each update: tells where the link has become another. */
  writeLink(mode: Mode, tell: (query: Record<string, string>) => void): void {
    if (!this.draft) return;
    const query = this.linkOf(mode);
    const text = new URLSearchParams(query).toString();
    if (text === this.#written) return;
    this.#written = text;
    tell(query);
  }

  #restored(draft: KernelDraft): KernelDraft {
    const kept = this.#autosave.kernel(draft.op, draft.kernel);
    if (!kept) return draft;
    const { sources, workgroups } = kept;
    return { ...draft, sources, workgroups };
  }

  async #unpack(packed: string, opening: number) {
    try {
      const draft = await unpackDraft(packed);
      // Another link was followed meanwhile.
      if (opening !== this.#opening) return;
      if (draft.kind === 'free') this.takeFree(draft);
      else this.take(draft);
    } catch (error) {
      if (opening !== this.#opening) return;
      const why = error instanceof Error ? error.message : String(error);
      this.problems = [...this.problems, why];
      this.#host.requestUpdate();
    }
  }

  #changed() {
    this.#host.requestUpdate();
    clearTimeout(this.#packing);
    this.#packing = setTimeout(() => {
      this.#save();
      void this.#pack();
    }, pauseMs);
  }

  #save = () => {
    const draft = this.#unsaved;
    this.#unsaved = null;
    if (!draft) return;
    if (draft.kind === 'free' || isEdited(draft)) this.#autosave.keep(draft);
    else this.#autosave.forget(draft);
  };

  async #pack() {
    const { draft } = this;
    const needed = draft && (isEdited(draft) || this.ownProblem);
    const packed = needed ? await packDraft(draft) : '';
    if (draft !== this.draft) return;
    const address = globalThis.location?.href.replace(/#.*/, '') ?? '';
    const fits = packed === '' || linkFits(packed, address);
    this.tooLong = fits ? 0 : linkSize(packed, address);
    this.#packed = fits ? packed : '';
    this.#host.requestUpdate();
  }
}

const sameTexts = (a: KernelDraft, b: KernelDraft) =>
  JSON.stringify([a.sources, a.workgroups]) ===
  JSON.stringify([b.sources, b.workgroups]);
