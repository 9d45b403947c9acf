/** The list of challenges, from the first to the hardest. */
import type { KernelDraft } from '../state/draft';
import type { Challenge } from './challenge';
import { depthwiseRoof } from './depthwise-roof';
import { dilatedOffByOne } from './dilated-off-by-one';
import { doubleIntensity } from './double-intensity';
import { hoistInvariant } from './hoist-invariant';
import { isAbout } from './judge';
import { maxOfNegatives } from './max-of-negatives';
import { missingBarrier } from './missing-barrier';
import { missingBias } from './missing-bias';
import { nanIsAnAnswer } from './nan-is-an-answer';
import { neighbours } from './neighbours';
import { oddSizes } from './odd-sizes';
import { overflow } from './overflow';
import { paddingOrder } from './padding-order';
import { pixelBoxes } from './pixel-boxes';
import { spareBarrier } from './spare-barrier';
import { unsetAccumulator } from './unset-accumulator';
import { vec4Loads } from './vec4-loads';
import { workgroupSize } from './workgroup-size';
import { wrongGroup } from './wrong-group';

export const challenges: readonly Challenge[] = [
  missingBias,
  dilatedOffByOne,
  paddingOrder,
  maxOfNegatives,
  hoistInvariant,
  workgroupSize,
  wrongGroup,
  pixelBoxes,
  unsetAccumulator,
  overflow,
  missingBarrier,
  oddSizes,
  spareBarrier,
  neighbours,
  vec4Loads,
  nanIsAnAnswer,
  doubleIntensity,
  depthwiseRoof,
];

export const challengeById = (id: string): Challenge | undefined =>
  challenges.find((challenge) => challenge.id === id);

/** The challenge that a draft is an attempt at; each has a problem of its own. */
export const challengeOf = (draft: KernelDraft): Challenge | undefined =>
  challenges.find((challenge) => isAbout(challenge, draft));
