/** Reading WGSL: every shader there is, and any text at all. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { WgslReflect } from 'wgsl_reflect/wgsl_reflect.module.js';
import { expandedCalls, flowOf } from '../../src/gpu/wgsl/calls';
import { guard } from '../../src/gpu/wgsl/guard';
import { reflect } from '../../src/gpu/wgsl/reflect';
import { tokens } from '../../src/gpu/wgsl/tokens';
import { ops } from '../../src/ops';
import { passesOf } from './passes';

const texts = (text: string) => tokens(text).map((token) => token.text);

describe('tokens', () => {
  it('leave out comments, which nest, and blanks', () => {
    expect(texts('a/* b /* c */ d */+ // e\n1.5e-3f')).toEqual([
      'a',
      '+',
      '1.5e-3f',
    ]);
    expect(texts('a // loop {\u2028b')).toEqual(['a', 'b']);
    expect(texts('x /* open')).toEqual(['x']);
  });

  it('tell words from numbers', () => {
    const kinds = tokens('été 0x1Fu .5h v.x').map(({ kind }) => kind);
    expect(kinds.join(' ')).toBe('word number number word sign word');
  });

  it('take any text, and cover all that is not blank', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        let end = 0;
        for (const token of tokens(text)) {
          expect(token.start).toBeGreaterThanOrEqual(end);
          expect(text.slice(token.start, token.end)).toBe(token.text);
          end = token.end;
        }
      }),
    );
  });
});

/** Half-typed WGSL: real tokens in any order. */
const pieces = ['fn', 'main', '(', ')', '{', '}', 'loop', 'for', 'while', ';'];
const more = ['@', 'binding', '<', '>', 'var', 'struct', ':', ',', '0', '='];
const garble = fc
  .array(fc.constantFrom(...pieces, ...more, '->', 'const', '/*', '//', '\n'))
  .map((parts) => parts.join(' '));

describe('reflect and guard', () => {
  it('take any text', () => {
    fc.assert(
      fc.property(garble, (text) => {
        guard(reflect(text), { binding: 0, turns: 1, total: 1, rounds: 1 });
      }),
      { numRuns: 2000 },
    );
  });

  it('never move a line', () => {
    fc.assert(
      fc.property(garble, (text) => {
        const { code } = guard(reflect(text), {
          ...{ binding: 0, turns: 1, total: 1, rounds: 1 },
        });
        const lines = text.split('\n');
        const words = (line: string) => line.split(/\s+/).filter(Boolean);
        code
          .split('\n')
          .slice(0, lines.length)
          .forEach((line, i) => {
            const kept = words(line);
            for (const word of words(lines[i])) expect(kept).toContain(word);
          });
      }),
    );
  });
});

describe.each(ops)('reflection of the shaders of $id', (op) => {
  it('agrees with wgsl_reflect', () => {
    for (const [code] of passesOf(op)) {
      const mine = reflect(code);
      const other = new WgslReflect(code);
      expect(mine.functions.map(({ name }) => name).sort()).toEqual(
        other.functions.map(({ name }) => name).sort(),
      );
      expect([...mine.structs.keys()].sort()).toEqual(
        other.structs.map(({ name }) => name).sort(),
      );
      const bound = [...other.storage, ...other.uniforms]
        .map(({ name, binding }) => `${binding} ${name}`)
        .sort();
      expect(
        mine.bindings.map(({ name, binding }) => `${binding} ${name}`).sort(),
      ).toEqual(bound);
    }
  });
});

describe('calls', () => {
  const flow = (text: string) => flowOf(reflect(text));

  it('count what a compiler writes out', () => {
    const text = 'fn a() {} fn b() { a(); a(); } fn main() { b(); b(); }';
    expect(expandedCalls(flow(text), 'main')).toBe(7);
    expect(expandedCalls(flow('fn a() { a(); }'), 'a')).toBe(Infinity);
  });

  it('find loops, those around them, and barriers below them', () => {
    const text = `fn sync() { workgroupBarrier(); }
fn main() {
  for (var i = 0; i < 3; i++) {
    while i < 2 { continue; }
    /* loop { } */
    loop { sync(); continuing { break if true; } }
  }
}`;
    const { loops, barrier } = flow(text).get('main')!;
    expect(barrier).toBe(true);
    expect(
      loops.map(({ line, within, together }) => [
        line,
        within.map((loop) => loop.line),
        together,
      ]),
    ).toEqual([
      [3, [], true],
      [4, [3], false],
      [6, [3], true],
    ]);
  });
});
