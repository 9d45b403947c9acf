import { describe, expect, it } from 'vitest';
import { ops } from '../../src/ops';
import { boxesOf } from '../../src/peers/boxes';
import { isOurs, peers, peersById } from '../../src/peers/catalog';
import { layerOf } from '../../src/peers/layer';
import { leagues } from '../../src/peers/peer';
import {
  problemFor,
  selectWorkloads,
  workloads,
} from '../../src/peers/workloads';

describe('workloads', () => {
  it('are twenty-three, of which the layers count', () => {
    expect(workloads).toHaveLength(23);
    expect(workloads.filter(({ counts }) => counts)).toHaveLength(17);
  });
  it('name presets that exist, for every op that this version has', () => {
    const { available, skipped } = selectWorkloads();
    expect(available.length + skipped.length).toBe(workloads.length);
    for (const { id, op } of workloads) {
      const known = op === 'network' || ops.some((each) => each.id === op);
      expect([id, available.some((each) => each.id === id)]).toEqual([
        id,
        known,
      ]);
    }
  });
  it('say what is left out and why', () => {
    for (const { why } of selectWorkloads().skipped)
      expect(why).toMatch(/^this version has no op \w+$/);
  });
  it('follow the order of the list, whatever is asked for', () => {
    const { available } = selectWorkloads(['9', '2']);
    expect(available.map(({ id }) => id)).toEqual(['2', '9']);
    expect(() => selectWorkloads(['99'])).toThrow(/"99" is not known.*0a, 0b/);
  });
  it('are NCHW float32 problems that a peer can take', () => {
    for (const workload of selectWorkloads().available) {
      if (workload.op === 'nms' || workload.op === 'network') continue;
      const { input, filter, outputShape } = layerOf(problemFor(workload));
      expect(input.shape).toHaveLength(4);
      expect(outputShape).toHaveLength(4);
      expect(input.data).toBeInstanceOf(Float32Array);
      expect(filter?.shape.length ?? 4).toBe(4);
    }
  });
  it('are boxes and scores for nms', () => {
    const counts = ['18a', '18b', '18c'].map((id) => {
      const [workload] = selectWorkloads([id]).available;
      const { boxes, scores, iouThreshold } = boxesOf(problemFor(workload));
      expect(boxes.shape).toEqual([scores.data.length, 4]);
      expect(iouThreshold).toBe(0.5);
      return scores.data.length;
    });
    expect(counts).toEqual([1000, 5000, 20_000]);
  });
});

describe('the catalogue', () => {
  it('has one of ours and somebody else in every league', () => {
    for (const league of leagues) {
      const members = peers.filter((peer) => peer.league === league);
      expect(members.filter(isOurs)).toHaveLength(1);
      expect(members.length).toBeGreaterThan(1);
    }
    expect(new Set(peers.map(({ id }) => id)).size).toBe(peers.length);
  });
  it('says which peers there are to who asks for another', () =>
    expect(() => peersById(['onnx'])).toThrow(/"onnx" is not.*tfjs-webgpu/));
});
