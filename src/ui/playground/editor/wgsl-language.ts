/** WGSL for CodeMirror: the page's own light colouring, with block comments. */
import { HighlightStyle, StreamLanguage } from '@codemirror/language';
import { tags } from '@lezer/highlight';
import { tokenize } from '../../bench/wgsl-tokens';

interface LineState {
  /** Of block comments, which nest in WGSL. */
  depth: number;
}

export const wgsl = StreamLanguage.define<LineState>({
  name: 'wgsl',
  languageData: {
    commentTokens: { line: '//', block: { open: '/*', close: '*/' } },
    closeBrackets: { brackets: ['(', '[', '{'] },
  },
  startState: () => ({ depth: 0 }),
  token(stream, state) {
    if (stream.match('/*')) state.depth++;
    if (state.depth > 0) {
      while (state.depth > 0 && !stream.eol())
        if (stream.match('*/')) state.depth--;
        else if (stream.match('/*')) state.depth++;
        else stream.next();
      return 'comment';
    }
    const [{ kind, text }] = tokenize(stream.string.slice(stream.pos));
    const comment = kind === 'plain' ? text.indexOf('/*') : -1;
    stream.pos += comment > 0 ? comment : text.length;
    return kind === 'plain' ? null : names[kind];
  },
});

const names = {
  comment: 'comment',
  attribute: 'meta',
  keyword: 'keyword',
  type: 'typeName',
  number: 'number',
} as const;

/** As the source view of the Bench page has them. */
export const colours = HighlightStyle.define([
  { tag: tags.comment, color: 'var(--text-3)' },
  { tag: [tags.keyword, tags.meta], color: 'var(--gpu-text)' },
  { tag: [tags.typeName, tags.number], color: 'var(--wasm-text)' },
]);
