import { codeOf } from './codes.ts';
import { makeGun } from './guns.ts';
import { sell, sendInto } from './sell.ts';
import { type Step, say } from './steps.ts';
import { untilGun } from './till.ts';

const line = (text: string) => [Buffer.from(text, 'latin1')];
const serial = makeGun.serial();

/** A command to QEMU. */
const qemu = (execute: string, options: object) =>
  say(`QMP ${JSON.stringify({ execute, arguments: options })}`);
/** QEMU's own USB serial adapter (FTDI), and what stands behind it. */
const adapter = {
  plugIn: (id: string) =>
    qemu('device_add', {
      driver: 'usb-serial',
      id,
      chardev: 'adapter',
      bus: 'xhci.0',
      'always-plugged': true,
    }),
  unplug: (id: string) => qemu('device_del', { id }),
  send: (text: string) => say(`USB-SERIAL ${Buffer.from(text, 'latin1').toString('hex')}`),
};

/** Guns that are a serial port: USB's own kind (ttyACM), and behind an adapter (ttyUSB). */
export const serialSteps: Step[] = [
  {
    title: 'a serial gun (ttyACM) is opened by its name under /dev/serial/by-id, and a scan pays a sale',
    async run() {
      serial.plugIn();
      await untilGun('serial', 'up');
      const code = codeOf('alipay');
      await sell('serial', code, () => serial.send(line(`${code}\r`)));
    },
  },
  {
    title: 'the halves of a code before and after an unplug are never joined',
    async run() {
      const code = codeOf('alipay');
      const came = await sendInto('serial', code, async () => {
        await serial.send(line(code.slice(0, 9)));
        serial.unplug();
        await untilGun('serial', 'down');
        serial.plugIn();
        await untilGun('serial', 'up');
        await serial.send(line(`${code.slice(9)}\r`));
      });
      if (came !== 'lost') throw new Error('half a code and the half of it after the unplug paid a sale');
      const whole = codeOf('alipay');
      await sell('serial', whole, () => serial.send(line(`${whole}\r\n`)));
    },
  },
  {
    title: 'a serial gun behind a USB adapter (ttyUSB) sells, is unplugged, plugged in again, and sells',
    async run() {
      for (const id of ['first', 'second']) {
        adapter.plugIn(id);
        await untilGun('adapter', 'up');
        const code = codeOf('wechat');
        await sell('adapter', code, () => adapter.send(`${code}\r`));
        adapter.unplug(id);
        await untilGun('adapter', 'down');
      }
    },
  },
];
