/** The stages of an answer as rows of a timeline. Pure. */
import type { Pace } from './camera-loop';
import type { Side } from './link';
import { stageIds, type Measured, type StageId } from './measure';

export interface StageRow {
  readonly title: string;
  /** What happens in it, and by whose code. */
  readonly note: string;
  readonly spans: Partial<Readonly<Record<Side, Span>>>;
}

export interface Span {
  /** Milliseconds from the beginning. */
  readonly start: number;
  readonly ms: number;
}

const stageWords: Readonly<
  Record<StageId | 'rest', readonly [string, string]>
> = {
  preprocess: ['Preprocess', 'resize and scale: the same JavaScript for both'],
  upload: ['Upload', 'the input into the memory of the backend'],
  network: ['Network', 'all of its layers'],
  readback: ['Readback', 'the outputs into memory of the page'],
  decode: ['Decode', 'from anchors to boxes: the same JavaScript for both'],
  nms: ['NMS', 'our nms kernel: upload, suppress, read back'],
  rest: ['Hand over', 'between the page and its worker, and waiting'],
};

/** In the order in which they happen; `rest` is what the sum leaves over. */
export function stageRows(
  measured: Partial<Readonly<Record<Side, Measured | null>>>,
): StageRow[] {
  const ids = [...stageIds, 'rest'] as const;
  const spans = Object.entries(measured).flatMap(([side, one]) =>
    one ? [[side as Side, spansOf(one)] as const] : [],
  );
  return ids.flatMap((id) => {
    const here = spans.flatMap(([side, all]) => {
      const span = all[id];
      return span ? [[side, span] as const] : [];
    });
    const [title, note] = stageWords[id];
    return here.length > 0
      ? [{ title, note, spans: Object.fromEntries(here) }]
      : [];
  });
}

function spansOf({ stages, whole }: Measured) {
  const spans: Partial<Record<StageId | 'rest', Span>> = {};
  let start = 0;
  for (const id of stageIds) {
    const time = stages[id];
    if (!time) continue;
    spans[id] = { start, ms: time.medianMs };
    start += time.medianMs;
  }
  // Stages that overlap in a whole run can add up to more than it.
  if (whole.medianMs > start)
    spans.rest = { start, ms: whole.medianMs - start };
  return spans;
}

/** Of a camera's frames, on the side where they run. */
export function frameRows({ grab, parts }: Pace, side: Side): StageRow[] {
  const stages: [string, string, number | null][] = [
    ['Take', 'the frame out of the video', grab],
    [...stageWords.preprocess, parts.preprocess],
    ['Network', 'upload, all layers and readback, there and back', parts.run],
    [...stageWords.decode, parts.decode],
    [...stageWords.nms, parts.nms],
  ];
  let start = 0;
  return stages.flatMap(([title, note, ms]) => {
    if (ms === null) return [];
    const row = { title, note, spans: { [side]: { start, ms } } };
    start += ms;
    return [row];
  });
}

/** Where the last span ends. */
export const endOf = (rows: readonly StageRow[]): number =>
  Math.max(
    0,
    ...rows.flatMap(({ spans }) =>
      Object.values(spans).map(({ start, ms }) => start + ms),
    ),
  );
