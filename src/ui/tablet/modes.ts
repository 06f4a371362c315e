import type { ScreenAction, ScreenMode } from '../messages.ts';

/** How a state looks; each tone has its colours in `style/tokens.css`. */
export type Tone = 'calm' | 'scan' | 'wait' | 'good' | 'bad' | 'doubt' | 'off';

export type Cue = 'ready' | 'paid' | 'declined' | 'attention';

interface Look {
  tone: Tone;
  /** Heard when the lane enters the state. */
  cue?: Cue;
}

export const LOOKS: Record<ScreenMode, Look> = {
  idle: { tone: 'calm' },
  ready: { tone: 'scan', cue: 'ready' },
  paying: { tone: 'wait' },
  cancelling: { tone: 'wait' },
  paid: { tone: 'good', cue: 'paid' },
  declined: { tone: 'bad', cue: 'declined' },
  cancelled: { tone: 'bad', cue: 'declined' },
  notSent: { tone: 'bad', cue: 'declined' },
  unknown: { tone: 'doubt', cue: 'attention' },
  held: { tone: 'doubt', cue: 'attention' },
  blocked: { tone: 'off', cue: 'attention' },
  test: { tone: 'scan' },
};

/** Whether the sale on the screen is over, so that the next one may begin. */
export function isResult(mode: ScreenMode): boolean {
  return mode === 'paid' || mode === 'declined' || mode === 'cancelled' || mode === 'notSent';
}

/** Actions that take back or give up something: asked once more before they are sent. */
export function asksFirst(action: ScreenAction): boolean {
  return action === 'cancel' || action === 'nextCustomer' || action === 'paidAnotherWay';
}

/** The buttons beside the keypad's own: `charge` is pressed there. */
export function buttonsOf(actions: readonly ScreenAction[]): Exclude<ScreenAction, 'charge'>[] {
  return actions.filter((action) => action !== 'charge');
}
