/** Every rewrite: what it finds, what it leaves alone, and the same answers. */
import { describe, expect, it } from 'vitest';
import { Builder, type Value } from '../../src/networks/builder';
import type { Network } from '../../src/networks/graph';
import {
  defaultSwitches,
  noSwitches,
  optimise,
  rewriteIds,
  type RewriteId,
} from '../../src/networks/rewrite';
import {
  evaluate,
  relativeDifference,
  seededInputs,
  shapesOfOutputs,
} from './evaluate';

const head = { id: 'test', title: 'Test', source: 'this test' };

function network(write: (b: Builder, x: Value) => Value): Network {
  const b = new Builder(head);
  return b.build(write(b, b.input('input', [2, 6, 7, 5])));
}

const only = (...ids: RewriteId[]) => ({
  ...noSwitches,
  ...Object.fromEntries(ids.map((id) => [id, true])),
});

const opsOf = ({ nodes }: Network) => nodes.map(({ op }) => op);

/** The rewritten network, once its answers are seen to be the same. */
function rewritten(before: Network, ...ids: RewriteId[]): Network {
  const after = optimise(before, only(...ids));
  expect(shapesOfOutputs(after)).toEqual(shapesOfOutputs(before));
  const inputs = seededInputs(before);
  const [expected, actual] = [before, after].map((one) =>
    evaluate(one, inputs),
  );
  for (const name of before.outputs)
    expect(relativeDifference(actual[name], expected[name])).toBeLessThan(1e-6);
  return after;
}

const squeezeExcitation = (b: Builder, x: Value, gate: string): Value => {
  const mean = b.node('mean', 'averagePool2d', { input: x });
  const reduce = b.conv('reduce', mean, { out: 3, kernel: 1, bias: true });
  const relu = b.node('reduce relu', 'relu', { input: reduce });
  const expand = b.conv('expand', relu, { out: 6, kernel: 1, bias: true });
  const gated = b.node('gate', gate, { input: expand });
  return b.node('scale', 'mul', { a: x, b: gated });
};

describe('folding batch norms', () => {
  it.each([1, 3])('into a convolution of %d groups', (groups) => {
    const before = network((b, x) =>
      b.batchNorm('bn', b.conv('conv', x, { out: 9, kernel: 3, groups })),
    );
    const after = rewritten(before, 'foldBatchNorm');
    expect(opsOf(after)).toEqual(['conv2d']);
    expect(after.nodes[0].fused).toEqual(['bn']);
    expect(Object.keys(after.weights)).toHaveLength(2);
  });

  it('takes the bias before it along', () => {
    const before = network((b, x) =>
      b.batchNorm('bn', b.conv('conv', x, { out: 4, kernel: 1, bias: true })),
    );
    expect(opsOf(rewritten(before, 'foldBatchNorm'))).toEqual(['conv2d']);
  });

  it('leaves one whose input others read', () => {
    const before = network((b, x) => {
      const conv = b.conv('conv', x, { out: 6, kernel: 3 });
      return b.add('sum', b.batchNorm('bn', conv), conv);
    });
    expect(rewritten(before, 'foldBatchNorm')).toBe(before);
  });

  it('leaves one before a convolution: its padding is not shifted', () => {
    const before = network((b, x) =>
      b.conv('conv', b.batchNorm('bn', x), { out: 6, kernel: 3 }),
    );
    expect(rewritten(before, 'foldBatchNorm')).toBe(before);
  });
});

describe('fusing activations', () => {
  it.each([
    ['relu', {}],
    ['clamp', { minValue: 0, maxValue: 0.5 }],
    ['clamp', { maxValue: 0.1 }],
    ['hardSwish', {}],
  ])('takes %s %o into the convolution', (op, options) => {
    const before = network((b, x) =>
      b.node(
        'act',
        op,
        { input: b.conv('conv', x, { out: 4, kernel: 3 }) },
        options,
      ),
    );
    expect(opsOf(rewritten(before, 'fuseActivation'))).toEqual(['conv2d']);
  });

  it('leaves the second of two', () => {
    const before = network((b, x) => {
      const conv = b.conv('conv', x, { out: 4, kernel: 3 });
      const first = b.node('first', 'relu', { input: conv });
      return b.node('second', 'hardSwish', { input: first });
    });
    const after = rewritten(before, 'fuseActivation');
    expect(opsOf(after)).toEqual(['conv2d', 'hardSwish']);
  });

  it('leaves one that no epilogue knows', () => {
    const before = network((b, x) =>
      b.node('act', 'sigmoid', {
        input: b.conv('conv', x, { out: 4, kernel: 1 }),
      }),
    );
    expect(rewritten(before, 'fuseActivation')).toBe(before);
  });
});

