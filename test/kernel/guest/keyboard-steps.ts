import { closeSync, constants, openSync, readdirSync, readFileSync, readSync, writeFileSync } from 'node:fs';
import { longCode } from './codes.ts';
import { keyReports, makeGun } from './guns.ts';
import { sell } from './sell.ts';
import { pause, type Step, until } from './steps.ts';
import { untilGun } from './till.ts';
import { settleUdev } from './udev.ts';

const INPUTS = '/sys/class/input';
const PRODUCT = 'Kernel Lab typing';
const LANE = 'typing';
/** A key that went down or up (type EV_KEY) in a `struct input_event` of 24 bytes, its type at 16. */
const EVENT_BYTES = 24;
const EV_KEY = 1;

/** What the console, a desktop or a browser would get of the gun's keys. */
function openEvents(): { keys(): number; close(): void } {
  const named = (name: string) => readFileSync(`${INPUTS}/${name}/device/name`, 'utf8').trim() === PRODUCT;
  const event = readdirSync(INPUTS).find((name) => /^event\d+$/.test(name) && named(name));
  const node = openSync(`/dev/input/${event}`, constants.O_RDONLY | constants.O_NONBLOCK);
  const room = Buffer.alloc(EVENT_BYTES * 4096);
  return {
    keys() {
      const length = readEvents(node, room);
      const starts = Array.from({ length: length / EVENT_BYTES }, (_, i) => i * EVENT_BYTES);
      return starts.filter((at) => room.readUInt16LE(at + 16) === EV_KEY).length;
    },
    close: () => closeSync(node),
  };
}

function readEvents(node: number, room: Buffer): number {
  try {
    return readSync(node, room);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EAGAIN') return 0;
    throw error;
  }
}

function inhibitedOf(product: string): { path: string; value: string } {
  const input = readdirSync(INPUTS).find(
    (name) => /^input\d+$/.test(name) && readFileSync(`${INPUTS}/${name}/name`, 'utf8').trim() === product,
  );
  const path = `${INPUTS}/${input}/inhibited`;
  return { path, value: readFileSync(path, 'utf8').trim() };
}

/** A gun that types, with the template of the installation's rules filled in for it. */
export const keyboardSteps: Step[] = [
  {
    title: 'a code of 168 characters that a gun types pays a sale, and no key of it reaches another program',
    async run() {
      const typing = makeGun.typing();
      typing.plugIn();
      await untilGun(LANE, 'up');
      settleUdev();
      if (inhibitedOf(PRODUCT).value !== '1') throw new Error('its keys are not kept back');
      const events = openEvents();
      const code = longCode();
      await sell(LANE, code, () => typing.send(keyReports(code)));
      if (events.keys() > 0) throw new Error('its keys reached another program');
      // The same look does see keys that are not kept back.
      writeFileSync(inhibitedOf(PRODUCT).path, '0');
      await pause(100);
      await typing.send(keyReports('1'));
      await until(() => events.keys() > 0, { what: 'a key that is not kept back is seen' });
      events.close();
      typing.unplug();
      await untilGun(LANE, 'down');
      typing.remove();
    },
  },
];
