/** Light colouring of WGSL: enough to read by, not a parser. */
export type TokenKind =
  'comment' | 'attribute' | 'keyword' | 'type' | 'number' | 'plain';
export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
}

const pattern = new RegExp(
  [
    /(?<comment>\/\/.*)/,
    /(?<attribute>@\w+)/,
    /(?<keyword>\b(?:alias|break|case|const|const_assert|continue|continuing|default|diagnostic|discard|else|enable|false|fn|for|if|let|loop|override|requires|return|struct|switch|true|var|while)\b)/,
    /(?<type>\b(?:array|atomic|bool|f16|f32|i32|u32|ptr|vec[234][fhiu]?|mat[234]x[234][fh]?|workgroup|storage|uniform|read|read_write|function|private)\b)/,
    /(?<number>\b(?:0x[\da-fA-F]+|\d+\.?\d*(?:e[+-]?\d+)?)[fhiu]?\b)/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'g',
);

/** Joining the texts of a line's tokens gives the line again. */
export function tokenize(line: string): Token[] {
  const tokens: Token[] = [];
  let end = 0;
  for (const match of line.matchAll(pattern)) {
    if (match.index > end)
      tokens.push({ kind: 'plain', text: line.slice(end, match.index) });
    const [kind] = Object.entries(match.groups ?? {}).find(
      ([, text]) => text !== undefined,
    ) as [TokenKind, string];
    tokens.push({ kind, text: match[0] });
    end = match.index + match[0].length;
  }
  if (end < line.length) tokens.push({ kind: 'plain', text: line.slice(end) });
  return tokens;
}
