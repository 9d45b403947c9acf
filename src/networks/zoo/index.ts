/** The published networks: what each is, and the figures of its paper. */
import { deepLabSource, deepLabV3 } from './deeplab-v3';
import { denseNet121, denseNetSource } from './densenet121';
import { entry, type NetworkEntry } from '../entry';
import { fcn8s, fcnSource } from './fcn8s';
import { googLeNet, googLeNetSource } from './googlenet';
import {
  mobileNetV1,
  mobileNetV1Dense,
  mobileNetV1Source,
} from './mobilenet-v1';
import { mobileNetV2, mobileNetV2Source } from './mobilenet-v2';
import {
  mobileNetV3Large,
  mobileNetV3Small,
  mobileNetV3Source,
} from './mobilenet-v3';
import { batch, resolution, width } from './parameters';
import {
  resNet18,
  resNet50,
  resNet50V1,
  resNetSource,
  resNeXt50,
  resNeXtSource,
} from './resnet';
import { resNet50V2, resNetV2Source } from './resnet-v2';
import { shuffleNetV1, shuffleNetV1Source } from './shufflenet-v1';
import { shuffleNetV2, shuffleNetV2Source } from './shufflenet-v2';
import { squeezeNet10, squeezeNet11, squeezeNetSource } from './squeezenet';
import { unet, unetSource } from './unet';
import { vgg16, vggSource } from './vgg16';

const million = 1e6;
const billion = 1e9;
const image = [resolution(), batch];
const torchvision = "torchvision's table of classification models";

const mobile: readonly NetworkEntry[] = [
  entry({
    id: 'mobilenet-v1',
    title: 'MobileNetV1',
    family: 'Mobile',
    source: mobileNetV1Source,
    summary:
      'Thirteen depthwise separable convolutions: filters per channel, then ' +
      '1×1 to mix the channels.',
    parameters: [width(['1', '0.75', '0.5', '0.25']), ...image],
    paper: {
      params: 4.2 * million,
      macs: 569 * million,
      from: 'Howard et al. 2017, table 4',
    },
    make: mobileNetV1,
  }),
  entry({
    id: 'mobilenet-v1-dense',
    title: 'MobileNetV1, full convolutions',
    family: 'Mobile',
    source: mobileNetV1Source,
    summary:
      'The same network with dense 3×3 convolutions: what separating them saves.',
    parameters: [width(['1', '0.75', '0.5', '0.25']), ...image],
    paper: {
      params: 29.3 * million,
      macs: 4866 * million,
      from: 'Howard et al. 2017, table 4',
    },
    make: mobileNetV1Dense,
  }),
  entry({
    id: 'mobilenet-v2',
    title: 'MobileNetV2',
    family: 'Mobile',
    source: mobileNetV2Source,
    summary:
      'Inverted residuals: narrow maps are carried, widened for a depthwise ' +
      'filter, and narrowed again without an activation.',
    parameters: [width(['1.4', '1', '0.75', '0.5', '0.35']), ...image],
    paper: {
      params: 3.4 * million,
      macs: 300 * million,
      from: 'Sandler et al. 2018, table 4',
    },
    make: mobileNetV2,
  }),
  entry({
    id: 'mobilenet-v3-large',
    title: 'MobileNetV3-Large',
    family: 'Mobile',
    source: mobileNetV3Source,
    summary:
      'Searched inverted residuals with squeeze and excitation, and ' +
      'hard-swish in the deeper half.',
    parameters: image,
    paper: {
      params: 5.4 * million,
      macs: 219 * million,
      from: 'Howard et al. 2019, table 3',
    },
    make: mobileNetV3Large,
  }),
  entry({
    id: 'mobilenet-v3-small',
    title: 'MobileNetV3-Small',
    family: 'Mobile',
    source: mobileNetV3Source,
    summary: 'The same search for a quarter of the multiply-adds.',
    parameters: image,
    paper: {
      params: 2.5 * million,
      macs: 56 * million,
      from: 'Howard et al. 2019, table 4',
    },
    make: mobileNetV3Small,
  }),
  entry({
    id: 'shufflenet-v1',
    title: 'ShuffleNetV1 1×, 3 groups',
    family: 'Mobile',
    source: shuffleNetV1Source,
    summary:
      'Grouped 1×1 convolutions, and a shuffle that lets the groups exchange ' +
      'channels.',
    parameters: image,
    paper: { macs: 137 * million, from: 'Zhang et al. 2017, table 1' },
    make: shuffleNetV1,
  }),
  entry({
    id: 'shufflenet-v2',
    title: 'ShuffleNetV2 1×',
    family: 'Mobile',
    source: shuffleNetV2Source,
    summary:
      'Half of the channels passes by untouched: fewer bytes for the same ' +
      'multiply-adds.',
    parameters: image,
    paper: {
      params: 2.3 * million,
      macs: 146 * million,
      from: 'Ma et al. 2018, tables 5 and 8',
    },
    make: shuffleNetV2,
  }),
  entry({
    id: 'squeezenet-1.0',
    title: 'SqueezeNet 1.0',
    family: 'Mobile',
    source: squeezeNetSource,
    summary: 'Fire modules squeeze to few channels before each 3×3.',
    parameters: image,
    paper: {
      params: 1_248_424,
      macs: 0.82 * billion,
      from: `Iandola et al. 2016, table 1 (parameters); ${torchvision} (MACs)`,
    },
    make: squeezeNet10,
  }),
  entry({
    id: 'squeezenet-1.1',
    title: 'SqueezeNet 1.1',
    family: 'Mobile',
    source: squeezeNetSource,
    summary: 'The same with earlier pools: 2.3 times fewer multiply-adds.',
    parameters: image,
    paper: {
      params: 1.24 * million,
      macs: 0.35 * billion,
      from: torchvision,
    },
    make: squeezeNet11,
  }),
];

