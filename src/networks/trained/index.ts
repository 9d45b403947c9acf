/** Networks with trained weights: these see something. */
import { invalid } from '../../errors';
import type { NetworkEntry } from '../entry';
import type { Network } from '../graph';
import { blazeface } from './blazeface';
import { selfieSegmentation } from './selfie';
import { ssdFace } from './ssd-face';

export const trainedNetworks: readonly NetworkEntry[] = [
  trainedEntry({
    id: 'blazeface',
    title: 'BlazeFace',
    source: 'https://arxiv.org/abs/1907.05047 (MediaPipe, Apache-2.0)',
    summary:
      'Finds faces with 896 anchors: residual blocks of a depthwise and a ' +
      'pointwise convolution.',
    load: blazeface,
  }),
  trainedEntry({
    id: 'ssd-face',
    title: 'SSD MobileNetV1 faces',
    source: 'https://github.com/vladmandic/face-api (MIT)',
    summary:
      'A MobileNetV1 whose maps of six sizes predict 5,118 boxes: small ' +
      'faces, too.',
    load: ssdFace,
  }),
  trainedEntry({
    id: 'selfie-segmentation',
    title: 'Selfie segmentation',
    source:
      'https://www.npmjs.com/package/@mediapipe/selfie_segmentation ' +
      '(Apache-2.0)',
    summary:
      'How much of each pixel is a person: an encoder like MobileNetV3 and a ' +
      'small decoder.',
    load: selfieSegmentation,
  }),
];

function trainedEntry({
  load,
  ...rest
}: Pick<NetworkEntry, 'id' | 'title' | 'source' | 'summary'> & {
  readonly load: () => Promise<Network>;
}): NetworkEntry {
  return {
    ...rest,
    family: 'Trained',
    weights: 'trained',
    parameters: [],
    build(options = {}) {
      const [unknown] = Object.keys(options);
      if (unknown !== undefined)
        throw invalid(
          `network ${rest.id} has no parameter "${unknown}": it is trained ` +
            `for one size; leave it out.`,
        );
      return load();
    },
  };
}
