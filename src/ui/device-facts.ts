/** What the device card and the device page say about a DeviceReport. */
import type { Clock, DeviceReport } from '../engine/api';
import { formatBinaryBytes, formatCount, formatDuration } from './units';

export const softwareNote = "software adapter: speeds are not a GPU's";

export const adapterName = (device: DeviceReport): string =>
  device.gpu ? device.adapter : 'No WebGPU';

const clockName = {
  'timestamp-query': 'GPU timestamps',
  'performance.now': 'page clock',
} as const;

export const clockText = (clock: Clock): string =>
  `${clockName[clock.source]}, steps of ${formatDuration(clock.resolutionMs)}`;

/** The finest clock kernels are timed by. */
export const bestClock = ({ clocks }: DeviceReport): Clock =>
  clocks.gpu ?? clocks.cpu;

export const threadsText = (threads: number): string =>
  threads === 1 ? '1 thread' : `${threads} threads`;

/** The features that change which kernels run, by short names. */
export function keyFeatures({ features }: DeviceReport): string[] {
  const short: Readonly<Record<string, string>> = {
    'shader-f16': 'f16',
    subgroups: 'subgroups',
    'timestamp-query': 'timestamps',
  };
  return features.flatMap((feature) => short[feature] ?? []);
}

/** Limits that count bytes get a unit; the others are plain counts. */
export const formatLimit = (name: string, value: number): string =>
  /Size$|Bytes/.test(name) && !name.includes('WorkgroupSize')
    ? formatBinaryBytes(value)
    : formatCount(value);

/** maxStorageBufferBindingSize → "max storage buffer binding size". */
export const limitName = (name: string): string =>
  name.replace(/[A-Z0-9]+/g, (part) => ` ${part.toLowerCase()}`);
