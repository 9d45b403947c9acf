/** Changes to a draft of a kernel: each gives a new draft. */
import type { ConstantSource, Extent, KernelSources } from '../engine/api';
import type { KernelDraft } from './draft';

/** By its file; by its index where passes of one file have different texts. */
export function passKey({ passes }: KernelSources, index: number): string {
  const { file, code } = passes[index];
  const same = passes.every(
    (other) => other.file !== file || other.code === code,
  );
  return same ? file : String(index);
}

/** Of one pass, as it stands. */
export const textOf = (
  draft: KernelDraft,
  sources: KernelSources,
  index: number,
): string =>
  draft.sources[passKey(sources, index)] ?? sources.passes[index].code;

/** A text that is as it was is no edit. */
export function withText(
  draft: KernelDraft,
  sources: KernelSources,
  index: number,
  text: string,
): KernelDraft {
  const key = passKey(sources, index);
  const { [key]: _, ...others } = draft.sources;
  const same = text === sources.passes[index].code;
  return { ...draft, sources: same ? others : { ...others, [key]: text } };
}

export const workgroupsOf = (
  draft: KernelDraft,
  sources: KernelSources,
  index: number,
): readonly Extent[] =>
  draft.workgroups[passKey(sources, index)] ?? sources.passes[index].workgroups;

/** null: as the plan has them. */
export function withWorkgroups(
  draft: KernelDraft,
  sources: KernelSources,
  index: number,
  extents: readonly Extent[] | null,
): KernelDraft {
  const key = passKey(sources, index);
  const { [key]: _, ...others } = draft.workgroups;
  return {
    ...draft,
    workgroups: extents ? { ...others, [key]: extents } : others,
  };
}

/** Text and workgroups of one pass as they were. */
export function withoutEdits(
  draft: KernelDraft,
  sources: KernelSources,
  index: number,
): KernelDraft {
  const { code } = sources.passes[index];
  const reset = withText(draft, sources, index, code);
  return withWorkgroups(reset, sources, index, null);
}

export const isEdited = ({ sources, workgroups }: KernelDraft): boolean =>
  Object.keys(sources).length + Object.keys(workgroups).length > 0;

/** The plan's constants as the edited texts have them. */
export function constantsOf(
  { sources }: KernelDraft,
  { constants }: KernelSources,
): Record<string, number> {
  const now = { ...constants };
  for (const text of Object.values(sources))
    for (const [name, planned] of Object.entries(constants)) {
      const value = constantIn(text, name);
      if (value !== null && value !== planned) now[name] = value;
    }
  return now;
}

const declarationOf = (name: string) =>
  new RegExp(
    `^(\\s*const\\s+${name}\\b[^=\\n]*=\\s*)(-?[\\d.]+(?:e[+-]?\\d+)?)`,
    'm',
  );

/** As the text has it now; null where it is not declared so any more. */
export function constantIn(text: string, name: string): number | null {
  const found = declarationOf(name).exec(text);
  return found ? Number(found[2]) : null;
}

/** The same text with another value of a module's `const NAME = number`. */
export const withConstant = (
  text: string,
  { name }: Pick<ConstantSource, 'name'>,
  value: number,
): string =>
  text.replace(
    declarationOf(name),
    (_, head: string, now: string) =>
      // A float stays one: "1.0" is not "1" to WGSL's type checker.
      head +
      (/[.e]/.test(now) && Number.isInteger(value)
        ? value.toFixed(1)
        : String(value)),
  );
