/**
 * Links: `#bench?op=conv2d&preset=resnet50-conv4&strides=2x2`. A link names the
 * preset and only what differs from it, so it stays short and readable.
 */
import {
  formatField,
  initialWorkload,
  parseField,
  type FieldValue,
  type Workload,
} from '../ops/fields';
import type { Op } from '../ops/op';

export interface Route {
  readonly page: string;
  readonly query: URLSearchParams;
}

export interface LinkedWorkload {
  readonly workload: Workload;
  readonly presetId: string | null;
  /** What could not be used, in words; the initial value stands instead. */
  readonly problems: readonly string[];
}

type Described = Pick<Op, 'id' | 'fields' | 'presets'>;

export function parseHash(hash: string): Route {
  const [page = '', query = ''] = hash.replace(/^#\/?/, '').split('?');
  return { page, query: new URLSearchParams(query) };
}

export function formatHash(
  page: string,
  query: URLSearchParams | Readonly<Record<string, string>>,
): string {
  const text = new URLSearchParams(query).toString();
  return text === '' ? `#${page}` : `#${page}?${text}`;
}

export function workloadToQuery(
  op: Described,
  workload: Workload,
  presetId: string | null,
): Record<string, string> {
  const base = baseWorkload(op, presetId);
  const query: Record<string, string> = { op: op.id };
  if (findPreset(op, presetId)) query.preset = presetId!;
  for (const { id } of op.fields) {
    const text = formatField(workload[id]);
    if (text !== formatField(base[id])) query[id] = text;
  }
  return query;
}

/** `known` are names the page itself keeps in the link beside the fields. */
export function workloadFromQuery(
  op: Described,
  query: URLSearchParams,
  known: readonly string[] = [],
): LinkedWorkload {
  const problems: string[] = [];
  const asked = query.get('preset');
  const preset = findPreset(op, asked);
  if (asked !== null && !preset)
    problems.push(
      `preset "${asked}" in the link: ${op.id} has no such preset; choose one ` +
        `from the list.`,
    );

  const workload: Record<string, FieldValue> = {
    ...baseWorkload(op, preset?.id ?? null),
  };
  const expected = new Set(['op', 'preset', ...known]);
  for (const field of op.fields) {
    expected.add(field.id);
    const text = query.get(field.id);
    if (text === null) continue;
    try {
      workload[field.id] = parseField(field, text);
    } catch (error) {
      problems.push(
        `${message(error)} The link's value was left out and ` +
          `${formatField(workload[field.id])} is used.`,
      );
    }
  }
  for (const name of new Set(query.keys()))
    if (!expected.has(name))
      problems.push(
        `${name} in the link: ${op.id} has no such field; ignored.`,
      );

  return { workload, presetId: preset?.id ?? null, problems };
}

/** The preset's values, or the fields' own when there is no preset. */
export function baseWorkload(op: Described, presetId: string | null): Workload {
  return {
    ...initialWorkload(op.fields),
    ...findPreset(op, presetId)?.workload,
  };
}

const findPreset = (op: Described, id: string | null) =>
  op.presets.find((preset) => preset.id === id);

const message = (error: unknown) =>
  error instanceof Error ? error.message : String(error);
