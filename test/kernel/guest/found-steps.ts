import { codeOf } from './codes.ts';
import type { Gadget } from './gadget.ts';
import { makeFoundGun } from './guns.ts';
import { sell } from './sell.ts';
import { type Step, until } from './steps.ts';
import { bindByScan, untilGun, waitingGuns } from './till.ts';

/** Lanes for which the configuration names no gun. */
export const FOUND_LANES = ['found-left', 'found-right'] as const;

type Lane = (typeof FOUND_LANES)[number];
const guns = new Map<Lane, Gadget>();
const gunFor = (lane: Lane): Gadget => {
  const gun = guns.get(lane) ?? makeFoundGun(lane === 'found-left' ? 'left' : 'right');
  guns.set(lane, gun);
  return gun;
};
const scan = (lane: Lane, code: string) => gunFor(lane).send([Buffer.from(`${code}\r`, 'latin1')]);

async function sellAtBoth(): Promise<void> {
  for (const lane of FOUND_LANES) {
    const code = codeOf('alipay');
    await sell(lane, code, () => scan(lane, code));
  }
}

/** Two equal guns that nobody wrote down. */
export const foundSteps: Step[] = [
  {
    title: 'two equal guns that the till finds wait for a lane, get it by a scan there, and sell',
    async run() {
      for (const lane of FOUND_LANES) {
        gunFor(lane).plugIn();
        await until(async () => (await waitingGuns()).length === 1, { what: `the gun for ${lane} is found` });
        await bindByScan(lane);
        await scan(lane, codeOf('wechat'));
        await untilGun(lane, 'up');
      }
      await sellAtBoth();
    },
  },
  {
    title:
      'plugged in again in the other order each is still at its own lane, though udev has one link for both',
    async run() {
      for (const lane of FOUND_LANES) gunFor(lane).unplug();
      for (const lane of FOUND_LANES) await untilGun(lane, 'down');
      for (const lane of FOUND_LANES.toReversed()) {
        gunFor(lane).plugIn();
        await untilGun(lane, 'up');
      }
      await sellAtBoth();
    },
  },
  {
    title: 'while one is unplugged the other is not taken for it',
    async run() {
      for (const lane of FOUND_LANES) {
        const other = FOUND_LANES.find((each) => each !== lane) ?? lane;
        gunFor(lane).unplug();
        await untilGun(lane, 'down');
        const code = codeOf('alipay');
        await sell(other, code, () => scan(other, code));
        await untilGun(lane, 'down');
        gunFor(lane).plugIn();
        await untilGun(lane, 'up');
      }
      await sellAtBoth();
      for (const lane of FOUND_LANES) gunFor(lane).remove();
    },
  },
];
