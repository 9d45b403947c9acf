/** One network as it is to run: what a state and its rival come down to. */
import { networks, type NetworkEntry } from '../../networks';
import { formatField, type Workload } from '../../ops/fields';
import { against, carried, type NetworksState, type RunBackend } from './state';
import { allOff, switchList, type SwitchStates } from './switches';

export interface Subject {
  readonly entry: NetworkEntry;
  readonly parameters: Workload;
  readonly backend: RunBackend;
  readonly switches: SwitchStates;
  readonly tuneMs: number;
  /** As it is called beside its rival. */
  readonly title: string;
  /** Equal for equal graphs, however they are run. */
  readonly graphKey: string;
  /** Equal for equal runs: finds what was measured before. */
  readonly key: string;
}

export function subjectOf(state: NetworksState, hasGpu: boolean): Subject {
  const { entry, parameters, switches, tuneMs } = state;
  const backend = state.backend ?? (hasGpu ? 'webgpu' : 'wasm');
  const title = entry.title;
  return named({ entry, parameters, backend, switches, tuneMs, title });
}

/** null: nothing to compare with. */
export function rivalOf(
  state: NetworksState,
  subject: Subject,
): Subject | null {
  const { title } = subject.entry;
  switch (state.against) {
    case against.nothing:
      return null;
    case against.unoptimised:
      return named({
        ...subject,
        switches: allOff,
        title: `${title}, unoptimised`,
      });
    case against.otherBackend: {
      const backend = subject.backend === 'webgpu' ? 'wasm' : 'webgpu';
      return named({
        ...subject,
        backend,
        title: `${title} on ${backend === 'wasm' ? 'WASM' : 'WebGPU'}`,
      });
    }
    default: {
      const entry = networks.find(({ id }) => id === state.against);
      if (!entry || entry.id === subject.entry.id) return null;
      const parameters = carried(entry, subject.parameters);
      return named({ ...subject, entry, parameters, title: entry.title });
    }
  }
}

/** The same run with one optimisation the other way round. */
export const flipped = (subject: Subject, id: string): Subject =>
  named({
    ...subject,
    switches: { ...subject.switches, [id]: !subject.switches[id] },
  });

function named(given: Omit<Subject, 'key' | 'graphKey'>): Subject {
  const { entry, parameters, switches, backend, tuneMs } = given;
  const on = switchList.filter(({ id }) => switches[id]);
  const graphKey = [
    entry.id,
    ...entry.parameters.map(({ id }) => `${id}=${formatField(parameters[id])}`),
    ...on.filter(({ isRewrite }) => isRewrite).map(({ id }) => id),
  ].join(' ');
  const how = on.filter(({ isRewrite }) => !isRewrite).map(({ id }) => id);
  const key = [graphKey, backend, tuneMs, ...how].join(' ');
  return { ...given, graphKey, key };
}

/** "224×224", "batch 4, 64×64, 0.25 wide". */
export function parametersText({ entry, parameters }: Subject): string {
  return entry.parameters
    .flatMap(({ id, label, initial }) => {
      const value = formatField(parameters[id]);
      if (id === 'resolution') return `${value}×${value}`;
      if (value === formatField(initial)) return [];
      return id === 'width'
        ? `${value} wide`
        : `${label.toLowerCase()} ${value}`;
    })
    .join(', ');
}