const classic: readonly NetworkEntry[] = [
  entry({
    id: 'vgg16',
    title: 'VGG-16',
    family: 'Classic',
    source: vggSource,
    summary:
      'Nothing but dense 3×3 convolutions; most of its parameters are in one ' +
      'fully connected layer.',
    parameters: image,
    paper: {
      params: 138.4 * million,
      macs: 15.47 * billion,
      from: torchvision,
    },
    make: vgg16,
  }),
  entry({
    id: 'googlenet',
    title: 'Inception-v1 (GoogLeNet)',
    family: 'Classic',
    source: googLeNetSource,
    summary: 'Windows of several sizes side by side, their results joined.',
    parameters: image,
    paper: { params: 6.6 * million, macs: 1.5 * billion, from: torchvision },
    make: googLeNet,
  }),
  entry({
    id: 'densenet121',
    title: 'DenseNet-121',
    family: 'Classic',
    source: denseNetSource,
    summary: 'Every layer of a block reads all the earlier ones.',
    parameters: image,
    paper: { params: 8 * million, macs: 2.83 * billion, from: torchvision },
    make: denseNet121,
  }),
];

const residual: readonly NetworkEntry[] = [
  entry({
    id: 'resnet18',
    title: 'ResNet-18',
    family: 'Residual',
    source: resNetSource,
    summary: 'Pairs of 3×3 convolutions, each added to what it read.',
    parameters: image,
    paper: {
      params: 11.7 * million,
      macs: 1.8 * billion,
      from: `He et al. 2015, table 1 (MACs); ${torchvision} (parameters)`,
    },
    make: resNet18,
  }),
  entry({
    id: 'resnet50-v1',
    title: 'ResNet-50 v1',
    family: 'Residual',
    source: resNetSource,
    summary: 'Bottlenecks whose first 1×1 convolution takes the stride.',
    parameters: image,
    paper: {
      params: 25.6 * million,
      macs: 3.8 * billion,
      from: `He et al. 2015, table 1 (MACs); ${torchvision} (parameters)`,
    },
    make: resNet50V1,
  }),
  entry({
    id: 'resnet50',
    title: 'ResNet-50 v1.5',
    family: 'Residual',
    source: resNetSource,
    summary:
      'Bottlenecks whose 3×3 convolution takes the stride, so that no pixel ' +
      'is skipped.',
    parameters: image,
    paper: { params: 25.6 * million, macs: 4.09 * billion, from: torchvision },
    make: resNet50,
  }),
  entry({
    id: 'resnet50-v2',
    title: 'ResNet-50 v2',
    family: 'Residual',
    source: resNetV2Source,
    summary:
      'Batch norm and ReLU before each convolution: the sum passes unchanged.',
    parameters: image,
    make: resNet50V2,
  }),
  entry({
    id: 'resnext50',
    title: 'ResNeXt-50 32×4d',
    family: 'Residual',
    source: resNeXtSource,
    summary: 'Bottlenecks twice as wide, their 3×3 convolutions in 32 groups.',
    parameters: image,
    paper: {
      params: 25 * million,
      macs: 4.2 * billion,
      from: 'Xie et al. 2016, table 1',
    },
    make: resNeXt50,
  }),
];

const dense: readonly NetworkEntry[] = [
  entry({
    id: 'fcn8s',
    title: 'FCN-8s',
    family: 'Segmentation',
    source: fcnSource,
    summary:
      'VGG-16 as convolutions only; scores of three strides are added on the ' +
      'way up.',
    parameters: [
      resolution(224, 32, 'Height and width of the image: a multiple of 32.'),
      batch,
    ],
    paper: { params: 134 * million, from: 'Long et al. 2014, table 1' },
    make: fcn8s,
  }),
  entry({
    id: 'unet',
    title: 'U-Net',
    family: 'Segmentation',
    source: unetSource,
    summary:
      'Down and up again; maps from the way down are joined to those on the ' +
      'way up.',
    parameters: [
      resolution(572, 188, 'Height and width of the image: 16·n + 60 pixels.'),
      batch,
    ],
    make: unet,
  }),
  entry({
    id: 'deeplab-v3-resnet50',
    title: 'DeepLabV3, ResNet-50',
    family: 'Segmentation',
    source: deepLabSource,
    summary:
      'Dilations of 6, 12 and 18 side by side see far without losing ' +
      'resolution.',
    parameters: [resolution(513), batch],
    make: (options) => deepLabV3({ ...options, backbone: 'resnet50' }),
  }),
  entry({
    id: 'deeplab-v3-mobilenet-v2',
    title: 'DeepLabV3, MobileNetV2',
    family: 'Segmentation',
    source: deepLabSource,
    summary: 'The same on a mobile backbone, a tenth of the multiply-adds.',
    parameters: [resolution(513), batch],
    paper: {
      params: 4.52 * million,
      macs: 5.8 * billion,
      from: 'Sandler et al. 2018, table 7',
    },
    make: (options) => deepLabV3({ ...options, backbone: 'mobilenet-v2' }),
  }),
];

export const zoo = [...mobile, ...classic, ...residual, ...dense];
