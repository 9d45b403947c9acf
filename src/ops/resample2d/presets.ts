/** Where real networks change the size of an image. */
import type { Workload } from '../fields';
import type { Preset } from '../op';

const layer = (
  group: string,
  id: string,
  title: string,
  c: number,
  from: number,
  to: number,
  workload: Workload,
): Preset => ({
  id,
  title,
  group,
  workload: { c, in: [from, from], out: [to, to], ...workload },
});

const nearest = { mode: 'nearest-neighbor' };
const linear = { mode: 'linear' };
const corners = { mode: 'linear', align: 'align_corners' };

export const resample2dPresets: readonly Preset[] = [
  layer('YOLOv3', 'yolov3-up1', 'up 1, 256 @13 to 26', 256, 13, 26, nearest),
  layer('YOLOv3', 'yolov3-up2', 'up 2, 128 @26 to 52', 128, 26, 52, nearest),
  layer('YOLOv3', 'yolov3-up2-nhwc', 'up 2, nhwc', 128, 26, 52, {
    ...nearest,
    layout: 'nhwc',
  }),
  layer('FPN', 'fpn-top-down', 'P4 to P3, 256 @50 to 100', 256, 50, 100, {
    ...nearest,
  }),
  layer(
    'PSPNet',
    'pspnet-pyramid',
    'pyramid, 512 @6 to 60',
    512,
    6,
    60,
    corners,
  ),
  layer(
    'DeepLabv3',
    'deeplabv3-aspp',
    'ASPP, 256 @1 to 65',
    256,
    1,
    65,
    linear,
  ),
  layer(
    'DeepLabv3',
    'deeplabv3-logits',
    'logits, 21 @65 to 513',
    21,
    65,
    513,
    linear,
  ),
  {
    id: 'imagenet-resize',
    title: 'a video frame, 3 @480×640 to 224',
    group: 'Preprocessing',
    workload: { c: 3, in: [480, 640], out: [224, 224], ...linear },
  },
];