describe('fusing residual additions', () => {
  it('adds the shortcut in the branch, then the activation', () => {
    const before = network((b, x) => {
      const sum = b.add('sum', b.conv('conv', x, { out: 6, kernel: 3 }), x);
      return b.node('relu', 'relu', { input: sum });
    });
    const after = rewritten(before, 'fuseResidual', 'fuseActivation');
    expect(opsOf(after)).toEqual(['conv2d']);
    expect(after.nodes[0].inputs.residual).toBe('input');
  });

  it('takes one of two convolutions', () => {
    const before = network((b, x) =>
      b.add(
        'sum',
        b.conv('shortcut', x, { out: 4, kernel: 1 }),
        b.conv('branch', x, { out: 4, kernel: 3 }),
      ),
    );
    const after = rewritten(before, 'fuseResidual');
    expect(after.nodes.map(({ name }) => name)).toEqual(['shortcut', 'branch']);
  });

  it('leaves an addition that broadcasts', () => {
    const before = network((b, x) => {
      const conv = b.conv('conv', x, { out: 6, kernel: 3 });
      const mean = b.node('mean', 'averagePool2d', { input: x });
      return b.add('sum', conv, mean);
    });
    expect(rewritten(before, 'fuseResidual')).toBe(before);
  });

  it('leaves a convolution with an activation of its own', () => {
    const before = network((b, x) => {
      const conv = b.conv('conv', x, { out: 6, kernel: 3 });
      return b.add('sum', b.node('relu', 'relu', { input: conv }), x);
    });
    const after = rewritten(before, 'fuseActivation', 'fuseResidual');
    expect(opsOf(after)).toEqual(['conv2d', 'add']);
  });
});

describe('fusing squeeze-and-excitation', () => {
  it.each(['sigmoid', 'hardSigmoid'])('with gate %s', (gate) => {
    const before = network((b, x) => squeezeExcitation(b, x, gate));
    const after = rewritten(before, 'fuseSqueezeExcitation');
    expect(opsOf(after)).toEqual(['squeezeExcitation']);
    expect(after.nodes[0].fused).toHaveLength(5);
  });

  it('leaves a gate of another image', () => {
    const before = network((b, x) => {
      const relu = b.node('other', 'relu', { input: x });
      const mean = b.node('mean', 'averagePool2d', { input: relu });
      const reduce = b.conv('reduce', mean, { out: 3, kernel: 1 });
      const expand = b.conv('expand', reduce, { out: 6, kernel: 1 });
      const gate = b.node('gate', 'sigmoid', { input: expand });
      return b.node('scale', 'mul', { a: x, b: gate });
    });
    expect(rewritten(before, 'fuseSqueezeExcitation')).toBe(before);
  });
});

describe('fusing padding', () => {
  const padded = (value: number) =>
    network((b, x) =>
      b.conv(
        'conv',
        b.node(
          'pad',
          'pad',
          { input: x },
          {
            beginningPadding: [0, 0, 0, 1],
            endingPadding: [0, 0, 2, 3],
            value,
          },
        ),
        { out: 4, kernel: 3, stride: 2, padding: 1 },
      ),
    );

  it('adds zeros to the padding of the convolution', () => {
    const after = rewritten(padded(0), 'fusePadding');
    expect(opsOf(after)).toEqual(['conv2d']);
    expect(after.nodes[0].options.padding).toEqual([1, 3, 2, 4]);
  });

  it('leaves another value', () => {
    const before = padded(1);
    expect(rewritten(before, 'fusePadding')).toBe(before);
  });
});

describe('fusing depthwise and pointwise', () => {
  it('with bias, activations and stride', () => {
    const before = network((b, x) => {
      const depthwise = b.batchNorm(
        'dw bn',
        b.depthwise('dw', x, { kernel: 3, stride: 2 }),
      );
      const act = b.node('act', 'relu', { input: depthwise });
      const pointwise = b.conv('pw', act, { out: 4, kernel: 1 });
      return b.node('out', 'relu', { input: b.batchNorm('pw bn', pointwise) });
    });
    const after = rewritten(
      before,
      'foldBatchNorm',
      'fuseActivation',
      'fuseSeparable',
    );
    expect(opsOf(after)).toEqual(['separableConv2d']);
  });

  it('leaves a dense convolution before a pointwise one', () => {
    const before = network((b, x) =>
      b.conv('pw', b.conv('dense', x, { out: 6, kernel: 3 }), {
        out: 4,
        kernel: 1,
      }),
    );
    expect(rewritten(before, 'fuseSeparable')).toBe(before);
  });
});

it('does them all together, and none at all', () => {
  const before = network((b, x) => {
    const expand = b.batchNorm('e bn', b.conv('e', x, { out: 6, kernel: 1 }));
    const act = b.node('e act', 'hardSwish', { input: expand });
    const scaled = squeezeExcitation(b, act, 'hardSigmoid');
    const project = b.conv('p', scaled, { out: 6, kernel: 1 });
    return b.add('sum', b.batchNorm('p bn', project), x);
  });
  const after = rewritten(
    before,
    ...rewriteIds.filter((id) => defaultSwitches[id]),
  );
  expect(opsOf(after)).toEqual(['conv2d', 'squeezeExcitation', 'conv2d']);
  expect(optimise(before, noSwitches)).toBe(before);
});
