/**
 * MediaPipe's selfie segmentation: 256×256 RGB in [0, 1] → how much of each
 * pixel is a person. An encoder like MobileNetV3 and a small decoder.
 */
import type { Network } from '../graph';
import { bytesOf, files } from './files';
import { networkOfTflite } from './tflite';

export const selfieSegmentation = async (): Promise<Network> =>
  networkOfTflite(
    {
      id: 'selfie-segmentation',
      title: 'Selfie segmentation',
      source:
        'https://www.npmjs.com/package/@mediapipe/selfie_segmentation ' +
        '(Apache-2.0)',
    },
    await bytesOf(files.selfie),
  );
