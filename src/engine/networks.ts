/** Networks by their ids: those of the registry, and blocks to compare. */
import { invalid, RidgepointError } from '../errors';
import { networkById, networks, type NetworkEntry } from '../networks';
import {
  blockIds,
  blockOf,
  type BlockId,
  type BlockOptions,
  type BlockShape,
} from '../networks/blocks';
import { countsOf } from '../networks/counts';
import type { Network } from '../networks/graph';
import type { Workload } from '../ops/fields';
import type { NetworkInfo } from './api';

/** "block:separable" with the fields of BlockShape and BlockOptions as parameters. */
const blockPrefix = 'block:';

/** Throws `invalid`, and `unsupported` where trained weights are missing. */
export async function buildNetwork(
  id: string,
  parameters: Readonly<Record<string, unknown>> = {},
): Promise<Network> {
  if (!id.startsWith(blockPrefix))
    return networkById(id).build(parameters as Workload);
  const block = id.slice(blockPrefix.length);
  if (!(blockIds as readonly string[]).includes(block))
    throw invalid(
      `block "${block}" is not known; use one of ${blockIds.join(', ')}.`,
    );
  return blockOf(block as BlockId, ...blockParameters(parameters)).network;
}

/** Every network with its initial parameters. Trained ones are read. */
export async function networkInfos(): Promise<NetworkInfo[]> {
  const infos = await Promise.all(networks.map(infoOf));
  return infos.filter((info) => info !== null);
}

/** null where the weights are not to be had: it could not run either. */
async function infoOf(entry: NetworkEntry): Promise<NetworkInfo | null> {
  try {
    const network = await entry.build();
    const { macs, params } = countsOf(network);
    const { id, title, family, source, summary, weights, parameters } = entry;
    const layers = network.nodes.length;
    return {
      ...{ id, title, layers, macs, params, weights },
      ...{ family, source, summary, parameters },
    };
  } catch (error) {
    if (error instanceof RidgepointError && error.code === 'unsupported')
      return null;
    throw error;
  }
}

const shapeNames = ['kernel', 'inChannels', 'outChannels', 'side'] as const;
const optionNames = ['stride', 'groups', 'expansion', 'reduction'] as const;

function blockParameters(
  parameters: Readonly<Record<string, unknown>>,
): [BlockShape, BlockOptions] {
  const known: readonly string[] = [...shapeNames, ...optionNames];
  for (const [name, value] of Object.entries(parameters)) {
    if (!known.includes(name))
      throw invalid(
        `a block has no parameter "${name}"; use ${known.join(', ')}.`,
      );
    if (!Number.isInteger(value) || (value as number) < 1)
      throw invalid(
        `parameter ${name} is ${String(value)}; a block takes whole numbers ` +
          `from 1.`,
      );
  }
  const missing = shapeNames.filter((name) => !(name in parameters));
  if (missing.length > 0)
    throw invalid(`a block needs ${missing.join(', ')}; pass them as well.`);
  const numbers = parameters as Record<string, number>;
  return [{ stride: 1, ...numbers } as unknown as BlockShape, numbers];
}
