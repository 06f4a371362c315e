import type { Screen } from '../../src/ui/messages.ts';
import type { Planted } from './till.ts';
import { runWorld } from './world.ts';

/** What a lane's tablets show, times and numbers aside, one text for each change. */
async function screensOf(
  lane: string,
  world: { seed: number; emptyLanes: readonly string[]; planted: Planted },
): Promise<string[]> {
  const shown: string[] = [];
  await runWorld({
    ...world,
    sales: SALES,
    temper: {
      lanes: LANES.length,
      days: 1,
      isShared: false,
      disk: 0,
      crash: 0,
      clockJumps: 0,
      restarts: 0,
      acts: 0,
      notices: 0,
      odd: 0.5,
      network: 0.05,
    },
    onScreen: (screen) => {
      const text = screen.lane === lane ? plainText(screen) : shown.at(-1);
      if (text !== undefined && text !== shown.at(-1)) shown.push(text);
    },
  });
  return shown;
}

const SALES = 24;
/** Of eight sales. */
const FEWEST = 20;
const LANES = ['1', '2', '3'];

/** The first difference that other lanes' sales make to what a lane shows; nothing where they make none. */
export async function leakOf(seed: number, planted: Planted = {}): Promise<string | undefined> {
  const [lane = '', ...others] = LANES;
  const together = await screensOf(lane, { seed, emptyLanes: [], planted });
  const alone = await screensOf(lane, { seed, emptyLanes: others, planted });
  // The shop ends at another moment where other lanes sell on; what is compared is what both have shown.
  const both = Math.min(together.length, alone.length);
  if (both < FEWEST) return `only ${both} screens to compare`;
  const at = together.slice(0, both).findIndex((text, i) => text !== alone[i]);
  if (at < 0) return undefined;
  const mode = (text?: string) => /"mode":"\w+"/.exec(text ?? '')?.[0] ?? 'nothing';
  return `the lane shows ${mode(together[at])} with others, ${mode(alone[at])} alone, as its screen ${at}`;
}

function plainText(screen: Screen): string {
  const { rev, serverTime, startedAt, deadlineAt, notices, openOrders, ...rest } = screen;
  const plain = {
    ...rest,
    isTimed: [startedAt, deadlineAt].map((time) => time !== undefined),
    notices: notices.map(({ tone, text }) => ({ tone, text })),
    openOrders: openOrders.map(({ amount, state }) => ({ amount, state })),
  };
  return JSON.stringify(plain)
    .replace(/[PS]\d{6}[0-9A-Z]{13,17}/g, 'NUMBER')
    .replace(/"50\d{10,}"/g, '"NUMBER"')
    .replace(/\d\d:\d\d/g, 'TIME');
}
