import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { VIRTUAL } from './guns.ts';
import { type Step, say, until } from './steps.ts';
import { charge, saleOf, untilGun } from './till.ts';

const SIMULATOR = '/opt/scantill/dist/scripts/scan.js';

/** The scanner simulator's own gun, by the kernel's uhid. */
export const virtualSteps: Step[] = [
  {
    title: "the simulator's virtual HID gun sells, is unplugged, plugged in again, and sells",
    async run() {
      const { vendorId, productId } = VIRTUAL;
      const options = `--transport hid --vid ${vendorId} --pid ${productId} --lane virtual --count 2 --unplug-after 1 --json`;
      const simulator = spawn('node', [SIMULATOR, ...options.split(' ')], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      let said = '';
      simulator.stdout.on('data', (text) => {
        said += text;
      });
      const ended = once(simulator, 'exit');
      for (const wanted of [1, 2]) {
        await untilGun('virtual', 'up');
        const { saleId } = await charge('virtual');
        await until(async () => (await saleOf(saleId)).state === 'paid', { what: `scan ${wanted} pays` });
        if (wanted === 1) await until(() => said.includes('"unplugged":true'), { what: 'it is unplugged' });
      }
      const [code] = await ended;
      if (code !== 0 || !said.includes('"unplugged":true'))
        throw new Error(`it ended with ${code}:\n${said}`);
      say(`# ${said.trim().split('\n').length} things were told`);
      await untilGun('virtual', 'down');
    },
  },
];
