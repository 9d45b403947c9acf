/** What the elements of the challenges tell each other and the page. */

export class ChallengeOpenEvent extends Event {
  static readonly type = 'rp-challenge-open';
  constructor(readonly challengeId: string) {
    super(ChallengeOpenEvent.type, { bubbles: true });
  }
}

type ChallengeStep =
  'list' | 'hint' | 'peek' | 'load-solution' | 'restart' | 'next' | 'forget';

export class ChallengeStepEvent extends Event {
  static readonly type = 'rp-challenge-step';
  constructor(readonly step: ChallengeStep) {
    super(ChallengeStepEvent.type, { bubbles: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    'rp-challenge-open': ChallengeOpenEvent;
    'rp-challenge-step': ChallengeStepEvent;
  }
}
