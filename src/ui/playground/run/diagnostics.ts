/** What the compiler said to all passes, in the order of the texts. */
import type { Diagnostic, TrialPass } from '../../../engine/api';

export interface Said {
  readonly file: string;
  readonly diagnostic: Diagnostic;
}

export const saidOf = (passes: readonly TrialPass[]): Said[] =>
  passes.flatMap(({ file, diagnostics }) =>
    diagnostics.map((diagnostic) => ({ file, diagnostic })),
  );

export const errorsOf = (passes: readonly TrialPass[]): Said[] =>
  saidOf(passes).filter(({ diagnostic }) => diagnostic.type === 'error');
