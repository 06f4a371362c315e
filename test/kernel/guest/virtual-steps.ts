import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { TYPING, VIRTUAL } from './guns.ts';
import { type Step, until } from './steps.ts';
import { charge, saleOf, untilGun } from './till.ts';

const SIMULATOR = '/opt/scantill/dist/scripts/scan.js';

/** Starts the scanner simulator. */
function simulate(options: string) {
  const simulator = spawn('node', [SIMULATOR, '--transport', 'hid', '--json', ...options.split(' ')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  simulator.stdout.on('data', (text) => {
    said += text;
  });
  const ended = once(simulator, 'exit');
  return {
    said: () => said,
    async end() {
      const [code] = await ended;
      if (code !== 0) throw new Error(`it ended with ${code}:\n${said}`);
    },
  };
}

async function untilPaid(lane: string): Promise<void> {
  await untilGun(lane, 'up');
  const { saleId } = await charge(lane);
  await until(async () => (await saleOf(saleId)).state === 'paid', { what: `the sale of ${lane} is paid` });
}

/** The scanner simulator's own guns, by the kernel's uhid. */
export const virtualSteps: Step[] = [
  {
    title: "the simulator's virtual HID gun sells, is unplugged, plugged in again, and sells",
    async run() {
      const { vendorId, productId } = VIRTUAL;
      const ids = `--vid ${vendorId} --pid ${productId}`;
      const simulator = simulate(`${ids} --lane virtual --count 2 --unplug-after 1`);
      await untilPaid('virtual');
      await until(() => simulator.said().includes('"unplugged":true'), { what: 'it is unplugged' });
      await untilPaid('virtual');
      await simulator.end();
      await untilGun('virtual', 'down');
    },
  },
  {
    title: "the simulator's virtual keyboard types a code that pays a sale",
    async run() {
      const { vendorId, productId } = TYPING;
      const simulator = simulate(
        `--hid-mode keyboard --vid ${vendorId} --pid ${productId} --lane typing --count 1`,
      );
      await untilPaid('typing');
      await simulator.end();
      await untilGun('typing', 'down');
    },
  },
];
