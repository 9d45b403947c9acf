/** What is compared, as controls and links have it. Pure. */
import type { BlockId } from '../../networks/blocks';
import { formatField, parseField, type IntField } from '../../ops/fields';

export const kinds = [
  'separable',
  'grouped-shuffle',
  'inverted-residual',
  'bottleneck',
  'network',
] as const satisfies readonly (BlockId | 'network')[];
export type Kind = (typeof kinds)[number];

export const kindTitles: Readonly<Record<Kind, string>> = {
  separable: 'Depthwise separable',
  'grouped-shuffle': 'Grouped, then shuffled',
  'inverted-residual': 'Inverted residual',
  bottleneck: 'Bottleneck',
  network: 'Whole MobileNetV1',
};

/** auto: the GPU, unless it is a processor in disguise. */
export const targets = ['auto', 'webgpu', 'wasm'] as const;
export type Target = (typeof targets)[number];

export const widths = [0.25, 0.5, 0.75, 1] as const;
export const resolutions = [96, 128, 160, 192, 224] as const;

export interface Settings {
  readonly kind: Kind;
  /** The papers' D_K, M, N and D_F; of a block. */
  readonly kernel: number;
  readonly inChannels: number;
  readonly outChannels: number;
  readonly side: number;
  readonly stride: number;
  /** Of a grouped convolution. */
  readonly groups: number;
  /** The inverted residual's t. */
  readonly expansion: number;
  /** Of a whole network. */
  readonly width: number;
  readonly resolution: number;
  readonly on: Target;
  readonly fused: boolean;
}

/** Block 1 of MobileNetV1: 1/64 + 1/9. */
export const initialSettings: Settings = {
  kind: 'separable',
  kernel: 3,
  inChannels: 32,
  outChannels: 64,
  side: 112,
  stride: 1,
  groups: 4,
  expansion: 6,
  width: 1,
  resolution: 224,
  on: 'auto',
  fused: false,
};

/** A number that a block is made from. */
export type BlockField = IntField & {
  readonly id: (typeof blockNumbers)[number];
};
const blockNumbers = [
  ...(['kernel', 'inChannels', 'outChannels', 'side', 'stride'] as const),
  ...(['groups', 'expansion'] as const),
];

const int = (
  id: BlockField['id'],
  label: string,
  help: string,
  [min, max]: readonly [number, number],
): BlockField => ({
  ...{ kind: 'int', id, label, help, min, max },
  initial: initialSettings[id],
});

const shapeFields = [
  int('kernel', 'Kernel Dk', 'Height and width of the filter: odd.', [1, 11]),
  int('inChannels', 'Channels in M', 'Of the input.', [1, 4096]),
  int('outChannels', 'Channels out N', 'Of the output.', [1, 4096]),
  int('side', 'Side Df', 'Height and width of the input, in pixels.', [1, 512]),
  int('stride', 'Stride', 'Of the spatial convolution.', [1, 4]),
];
const groups = int('groups', 'Groups', 'Must divide M and N.', [1, 512]);
const expansion = int(
  'expansion',
  'Expansion t',
  'How much wider the block is inside.',
  [1, 16],
);

/** The numbers of a block of this kind; a network has none of them. */
export function fieldsOf(kind: Kind): readonly BlockField[] {
  switch (kind) {
    case 'network':
      return [];
    case 'grouped-shuffle':
      return [...shapeFields, groups];
    case 'inverted-residual':
      return [...shapeFields, expansion];
    default:
      return shapeFields;
  }
}

/** The fused kernels are of a depthwise filter with the 1×1 after it. */
export const isFusable = (kind: Kind): boolean =>
  kind === 'separable' || kind === 'inverted-residual' || kind === 'network';

export interface LinkRead {
  readonly settings: Settings;
  /** What of the link could not be used, and what stands for it. */
  readonly problems: readonly string[];
}

const choices = { kind: kinds, on: targets } as const;
const steps = { width: widths, resolution: resolutions } as const;

export function readLink(query: URLSearchParams): LinkRead {
  const problems: string[] = [];
  const settings: Record<string, unknown> = { ...initialSettings };
  const unused = (name: string, why: string) =>
    problems.push(
      `${name} in the link: ${why} ${String(settings[name])} is used.`,
    );
  const fields = new Map<string, BlockField>(
    [...shapeFields, groups, expansion].map((field) => [field.id, field]),
  );
  for (const [name, text] of query) {
    const field = fields.get(name);
    if (field) {
      try {
        settings[name] = parseField(field, text);
      } catch (error) {
        unused(name, (error as Error).message);
      }
    } else if (name in choices) {
      const known: readonly string[] = choices[name as keyof typeof choices];
      if (known.includes(text)) settings[name] = text;
      else unused(name, `"${text}" is not one of ${known.join(', ')};`);
    } else if (name in steps) {
      const known: readonly number[] = steps[name as keyof typeof steps];
      if (known.includes(Number(text))) settings[name] = Number(text);
      else unused(name, `"${text}" is not one of ${known.join(', ')};`);
    } else if (name === 'fused') settings.fused = text === '1';
    else problems.push(`${name} in the link: there is no such field; ignored.`);
  }
  return { settings: settings as unknown as Settings, problems };
}

/** Only what differs from the first view. */
export const writeLink = (settings: Settings): Record<string, string> =>
  Object.fromEntries(
    Object.entries(settings)
      .filter(
        ([name, value]) => value !== initialSettings[name as keyof Settings],
      )
      .map(([name, value]) => [name, formatField(value)]),
  );
