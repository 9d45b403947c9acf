/** CodeMirror put together: loaded when the first editor is shown. */
import { syntaxHighlighting } from '@codemirror/language';
import {
  lintGutter,
  setDiagnostics,
  type Diagnostic as Mark,
} from '@codemirror/lint';
import { unifiedMergeView } from '@codemirror/merge';
import { Compartment, EditorState, Prec, Transaction } from '@codemirror/state';
import { EditorView, keymap } from '@codemirror/view';
import { basicSetup } from 'codemirror';
import type { Diagnostic } from '../../../engine/api';
import { theme } from './theme';
import { colours, wgsl } from './wgsl-language';

interface Options {
  readonly parent: HTMLElement;
  /** Holds the styles. */
  readonly root: ShadowRoot;
  readonly label: string;
  readonly text: string;
  onText(text: string): void;
  onRun(): void;
}

export interface View {
  /** Replaces what differs, so that the caret and the undo steps stay. */
  setText(text: string): void;
  setReadonly(readonly: boolean): void;
  /** null: no comparison. */
  setOriginal(text: string | null): void;
  setLabel(label: string): void;
  setDiagnostics(diagnostics: readonly Diagnostic[]): void;
  /** From 1. Takes the focus. */
  goTo(line: number, column: number): void;
  destroy(): void;
}

export function createView(options: Options): View {
  const comparison = new Compartment();
  const access = new Compartment();
  const name = new Compartment();
  const labelled = (label: string) =>
    EditorView.contentAttributes.of({
      'aria-label': label,
      'aria-describedby': 'keys',
      // It can be edited, hence focused; that is not known of what scrolls.
      tabindex: '0',
    });
  const view = new EditorView({
    parent: options.parent,
    root: options.root,
    state: EditorState.create({
      doc: options.text,
      extensions: [
        Prec.highest(
          keymap.of([
            {
              key: 'Mod-Enter',
              run: () => {
                options.onRun();
                return true;
              },
            },
          ]),
        ),
        basicSetup,
        wgsl,
        syntaxHighlighting(colours),
        lintGutter(),
        theme,
        comparison.of([]),
        access.of([]),
        name.of(labelled(options.label)),
        EditorView.updateListener.of((update) => {
          const ours = update.transactions.some((transaction) =>
            transaction.annotation(Transaction.remote),
          );
          if (update.docChanged && !ours)
            options.onText(update.state.doc.toString());
        }),
      ],
    }),
  });

  return {
    setText(text) {
      const change = differing(view.state.doc.toString(), text);
      if (!change) return;
      const remote = Transaction.remote.of(true);
      view.dispatch({ changes: change, annotations: remote });
    },
    setReadonly: (readonly) =>
      view.dispatch({
        effects: access.reconfigure(
          readonly
            ? [EditorState.readOnly.of(true), EditorView.editable.of(false)]
            : [],
        ),
      }),
    setOriginal: (original) =>
      view.dispatch({
        effects: comparison.reconfigure(
          original === null
            ? []
            : unifiedMergeView({ original, mergeControls: takeBack }),
        ),
      }),
    setLabel: (label) =>
      view.dispatch({ effects: name.reconfigure(labelled(label)) }),
    setDiagnostics: (diagnostics) =>
      view.dispatch(
        setDiagnostics(
          view.state,
          diagnostics
            .filter(({ line }) => line > 0)
            .map((diagnostic) => markOf(view.state, diagnostic)),
        ),
      ),
    goTo(line, column) {
      const at = positionOf(view.state, line, column);
      view.dispatch({
        selection: { anchor: at },
        effects: EditorView.scrollIntoView(at, { y: 'center' }),
      });
      view.focus();
    },
    destroy: () => view.destroy(),
  };
}

/** A chunk can be taken back; accepting it would change the original. */
function takeBack(type: 'reject' | 'accept', act: (event: MouseEvent) => void) {
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = 'Take back';
  button.hidden = type === 'accept';
  button.addEventListener('click', act);
  return button;
}

function markOf(state: EditorState, diagnostic: Diagnostic): Mark {
  const { type, line, column, length, message } = diagnostic;
  const from = positionOf(state, line, column);
  const to = Math.min(state.doc.length, from + Math.max(1, length));
  return { from, to, severity: type, message };
}

/** A text that has changed since may be shorter than it was. */
function positionOf({ doc }: EditorState, line: number, column: number) {
  const { from, to } = doc.line(Math.min(Math.max(1, line), doc.lines));
  return Math.min(to, from + Math.max(0, column - 1));
}

/** The stretch between the common beginning and the common end. */
function differing(now: string, then: string) {
  if (now === then) return null;
  const most = Math.min(now.length, then.length);
  let start = 0;
  while (start < most && now[start] === then[start]) start++;
  let end = 0;
  while (end < most - start && now.at(-1 - end) === then.at(-1 - end)) end++;
  return {
    from: start,
    to: now.length - end,
    insert: then.slice(start, then.length - end),
  };
}
