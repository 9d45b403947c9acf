/**
 * What a trained network is for: how a picture goes in, and how faces or a
 * mask come out, in pixels of that picture. Pure.
 */
import { invalid } from '../../errors';
import type { Tensor, Tensors } from '../../ops/tensor';
import {
  blazefaceAnchors,
  blazefaceSide,
  ssdFaceAnchors,
  ssdFaceSide,
} from './anchors';
import { decodeBlazeface, decodeSsd, type Candidates } from './decode';
import type { Preprocess, Scales } from './preprocess';

interface Origin {
  readonly title: string;
  /** What it does, in one line. */
  readonly does: string;
  /** npm package that the weights come in, and who made them. */
  readonly weights: string;
  readonly home: string;
  readonly licence: string;
  /** Beside the page; the build puts it there. */
  readonly licenceFile: string;
}

interface CommonTask extends Origin {
  readonly id: string;
  readonly preprocess: Preprocess;
}

export interface FaceTask extends CommonTask {
  readonly kind: 'faces';
  readonly iouThreshold: number;
  /** Below it a candidate is nobody's face, unless one asks for more. */
  readonly scoreThreshold: number;
  readonly keypoints: readonly string[];
  /** Where the boxes start from. */
  anchors(): Float32Array | Promise<Float32Array>;
  /** In pixels of the network's input. */
  decode(outputs: Tensors, anchors: Float32Array): Candidates;
}

export interface MaskTask extends CommonTask {
  readonly kind: 'mask';
  /** [side · side], 0 to 1: how much of each pixel is a person. */
  mask(outputs: Tensors): Float32Array;
}

export type Task = FaceTask | MaskTask;

/** Bytes to [-1, 1]. */
const centred = { scale: 1 / 127.5, offset: -1 };

export const tasks: readonly Task[] = [
  {
    kind: 'faces',
    id: 'ssd-face',
    title: 'SSD MobileNetV1 faces',
    does: 'Faces of every size, from 5,118 boxes in maps of six sizes.',
    weights: '@vladmandic/face-api 1.7.15, weights by face-api.js',
    home: 'https://github.com/vladmandic/face-api',
    licence: 'MIT; weights Apache-2.0',
    licenceFile: 'licences/ssd-face.txt',
    preprocess: {
      side: ssdFaceSide,
      fit: 'pad',
      sampling: 'corner',
      ...centred,
    },
    iouThreshold: 0.5,
    scoreThreshold: 0.5,
    keypoints: [],
    anchors: ssdFaceAnchors,
    decode: ({ encodings, logits }, anchors) =>
      decodeSsd(encodings, logits, anchors, ssdFaceSide),
  },
  {
    kind: 'faces',
    id: 'blazeface',
    title: 'BlazeFace',
    does: 'Faces near the camera with six points each, from 896 anchors.',
    weights: '@vladmandic/human 3.3.6, weights by MediaPipe',
    home: 'https://github.com/vladmandic/human',
    licence: 'MIT; weights Apache-2.0',
    licenceFile: 'licences/blazeface.txt',
    preprocess: {
      side: blazefaceSide,
      fit: 'stretch',
      sampling: 'corner',
      ...centred,
    },
    iouThreshold: 0.1,
    scoreThreshold: 0.5,
    keypoints: [
      'right eye',
      'left eye',
      'nose',
      'mouth',
      'right ear',
      'left ear',
    ],
    anchors: blazefaceAnchors,
    decode: (outputs, anchors) =>
      decodeBlazeface(
        [outputs['logits 1 rows'], outputs['logits 2 rows']],
        [outputs['boxes 1 rows'], outputs['boxes 2 rows']],
        anchors,
      ),
  },
  {
    kind: 'mask',
    id: 'selfie-segmentation',
    title: 'Selfie segmentation',
    does: 'How much of each pixel is a person: blur the rest, or cut it out.',
    weights: '@mediapipe/selfie_segmentation 0.1.1675465747',
    home: 'https://www.npmjs.com/package/@mediapipe/selfie_segmentation',
    licence: 'Apache-2.0',
    licenceFile: 'licences/selfie-segmentation.txt',
    preprocess: {
      side: 256,
      fit: 'stretch',
      sampling: 'area',
      scale: 1 / 255,
      offset: 0,
    },
    mask: (outputs) => Object.values(outputs)[0].data as Float32Array,
  },
];

/** Throws `invalid` for a network that is not for pictures. */
export function taskOf(id: string): Task {
  const task = tasks.find((candidate) => candidate.id === id);
  if (!task)
    throw invalid(
      `network "${id}" sees nothing; use one of ` +
        `${tasks.map((known) => known.id).join(', ')}.`,
    );
  return task;
}

/** From pixels of a network's input to pixels of the picture. */
export function inPicture(
  { boxes, scores, keypoints, keypointsPerBox }: Candidates,
  { x, y }: Scales,
): Candidates {
  const moved = (points: Float32Array) =>
    points.map((value, i) => value * (i % 2 === 0 ? x : y));
  return {
    boxes: moved(boxes),
    scores,
    keypoints: moved(keypoints),
    keypointsPerBox,
  };
}

/** What nms is asked: all that score at least `scoreThreshold`. */
export function nmsCall(
  { boxes, scores }: Candidates,
  { iouThreshold }: FaceTask,
  scoreThreshold: number,
) {
  const float32 = (shape: number[], data: Float32Array): Tensor => ({
    ...{ shape, dtype: 'float32', data },
  });
  return {
    inputs: {
      boxes: float32([scores.length, 4], boxes),
      scores: float32([scores.length], scores),
    },
    options: { iouThreshold, scoreThreshold },
  };
}

export interface Face {
  readonly score: number;
  /** x1, y1, x2, y2 in pixels of the picture. */
  readonly box: readonly [number, number, number, number];
  readonly keypoints: readonly (readonly [x: number, y: number])[];
}

/** Of the candidates those that nms kept, the surest first. */
export function facesOf(
  { boxes, scores, keypoints, keypointsPerBox: n }: Candidates,
  kept: ArrayLike<number>,
): Face[] {
  return Array.from(kept, (index) => {
    const [x1, y1, x2, y2] = boxes.subarray(4 * index, 4 * index + 4);
    return {
      score: scores[index],
      box: [x1, y1, x2, y2] as const,
      keypoints: Array.from({ length: n }, (_, p) => {
        const at = 2 * (n * index + p);
        return [keypoints[at], keypoints[at + 1]] as const;
      }),
    };
  });
}
