/** What the Networks page keeps in its link, and what a state comes down to. */
import { describe, expect, test } from 'vitest';
import { networks } from '../../src/networks';
import {
  against,
  carried,
  readState,
  withNetwork,
  writeState,
} from '../../src/ui/networks/state';
import {
  flipped,
  parametersText,
  rivalOf,
  subjectOf,
} from '../../src/ui/networks/subject';
import { allOff, usualSwitches } from '../../src/ui/networks/switches';

const read = (query: string) => readState(new URLSearchParams(query));
const entry = (id: string) => networks.find((one) => one.id === id)!;

describe('the link', () => {
  test('a first visit asks the question of MobileNet and its dense twin', () => {
    const state = read('');
    expect(state.entry.id).toBe('mobilenet-v1');
    expect(state.against).toBe('mobilenet-v1-dense');
    expect(state.backend).toBeNull();
    expect(state.switches).toEqual(usualSwitches);
    expect(state.problems).toEqual([]);
    expect(writeState(state)).toEqual({ net: 'mobilenet-v1' });
  });

  test('comes back as it was written', () => {
    const query = {
      net: 'mobilenet-v2',
      width: '0.5',
      resolution: '96',
      backend: 'wasm',
      off: 'foldBatchNorm,oneSubmit',
      on: 'fuseSeparable',
      tune: '5000',
      vs: 'unoptimised',
    };
    const state = readState(new URLSearchParams(query));
    expect(state.problems).toEqual([]);
    expect(state.parameters).toMatchObject({ width: '0.5', resolution: 96 });
    expect(state.switches).toMatchObject({
      foldBatchNorm: false,
      oneSubmit: false,
      fuseSeparable: true,
      fuseActivation: true,
    });
    expect(writeState(state)).toEqual(query);
  });

  test('says what it cannot use, and goes on without it', () => {
    const state = read(
      'net=alexnet&resolution=7&backend=cpu&off=magic&tune=3&vs=alexnet',
    );
    expect(state.entry.id).toBe('mobilenet-v1');
    expect(state.parameters.resolution).toBe(224);
    expect(state.problems).toHaveLength(6);
    expect(state.problems[0]).toContain('net "alexnet"');
    expect(state.problems[1]).toMatch(/Resolution 7.*224 is used/);
    expect(writeState(state)).toEqual({ net: 'mobilenet-v1' });
  });

  test('a network is not its own rival', () => {
    const { against: rival, problems } = read('net=vgg16&vs=vgg16');
    expect(rival).toBe(against.nothing);
    expect(problems).toHaveLength(1);
  });
});

describe('another network', () => {
  test('keeps the parameters that it has, too', () => {
    const values = { width: '0.25', resolution: 64, batch: 2 };
    expect(carried(entry('resnet50'), values)).toEqual({
      resolution: 64,
      batch: 2,
    });
    // Not smaller than U-Net can be: its own.
    expect(carried(entry('unet'), values).resolution).toBe(572);
  });

  test('leaves the usual rival behind, and a chosen one in place', () => {
    const usual = withNetwork(read('resolution=64'), entry('resnet50'));
    expect(usual.against).toBe(against.nothing);
    expect(usual.parameters.resolution).toBe(64);
    const chosen = withNetwork(read('vs=vgg16'), entry('resnet50'));
    expect(chosen.against).toBe('vgg16');
    const itself = withNetwork(read('vs=vgg16'), entry('vgg16'));
    expect(itself.against).toBe(against.nothing);
  });
});

describe('what is to run', () => {
  test('on the GPU where there is one', () => {
    const state = read('');
    expect(subjectOf(state, true).backend).toBe('webgpu');
    expect(subjectOf(state, false).backend).toBe('wasm');
    expect(subjectOf(read('backend=wasm'), true).backend).toBe('wasm');
  });

  test('a rival differs in one thing', () => {
    const of = (query: string) => {
      const state = read(query);
      const subject = subjectOf(state, true);
      return { subject, rival: rivalOf(state, subject) };
    };
    const plain = of('vs=unoptimised');
    expect(plain.rival?.switches).toEqual(allOff);
    expect(plain.rival?.graphKey).not.toBe(plain.subject.graphKey);
    const other = of('vs=other-backend');
    expect(other.rival?.backend).toBe('wasm');
    expect(other.rival?.graphKey).toBe(other.subject.graphKey);
    expect(other.rival?.key).not.toBe(other.subject.key);
    const dense = of('width=0.25&resolution=64');
    expect(dense.rival?.entry.id).toBe('mobilenet-v1-dense');
    expect(dense.rival?.parameters).toMatchObject({
      width: '0.25',
      resolution: 64,
    });
    expect(of('vs=nothing').rival).toBeNull();
  });

  test('memory and submits are another run of the same graph', () => {
    const subject = subjectOf(read(''), true);
    const memory = flipped(subject, 'reuseMemory');
    expect(memory.graphKey).toBe(subject.graphKey);
    expect(memory.key).not.toBe(subject.key);
    expect(flipped(memory, 'reuseMemory').key).toBe(subject.key);
    expect(flipped(subject, 'foldBatchNorm').graphKey).not.toBe(
      subject.graphKey,
    );
  });

  test('parameters in words', () => {
    const text = (query: string) =>
      parametersText(subjectOf(read(query), true));
    expect(text('')).toBe('224×224');
    expect(text('width=0.5&batch=4')).toBe('0.5 wide, 224×224, batch 4');
  });
});
