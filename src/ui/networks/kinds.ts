/** A network by kinds of layer: their share of the work and of the time. */
import type { Bound } from '../../ops/op';
import type { Figures, LayerFigures } from './figures';

export interface Kind {
  /** "Depthwise 3×3", "1×1", "Average pool". */
  readonly title: string;
  readonly layers: number;
  /** Shares of the whole network. */
  readonly macShare: number;
  readonly byteShare: number;
  readonly predictedShare: number | null;
  readonly timeShare: number | null;
  readonly ms: number | null;
  readonly flops: number;
  readonly bytes: number;
  /** FLOP per byte. */
  readonly intensity: number;
  /** What holds down the larger part of its predicted time. */
  readonly bound: Bound | null;
  /** Predicted over measured. */
  readonly ofRoof: number | null;
}

/** Less than this of everything is not worth a line of its own. */
const small = 0.01;

/** Most time first; measured, else predicted, else by bytes. */
export function kindsOf({ layers }: Pick<Figures, 'layers'>): Kind[] {
  const running = layers.filter(({ bytes }) => bytes > 0);
  const names = [...new Set(running.map(({ kind }) => kind))];
  const kinds = names.map((name) =>
    kindOf(
      kindTitle(name),
      running.filter(({ kind }) => kind === name),
      running,
    ),
  );
  const isSmall = (kind: Kind) =>
    Math.max(kind.macShare, weightOf(kind)) < small;
  const few = kinds.filter(isSmall).map(({ title }) => title);
  if (few.length < 2) return kinds.sort(byWeight);
  const rest = running.filter(({ kind }) => few.includes(kindTitle(kind)));
  return [
    ...kinds.filter((kind) => !isSmall(kind)).sort(byWeight),
    kindOf(`${few.length} other kinds`, rest, running),
  ];
}

/** What the bars and the order go by. */
export const weightOf = (kind: Kind): number =>
  kind.timeShare ?? kind.predictedShare ?? kind.byteShare;

const byWeight = (a: Kind, b: Kind) => weightOf(b) - weightOf(a);

function kindOf(
  title: string,
  members: readonly LayerFigures[],
  all: readonly LayerFigures[],
): Kind {
  const share = (of: (layer: LayerFigures) => number) => {
    const whole = total(all, of);
    return whole > 0 ? total(members, of) / whole : 0;
  };
  const measured = all.some(({ measuredMs }) => measuredMs !== null);
  const predicted = all.some((layer) => layer.predictedMs !== null);
  const flops = total(members, (layer) => layer.flops);
  const bytes = total(members, (layer) => layer.bytes);
  const ms = measured ? total(members, (l) => l.measuredMs ?? 0) : null;
  const predictedMs = total(members, (layer) => layer.predictedMs ?? 0);
  const memoryMs = total(members, (layer) =>
    layer.bound === 'memory' ? (layer.predictedMs ?? 0) : 0,
  );
  return {
    ...{ title, layers: members.length, flops, bytes, ms },
    macShare: share(({ macs }) => macs),
    byteShare: share((layer) => layer.bytes),
    predictedShare: predicted ? share((l) => l.predictedMs ?? 0) : null,
    timeShare: measured ? share((layer) => layer.measuredMs ?? 0) : null,
    intensity: bytes > 0 ? flops / bytes : 0,
    bound: predicted
      ? 2 * memoryMs >= predictedMs
        ? 'memory'
        : 'compute'
      : null,
    ofRoof: predicted && ms ? predictedMs / ms : null,
  };
}

const total = (
  layers: readonly LayerFigures[],
  of: (layer: LayerFigures) => number,
): number => layers.reduce((sum, layer) => sum + of(layer), 0);

/** "averagePool2d" → "Average pool", "depthwise 3×3" → "Depthwise 3×3". */
export function kindTitle(kind: string): string {
  const words = kind
    .replace(/2d$/, '')
    .replace(/[a-z](?=[A-Z])/g, '$& ')
    .toLowerCase();
  return words[0].toUpperCase() + words.slice(1);
}
