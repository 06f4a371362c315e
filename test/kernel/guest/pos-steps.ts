import { codeOf, longCode } from './codes.ts';
import { FOUND_LANES } from './found-steps.ts';
import { config, makeGun, posReports, TYPING, twinPorts } from './guns.ts';
import { sell, sendInto } from './sell.ts';
import { pause, type Step, say } from './steps.ts';
import { gunOf, startTill, untilGun, whoRuns } from './till.ts';
import { complaintsAboutRules, giveToPlugdev, startUdev } from './udev.ts';

const guns = { front: makeGun.front(), left: makeGun.left(), right: makeGun.right() };

/** Where in the sending of a code of three reports the gun is unplugged, ms. */
const UNPLUG_AFTER_MS = [0, 2, 5, 12];

/** HID guns in their point-of-sale mode, from the start of the till on. */
export const posSteps: Step[] = [
  {
    title:
      'of the guns that are there at the start those with rights are opened, and one without is told as such',
    async run() {
      for (const gun of [guns.front, guns.left, guns.right]) gun.plugIn();
      // udev does not run yet; what it would have done for these two.
      for (const port of Object.values(twinPorts)) await giveToPlugdev(port);
      await startTill(config, FOUND_LANES);
      if (whoRuns() !== 'user 1000, groups 20 46 1000') throw new Error(`it runs as ${whoRuns()}`);
      await untilGun('left', 'up');
      await untilGun('front', 'PERMISSION_DENIED');
    },
  },
  {
    title: "once the installation's rules are in force the till opens it by itself, and a scan pays a sale",
    async run() {
      await startUdev({ inhibited: TYPING });
      await untilGun('front', 'up');
      const complaints = complaintsAboutRules();
      if (complaints.length > 0) throw new Error(complaints.join('\n'));
      const code = codeOf('alipay');
      await sell('front', code, () => guns.front.send(posReports(code)));
    },
  },
  {
    title: 'an EMV code of 168 characters pays a sale',
    async run() {
      const code = longCode();
      await sell('front', code, () => guns.front.send(posReports(code)));
    },
  },
  {
    title: 'unplugged it is told as lost, and plugged in again it sells, twice',
    async run() {
      for (let i = 0; i < 2; i++) {
        guns.front.unplug();
        await untilGun('front', 'down');
        guns.front.plugIn();
        await untilGun('front', 'up');
        const code = codeOf('wechat');
        await sell('front', code, () => guns.front.send(posReports(code)));
      }
    },
  },
  {
    title: 'of a code that is on its way when the gun is unplugged all arrives or nothing',
    async run() {
      const came: string[] = [];
      for (const afterMs of UNPLUG_AFTER_MS) {
        await untilGun('front', 'up');
        const code = longCode();
        came.push(
          await sendInto('front', code, async () => {
            const sending = guns.front.sendWhilePlugged(posReports(code));
            await pause(afterMs);
            guns.front.unplug();
            await sending;
          }),
        );
        guns.front.plugIn();
      }
      say(`# unplugged after ${UNPLUG_AFTER_MS.join(', ')} ms: ${came.join(', ')}`);
    },
  },
  {
    title:
      'a code of which some reports came before the unplug, each full to its last byte, is not taken for whole',
    async run() {
      for (const sent of [1, 2]) {
        await untilGun('front', 'up');
        const code = longCode();
        const came = await sendInto('front', code, async () => {
          await guns.front.send(posReports(code).slice(0, sent));
          guns.front.unplug();
        });
        if (came !== 'lost') throw new Error(`${sent} of 3 reports were taken for a whole code`);
        guns.front.plugIn();
      }
      await untilGun('front', 'up');
      const code = codeOf('alipay');
      await sell('front', code, () => guns.front.send(posReports(code)));
    },
  },
  {
    title:
      'two equal guns with the same serial number are told apart by their USB ports, in whatever order they come',
    async run() {
      const twins = ['left', 'right'] as const;
      for (const order of [twins, twins.toReversed()]) {
        for (const lane of twins) {
          await untilGun(lane, 'up');
          const code = codeOf('unionpay');
          await sell(lane, code, () => guns[lane].send(posReports(code, 'pos-zebra')));
        }
        for (const lane of twins) guns[lane].unplug();
        for (const lane of twins) await untilGun(lane, 'down');
        for (const lane of order.toReversed()) guns[lane].plugIn();
      }
      for (const lane of twins) guns[lane].remove();
    },
  },
  {
    title: 'of a gun that is a keyboard first its point-of-sale interface is the one that is read',
    async run() {
      const both = makeGun.both();
      both.plugIn();
      await untilGun('both', 'up');
      const code = codeOf('alipay');
      await sell('both', code, () => both.send(posReports(code), 1));
      both.unplug();
      await untilGun('both', 'down');
      both.remove();
      const { finding } = await gunOf('both');
      if (finding === undefined) throw new Error('nobody was told that it is gone');
    },
  },
];
