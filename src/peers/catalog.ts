/** Who takes part: ours and the peers, each in its best layout. */
import type { League, Peer } from './peer';

const ortCopies = 'run() copies tensors into and out of WASM, as its API does';

export const peers: readonly Peer[] = [
  {
    ...{ id: 'ours-webgpu', title: 'Ridgepoint WebGPU', bundle: null },
    ...{ league: 'webgpu', layout: 'nchw' },
  },
  {
    ...{ id: 'tfjs-webgpu', title: 'TensorFlow.js WebGPU' },
    ...{ bundle: 'tfjs-webgpu', league: 'webgpu', layout: 'nhwc' },
  },
  {
    ...{ id: 'ort-webgpu', title: 'ONNX Runtime Web WebGPU, NHWC' },
    ...{ bundle: 'ort-webgpu', league: 'webgpu', layout: 'nhwc' },
  },
  {
    ...{ id: 'ort-webgpu-nchw', title: 'ONNX Runtime Web WebGPU, NCHW' },
    ...{ bundle: 'ort-webgpu', league: 'webgpu', layout: 'nchw' },
  },
  {
    ...{ id: 'jax-webgpu', title: 'jax-js WebGPU' },
    ...{ bundle: 'jax-webgpu', league: 'webgpu', layout: 'nchw' },
  },
  ...(['wasm-1', 'wasm-all'] as const).flatMap(wasmPeers),
];

function wasmPeers(league: League): Peer[] {
  const [suffix, threads] =
    league === 'wasm-1' ? ['-1', '1 thread'] : ['', 'all threads'];
  return [
    {
      ...{ id: `ours-wasm${suffix}`, title: `Ridgepoint WASM, ${threads}` },
      ...{ bundle: null, league, layout: 'nchw' },
    },
    {
      ...{ id: `tfjs-wasm${suffix}`, title: `TensorFlow.js WASM, ${threads}` },
      ...{ bundle: 'tfjs-wasm', league, layout: 'nhwc' },
    },
    {
      ...{
        id: `ort-wasm${suffix}`,
        title: `ONNX Runtime Web WASM, ${threads}`,
      },
      ...{ bundle: 'ort-wasm', league, layout: 'nchw', note: ortCopies },
    },
  ];
}

export const isOurs = ({ bundle }: Peer): boolean => bundle === null;

/** Throws, with the names there are, for an id that is not in the list. */
export function peersById(ids: readonly string[]): readonly Peer[] {
  for (const id of ids)
    if (!peers.some((peer) => peer.id === id))
      throw new Error(
        `peer "${id}" is not known; use one of ` +
          `${peers.map((peer) => peer.id).join(', ')}.`,
      );
  return peers.filter(({ id }) => ids.includes(id));
}
