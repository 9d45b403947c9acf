/** What the page keeps in its link: the network, how it runs, and a rival. */
import { networks, type NetworkEntry } from '../../networks';
import {
  checkField,
  formatField,
  initialWorkload,
  parseField,
  type FieldValue,
  type Workload,
} from '../../ops/fields';
import {
  changedSwitches,
  switchList,
  usualSwitches,
  type SwitchStates,
} from './switches';

export type RunBackend = 'webgpu' | 'wasm';

/** Another network's id, the same without its optimisations, or nothing. */
export type Against = string;
export const against = {
  nothing: 'nothing',
  unoptimised: 'unoptimised',
  otherBackend: 'other-backend',
} as const;

export interface NetworksState {
  readonly entry: NetworkEntry;
  readonly parameters: Workload;
  /** null: the GPU where there is one. */
  readonly backend: RunBackend | null;
  readonly switches: SwitchStates;
  /** For the races of all layers together; 0: remembered or guessed. */
  readonly tuneMs: number;
  readonly against: Against;
  /** What of a link could not be used. */
  readonly problems: readonly string[];
}

export const tuneChoices: readonly (readonly [ms: number, text: string])[] = [
  [0, 'No'],
  [5_000, 'for 5 s'],
  [20_000, 'for 20 s'],
  [60_000, 'for 1 min'],
];

export function readState(query: URLSearchParams): NetworksState {
  const problems: string[] = [];
  const asked = query.get('net');
  const found = networks.find(({ id }) => id === asked);
  const entry = found ?? networks[0];
  if (asked !== null && !found)
    problems.push(
      `net "${asked}" in the link is not known; ${entry.id} is used.`,
    );
  return {
    entry,
    parameters: parametersOf(entry, query, problems),
    backend: backendOf(query.get('backend'), problems),
    switches: switchesOf(query, problems),
    tuneMs: tuneMsOf(query.get('tune'), problems),
    against: againstOf(query.get('vs'), entry, problems),
    problems,
  };
}

/** Short: only what differs from a first visit. */
export function writeState(state: NetworksState): Record<string, string> {
  const { entry, parameters, backend, switches, tuneMs } = state;
  const query: Record<string, string> = { net: entry.id };
  for (const field of entry.parameters) {
    const text = formatField(parameters[field.id]);
    if (text !== formatField(field.initial)) query[field.id] = text;
  }
  if (backend) query.backend = backend;
  const changed = changedSwitches(switches);
  const named = (on: boolean) =>
    changed.filter(({ id }) => switches[id] === on).map(({ id }) => id);
  if (named(false).length > 0) query.off = named(false).join(',');
  if (named(true).length > 0) query.on = named(true).join(',');
  if (tuneMs > 0) query.tune = String(tuneMs);
  if (state.against !== usualAgainst(entry)) query.vs = state.against;
  return query;
}

/** Another network keeps what it can have of the parameters. */
export function withNetwork(
  state: NetworksState,
  entry: NetworkEntry,
): NetworksState {
  const rival = state.against;
  return {
    ...state,
    entry,
    parameters: carried(entry, state.parameters),
    against:
      rival === entry.id || rival === usualAgainst(state.entry)
        ? usualAgainst(entry)
        : rival,
    problems: [],
  };
}

/** What the entry can take of another's values; its own for the rest. */
export function carried(entry: NetworkEntry, values: Workload): Workload {
  return Object.fromEntries(
    entry.parameters.map((field) => {
      const value = values[field.id];
      try {
        return [field.id, checkField(field, value ?? field.initial)];
      } catch {
        return [field.id, field.initial];
      }
    }),
  );
}

/** The question's own pairs: MobileNet and its dense twin, then its heirs. */
const usualAgainst = ({ id }: NetworkEntry): Against =>
  id === 'mobilenet-v1'
    ? 'mobilenet-v1-dense'
    : /^(mobilenet-v[23]|shufflenet)/.test(id)
      ? 'mobilenet-v1'
      : against.nothing;

function parametersOf(
  entry: NetworkEntry,
  query: URLSearchParams,
  problems: string[],
): Workload {
  const values: Record<string, FieldValue> = {
    ...initialWorkload(entry.parameters),
  };
  for (const field of entry.parameters) {
    const text = query.get(field.id);
    if (text === null) continue;
    try {
      values[field.id] = parseField(field, text);
    } catch (error) {
      problems.push(
        `${(error as Error).message} The link's value was left out and ` +
          `${formatField(values[field.id])} is used.`,
      );
    }
  }
  return values;
}

function backendOf(text: string | null, problems: string[]): RunBackend | null {
  if (text === 'webgpu' || text === 'wasm') return text;
  if (text !== null)
    problems.push(
      `backend "${text}" in the link is not known; use webgpu or wasm.`,
    );
  return null;
}

function switchesOf(query: URLSearchParams, problems: string[]): SwitchStates {
  const states = { ...usualSwitches };
  for (const [name, on] of [
    ['off', false],
    ['on', true],
  ] as const)
    for (const id of (query.get(name) ?? '').split(',').filter(Boolean))
      if (switchList.some((info) => info.id === id)) states[id] = on;
      else
        problems.push(
          `${name}=${id} in the link: there is no such optimisation; ignored.`,
        );
  return states;
}

function tuneMsOf(text: string | null, problems: string[]): number {
  const found = tuneChoices.find(([ms]) => String(ms) === text);
  if (text !== null && !found)
    problems.push(
      `tune=${text} in the link: choose one of ` +
        `${tuneChoices.map(([ms]) => ms).join(', ')} milliseconds.`,
    );
  return found?.[0] ?? 0;
}

function againstOf(
  text: string | null,
  entry: NetworkEntry,
  problems: string[],
): Against {
  const known = [
    ...Object.values(against),
    ...networks.map(({ id }) => id),
  ] as readonly string[];
  if (text === null) return usualAgainst(entry);
  if (text !== entry.id && known.includes(text)) return text;
  problems.push(
    `vs "${text}" in the link cannot be compared with ${entry.id}; choose ` +
      `another from the list.`,
  );
  return usualAgainst(entry);
}
