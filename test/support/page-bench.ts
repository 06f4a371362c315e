import { page as en } from '../../src/ui/languages/en/page.ts';
import type { Screen } from '../../src/ui/messages.ts';
import { createTill } from '../../src/ui/tablet/create-till.ts';
import { keeper } from '../../src/ui/tablet/kept.ts';
import type { Answer, Link } from '../../src/ui/tablet/link-port.ts';
import type { Till } from '../../src/ui/tablet/till.ts';
import { cannedScreen } from '../fixtures/screens.ts';
import { type HandClock, handClock } from './hand-clock.ts';

export interface PageBench {
  till: Till;
  /** The page's; it does not tick by itself. */
  clock: HandClock;
  /** Somebody looks at the page. */
  isVisible: { value: boolean };
  sent: [name: string, body: object][];
  heard: string[];
  stored: Map<string, string>;
  reloads: number[];
  /** A finger lands on the page: from now on the browser lets it be heard. */
  touch(): void;
  /** Answers the oldest command that waits. */
  answer(answer: Answer): Promise<void>;
  /** A canned screen comes in, on a connection that lives. */
  show(name: string, change?: Partial<Screen>): void;
}

/** A page without a browser, on a connection that the test answers by hand. */
export function pageBench(stored = new Map<string, string>()): PageBench {
  const sent: PageBench['sent'] = [];
  const heard: string[] = [];
  const reloads: number[] = [];
  const waiting: ((answer: Answer) => void)[] = [];
  const clock = handClock();
  const isVisible = { value: true };
  let unlock = () => {};
  let rev = 0;
  const link: Link = {
    send: (name, body) => {
      sent.push([name, body]);
      return new Promise((resolve) => waiting.push(resolve));
    },
  };
  const store = {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => void stored.set(key, value),
  };
  const till = createTill({
    clock,
    words: en,
    version: '0.1.0',
    sound: ({ onUnlock }) => {
      unlock = onUnlock;
      return (cue) => heard.push(cue);
    },
    link,
    kept: { inTab: keeper(() => store), onTablet: keeper(() => store) },
    reload: () => reloads.push(1),
    isVisible: () => isVisible.value,
  });
  return {
    till,
    clock,
    isVisible,
    sent,
    heard,
    stored,
    reloads,
    touch: () => unlock(),
    answer: async (answer) => {
      waiting.shift()?.(answer);
      await new Promise((resolve) => setImmediate(resolve));
    },
    show: (name, change) => {
      rev += 1;
      till.takeScreen({ ...cannedScreen(name), rev, ...change });
      till.link.value = { kind: 'live' };
    },
  };
}

/** Types figures on the keypad. */
export function typeOn(till: Till, digits: string): void {
  for (const digit of digits) till.press(digit as '1');
}
