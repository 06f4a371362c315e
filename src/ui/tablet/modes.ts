import type { ScreenAction, ScreenMode } from '../messages.ts';

/** How a state looks; each tone has its colours in `style/tokens.css`. */
type Tone = 'calm' | 'scan' | 'wait' | 'good' | 'bad' | 'doubt' | 'off';

export type Cue = 'ready' | 'paid' | 'declined' | 'attention';

/** `refused` is a key that was not taken. */
export type Heard = Cue | 'refused';

/** Lets a cue be heard. */
export type Sound = (cue: Heard) => void;

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
  refunding: { tone: 'wait' },
  refunded: { tone: 'bad', cue: 'declined' },
  settled: { tone: 'off' },
  attention: { tone: 'doubt', cue: 'attention' },
  blocked: { tone: 'off', cue: 'attention' },
  test: { tone: 'scan' },
};

const RESULTS: readonly ScreenMode[] = [
  'paid',
  'declined',
  'cancelled',
  'notSent',
  'refunding',
  'refunded',
  'settled',
  'attention',
];

/** Whether the sale on the screen is over, so that the next one may begin. */
export function isResult(mode: ScreenMode): boolean {
  return RESULTS.includes(mode);
}

/** Whether Enter may go on from it to the next sale: a question, or a call for a manager, wants a finger. */
export function goesOnByEnter({
  mode,
  actions,
}: {
  mode: ScreenMode;
  actions: readonly ScreenAction[];
}): boolean {
  return (
    isResult(mode) && mode !== 'attention' && actions.includes('dismiss') && !actions.includes('giveBack')
  );
}

/** Whether a payment that was simply paid can be taken back from its result: typed wrong, or the customer changed their mind. */
export function mayTakeBack({
  mode,
  actions,
}: {
  mode: ScreenMode;
  actions: readonly ScreenAction[];
}): boolean {
  return mode === 'paid' && actions.includes('dismiss') && !actions.includes('giveBack');
}

/** Whether nothing is on the lane, so that an amount can be typed. */
export function isFree(mode: ScreenMode): boolean {
  return mode === 'idle' || mode === 'test';
}

/** Whether the pages beside the till may be gone to: somebody stands at the counter and waits otherwise. */
export function mayLeave(mode: ScreenMode): boolean {
  return mode !== 'ready' && mode !== 'paying' && mode !== 'cancelling';
}

/** Whether something is under way that has not told its end. */
export function isMoving(mode: ScreenMode): boolean {
  return mode === 'paying' || mode === 'cancelling' || mode === 'refunding';
}

/** Actions that take back or give up something: asked once more before they are sent. */
const ASKED = ['cancel', 'nextCustomer', 'paidAnotherWay', 'giveBack'] as const;

export type Asked = (typeof ASKED)[number];
/** The actions with a button of their own; `charge` is the keypad's. */
export type Pressable = Exclude<ScreenAction, 'charge'>;

export function asksFirst(action: ScreenAction): action is Asked {
  return ASKED.some((asked) => asked === action);
}

/** The buttons beside the keypad, in the till's order. */
export function buttonsOf(actions: readonly ScreenAction[]): Pressable[] {
  return actions.filter((action) => action !== 'charge');
}
