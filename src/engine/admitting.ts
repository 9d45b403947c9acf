/**
 * An engine behind a door: whatever is passed is checked before the engine or
 * its worker sees it, so that each mistake has a code and none does harm.
 */
import { invalid } from '../errors';
import type {
  BenchCall,
  Call,
  CeilingsOptions,
  Control,
  Engine,
  FreeCall,
  NetworkOptions,
  NetworkTimeOptions,
  Prepared,
  PreparedNetwork,
  SourcesCall,
  TrialCall,
} from './api';
import type { Tensors } from '../ops/tensor';
import { admitted, admittedRuns, admittedText } from './admit';
import { plain } from './plain';

export function admitting(engine: Engine): Engine {
  return {
    device: () => engine.device(),
    ops: () => engine.ops(),
    networks: () => engine.networks(),
    run: async (op, call) =>
      engine.run(id('op', op), callOf<Call>('call', call)),
    prepare: async (op, call) =>
      preparedBehind(
        await engine.prepare(id('op', op), callOf<Call>('call', call)),
      ),
    bench: async (op, call) =>
      engine.bench(id('op', op), callOf<BenchCall>('call', call)),
    ceilings: async (options) =>
      engine.ceilings(callOf<CeilingsOptions>('options', options)),
    prepareNetwork: async (network, options) =>
      networkBehind(
        await engine.prepareNetwork(
          id('network', network),
          callOf<NetworkOptions>('options', options),
        ),
      ),
    sources: async (op, call) =>
      engine.sources(id('op', op), callOf<SourcesCall>('call', call)),
    compile: async (code) => engine.compile(admittedText('code', code)),
    trial: async (op, call) =>
      engine.trial(id('op', op), callOf<TrialCall>('call', call)),
    free: async (call) => engine.free(callOf<FreeCall>('call', call)),
    loseDevice: () => engine.loseDevice(),
    dispose: () => engine.dispose(),
  };
}

const id = admittedText;

/** Without names that hold nothing: a worker is sent what is there. */
const withoutAbsent = ({ signal, onProgress }: Control): Control => ({
  ...(signal && { signal }),
  ...(onProgress && { onProgress }),
});

/** Absent: a call without anything. */
function callOf<T extends object>(what: string, given: unknown): T {
  const { control, data } = admitted<T>(what, given ?? {});
  return { ...data, ...withoutAbsent(control) };
}

const preparedBehind = (prepared: Prepared): Prepared => ({
  ...prepared,
  run: async (times = 1) => prepared.run(admittedRuns('run', times)),
});

function networkBehind(network: PreparedNetwork): PreparedNetwork {
  const { layers, memory } = network;
  const inputsOf = (inputs: unknown) =>
    callOf<{ inputs: Tensors }>('call', { inputs }).inputs ?? {};
  return {
    // Another one may take over where the device is lost.
    get backend() {
      return network.backend;
    },
    ...{ layers, memory },
    run: async (inputs = {}, control = {}) =>
      network.run(inputsOf(inputs), callOf<Control>('control', control)),
    time: async (options = {}) => network.time(timing('time', options)),
    timeLayers: async (options = {}) =>
      network.timeLayers(timing('timeLayers', options)),
    timeStages: async (inputs, options = {}) =>
      network.timeStages(inputsOf(inputs), timing('timeStages', options)),
    values: async (names) => {
      const list = plain('names', names);
      if (!Array.isArray(list))
        throw invalid(`names is ${typeof names}: it takes a list of texts.`);
      return network.values(list.map((name) => id('names', name)));
    },
    dispose: () => network.dispose(),
  };
}

function timing(what: string, given: unknown): NetworkTimeOptions {
  const { control, data } = admitted<NetworkTimeOptions>('options', given);
  const { runs } = data;
  return runs === undefined || runs === null
    ? control
    : { ...control, runs: admittedRuns(what, runs) };
}
