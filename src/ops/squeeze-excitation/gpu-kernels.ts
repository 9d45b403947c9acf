/** The WebGPU ladder of squeezeExcitation, simplest first. */
import type { GpuKernel, GpuPass } from '../op';
import type { Shapes } from '../tensor';
import { activations } from './activations';
import { squeezeGeometry, type SqueezeGeometry } from './geometry';
import { passMaker, type PassMaker } from './gpu-passes';
import type { SqueezeExcitationOptions } from './options';

/** Vectors that a part of a plane has at least. */
const leastVectors = 2;
/** Of WebGPU, where the device does not say. */
const usualStorageBytes = 16384;
/** Of shaders/squeeze-excitation/gates.wgsl. */
const GATES_WORKGROUP = 256;

export const gpuKernels: readonly GpuKernel<SqueezeExcitationOptions>[] = [
  {
    id: 'naive',
    backend: 'webgpu',
    title: 'Naive',
    idea: 'Four passes, one invocation per result of each: the definition.',
    supports: () => true,
    plan(shapes, options) {
      const g = squeezeGeometry(shapes, options);
      const pass = passMaker(g, options);
      return {
        temporaries: temporaries(g),
        passes: [
          pass('mean', ['input', 'means'], g.batch * g.channels),
          ...products(g, options, pass),
          pass('scale', ['input', 'gates', 'output'], g.elements),
        ],
      };
    },
  },
  {
    id: 'split',
    backend: 'webgpu',
    title: 'Split planes, vectors',
    idea:
      'Several invocations share the sum of a plane, and loads and stores ' +
      'move four elements.',
    supports: wholeChannels,
    variants(shapes, options) {
      const vectors = squeezeGeometry(shapes, options).pixels / 4;
      const fitting = [8, 16, 4, 2].filter(
        (parts) => vectors >= parts * leastVectors,
      );
      return [...fitting, ...(fitting.length > 0 ? [] : [1])].map((PARTS) => ({
        PARTS,
      }));
    },
    plan(shapes, options, _, { PARTS = 8 }) {
      const g = squeezeGeometry(shapes, options);
      const pass = passMaker(g, options);
      return {
        temporaries: { ...temporaries(g), partial: partialBytes(g, PARTS) },
        passes: [
          ...splitMeans(g, options, pass, PARTS),
          ...products(g, options, pass),
          vectorScale(g, options, pass),
        ],
      };
    },
  },
  {
    id: 'workgroup',
    backend: 'webgpu',
    title: 'Workgroups that share',
    idea:
      'A workgroup takes the mean of a plane; another one makes both ' +
      'products, with what lies between them in its own memory.',
    supports(shapes, options, device) {
      const g = squeezeGeometry(shapes, options);
      const bytes = gatesMemory(g).bytes;
      const room =
        device.limits.maxComputeWorkgroupStorageSize ?? usualStorageBytes;
      return bytes > room
        ? `${bytes} bytes of means and sums: a workgroup here has ${room}`
        : wholeChannels(shapes, options);
    },
    plan(shapes, options) {
      const g = squeezeGeometry(shapes, options);
      const pass = passMaker(g, options);
      const last = options.inputLayout === 'nhwc';
      const PARTS = 16;
      return {
        temporaries: {
          ...temporaries(g),
          ...(last && { partial: partialBytes(g, PARTS) }),
        },
        passes: [
          ...(last
            ? splitMeans(g, options, pass, PARTS)
            : [
                pass(
                  'meanWorkgroup',
                  ['input', 'means'],
                  64 * g.batch * g.channels,
                ),
              ]),
          gatesPass(g, options, pass),
          vectorScale(g, options, pass),
        ],
      };
    },
  },
];

function wholeChannels(
  shapes: Shapes,
  options: SqueezeExcitationOptions,
): true | string {
  const { channels } = squeezeGeometry(shapes, options);
  return (
    options.inputLayout === 'nchw' ||
    channels % 4 === 0 ||
    `${channels} channels in ${options.inputLayout}: no multiple of 4`
  );
}

const temporaries = ({ batch, channels, reduced }: SqueezeGeometry) => ({
  means: 4 * batch * channels,
  hidden: 4 * batch * reduced,
  gates: 4 * batch * channels,
});

const partialBytes = ({ batch, channels }: SqueezeGeometry, parts: number) =>
  4 * batch * channels * parts;

/** Both products, one invocation per row. */
const products = (
  { batch, channels, reduced }: SqueezeGeometry,
  { reduceActivation, gate }: SqueezeExcitationOptions,
  pass: PassMaker,
): GpuPass[] => [
  pass(
    'dense',
    ['means', 'reduceFilter', 'reduceBias', 'hidden'],
    batch * reduced,
    { EXPAND: 0, ACTIVATION: activations[reduceActivation] },
  ),
  pass(
    'dense',
    ['hidden', 'expandFilter', 'expandBias', 'gates'],
    batch * channels,
    { EXPAND: 1, ACTIVATION: activations[gate] },
  ),
];

function splitMeans(
  { batch, channels }: SqueezeGeometry,
  { inputLayout }: SqueezeExcitationOptions,
  pass: PassMaker,
  PARTS: number,
): GpuPass[] {
  const sums = batch * channels * PARTS;
  const buffers = ['input', 'partial'];
  return [
    inputLayout === 'nchw'
      ? pass('partial', buffers, sums, { PARTS })
      : pass('partialNhwc', buffers, sums / 4, { PARTS }),
    pass('sumParts', ['partial', 'means'], batch * channels, { PARTS }),
  ];
}

function vectorScale(
  g: SqueezeGeometry,
  { inputLayout }: SqueezeExcitationOptions,
  pass: PassMaker,
): GpuPass {
  const VECTORS = 2;
  const vectors = Math.ceil(g.elements / 4);
  const isWhole = g.pixels % 4 === 0;
  const GATES = inputLayout === 'nhwc' ? 2 : isWhole ? 1 : 0;
  const buffers = ['input', 'gates', 'output'];
  return pass('scaleVec4', buffers, Math.ceil(vectors / VECTORS), {
    ...{ VECTORS, GATES },
  });
}

/** What the one workgroup of an image keeps in its own memory. */
function gatesMemory({ channels, reduced }: SqueezeGeometry) {
  let share = 1;
  while (2 * share * reduced <= GATES_WORKGROUP && share < 32) share *= 2;
  const CHANNELS = Math.max(channels, reduced);
  const PARTIALS = reduced * share;
  return {
    constants: { CHANNELS, PARTIALS, SHARE: share },
    bytes: 4 * (CHANNELS + PARTIALS),
  };
}

function gatesPass(
  g: SqueezeGeometry,
  { reduceActivation, gate }: SqueezeExcitationOptions,
  pass: PassMaker,
): GpuPass {
  const filters = ['reduceFilter', 'reduceBias', 'expandFilter', 'expandBias'];
  return {
    ...pass('gates', ['means', ...filters, 'gates'], 1, {
      ...gatesMemory(g).constants,
      WORKGROUP_SIZE: GATES_WORKGROUP,
      REDUCE: activations[reduceActivation],
      GATE: activations[gate],
    }),
    workgroups: [g.batch, 1, 1],
  };
}
