/** Whether a network's answers are right. */
import { ReferenceNetwork } from '../engine/network/reference';
import { stepsOf } from '../engine/network/steps';
import { elementCount, type Tensors } from '../ops/tensor';
import { comparedNetwork } from './export';
import type { PeerNetwork } from './network';
import type { Check } from './results';
import { seed } from './workloads';

/** Of the network as it is, nothing folded; float64 inside its ops. */
export function networkOracle(
  id: string,
  inputs: Tensors,
  signal?: AbortSignal,
): Promise<Tensors> {
  const network = comparedNetwork(id);
  const weight = (name: string) => network.weights[name].values(seed);
  return new ReferenceNetwork(stepsOf(network), weight, []).run(
    inputs,
    network.outputs,
    { signal },
  );
}

/**
 * Every element of every output, in ULP of that output's largest: each node
 * adds at most its op's tolerance, and with weights that keep the variance no
 * layer makes the error of those before it larger.
 */
export function compareNetwork(
  { id, outputs }: PeerNetwork,
  data: Float32Array,
  expected: Tensors,
): Check {
  const names = comparedNetwork(id).outputs;
  const elements = outputs.reduce((n, { shape }) => n + elementCount(shape), 0);
  if (data.length !== elements)
    throw new Error(`gave ${data.length} numbers and not ${elements}.`);
  const allowedUlp = allowed(id);
  let [at, failures, worst] = [0, 0, 0];
  for (const name of names) {
    const wanted = expected[name].data as Float32Array;
    const largest = wanted.reduce((most, v) => Math.max(most, Math.abs(v)), 0);
    for (const value of wanted) {
      const ulp = (Math.abs(data[at++] - value) / largest) * 2 ** 23;
      // Not a number must count as a failure.
      if (!(ulp <= allowedUlp)) failures++;
      // And stay: nothing is larger than it.
      if (!Number.isNaN(worst) && !(ulp <= worst)) worst = ulp;
    }
  }
  const finite = Number.isFinite(worst);
  return {
    ...{ ok: failures === 0, allowedUlp, failures, elements },
    maxUlp: finite ? worst : null,
    maxRelative: finite ? worst * 2 ** -23 : null,
  };
}

const allowed = (id: string): number =>
  stepsOf(comparedNetwork(id)).steps.reduce(
    (sum, { op, shapes, options }) => sum + op.tolerance(shapes, options).ulp,
    0,
  );
