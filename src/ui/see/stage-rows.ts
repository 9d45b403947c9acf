/** The stages of an answer as rows of a timeline. Pure. */
import type { Pace } from './camera-loop';
import type { Side } from './link';
import { sharedStages, stageIds, type Measured, type StageId } from './measure';

export interface StageRow {
  readonly title: string;
  /** What happens in it, and by whose code. */
  readonly note: string;
  /** The same code runs for both sides: nothing to compare. */
  readonly isShared: boolean;
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
  preprocess: ['Preprocess', 'resize and scale, in JavaScript'],
  upload: ['Upload', 'input into the backend’s memory'],
  network: ['Network', 'all of its layers'],
  readback: ['Readback', 'outputs out of it again'],
  decode: ['Decode', 'anchors to boxes, in JavaScript'],
  nms: ['NMS', 'our kernel: upload, run, readback'],
  rest: ['Rest', 'hand-over to the worker, waiting'],
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
      ? [
          {
            title,
            note,
            isShared: isShared(id),
            spans: Object.fromEntries(here),
          },
        ]
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
    const row = {
      title,
      note,
      isShared: true,
      spans: { [side]: { start, ms } },
    };
    start += ms;
    return [row];
  });
}

/** Where the last span ends, of one side or of all. */
export const endOf = (rows: readonly StageRow[], of?: Side): number =>
  Math.max(
    0,
    ...rows.flatMap(({ spans }) =>
      Object.entries(spans)
        .filter(([side]) => of === undefined || side === of)
        .map(([, { start, ms }]) => start + ms),
    ),
  );

const isShared = (id: StageId | 'rest'): boolean =>
  (sharedStages as readonly string[]).includes(id);
