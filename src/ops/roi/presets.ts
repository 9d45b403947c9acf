/** Real heads of real detectors; strides as in their papers. */
import type { Workload } from '../fields';
import type { Preset } from '../op';

const head = (
  group: string,
  id: string,
  title: string,
  workload: Workload,
): Preset => ({ id, title, group, workload });

export const roiPoolPresets: readonly Preset[] = [
  head('Fast R-CNN', 'fast-rcnn-vgg16', 'VGG-16, 512 @38×50, 128 regions', {
    in: [38, 50],
    c: 512,
    k: 128,
  }),
  head(
    'Faster R-CNN',
    'faster-rcnn-pool',
    'ZF, 256 @38×50, 300 regions to 6×6',
    { in: [38, 50], c: 256, k: 300, out: [6, 6] },
  ),
];

export const roiAlignPresets: readonly Preset[] = [
  head('Faster R-CNN', 'faster-rcnn-fpn', 'box head, 256 @50, 512 regions', {
    in: [50, 50],
    c: 256,
    k: 512,
  }),
  head(
    'Mask R-CNN',
    'mask-rcnn-mask',
    'mask head, 256 @50, 100 regions to 14×14',
    { in: [50, 50], c: 256, k: 100, out: [14, 14] },
  ),
  head('Mask R-CNN', 'mask-rcnn-c4', 'C4, 1024 @38×50, adaptive', {
    ...{ in: [38, 50], c: 1024, k: 100, out: [14, 14], ratio: 0 },
    convention: 'onnx',
  }),
];
