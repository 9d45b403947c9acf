/** The optimisations a reader can turn off, and what each saves in words. */
import { defaultSwitches, rewriteIds, rewrites } from '../../networks/rewrite';

export interface SwitchInfo {
  readonly id: string;
  readonly title: string;
  readonly idea: string;
  readonly initial: boolean;
  /** It changes the graph; the others change how the graph runs. */
  readonly isRewrite: boolean;
  /** Of no effect on WASM. */
  readonly gpuOnly?: boolean;
}

/** By id; each switch is there. */
export type SwitchStates = Readonly<Record<string, boolean>>;

export const switchList: readonly SwitchInfo[] = [
  ...rewriteIds.map((id) => ({
    id,
    title: rewrites[id].title,
    idea: rewrites[id].idea,
    initial: defaultSwitches[id],
    isRewrite: true,
  })),
  {
    id: 'reuseMemory',
    title: 'Reuse memory',
    idea: 'Maps that are not needed at the same time share their memory.',
    initial: true,
    isRewrite: false,
  },
  {
    id: 'oneSubmit',
    title: 'One submit',
    idea: 'All layers go to the GPU as one command buffer.',
    initial: true,
    isRewrite: false,
    gpuOnly: true,
  },
];

const all = (on: (info: SwitchInfo) => boolean): SwitchStates =>
  Object.fromEntries(switchList.map((info) => [info.id, on(info)]));

export const usualSwitches = all(({ initial }) => initial);
export const allOff = all(() => false);

/** Those that differ from the usual: how a link names them. */
export const changedSwitches = (states: SwitchStates): SwitchInfo[] =>
  switchList.filter(({ id, initial }) => states[id] !== initial);
