/**
 * The program under test in the guest: one lane with one HID gun, VID and PID in decimal as its arguments. It prints
 * a line of JSON for each thing that happens. The codes are the test's own and no card data, so they are printed.
 */
import { systemClock } from '../../src/clock.ts';
import { createScanners } from '../../src/devices/scanners.ts';
import type { Log } from '../../src/log.ts';
import { systemRandom } from '../../src/random.ts';
import { scannerConfig } from '../../src/scanner-config.ts';

const [vendorId, productId] = process.argv.slice(2).map((id) => Number(id).toString(16).padStart(4, '0'));
const say = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`);
const quiet: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {}, with: () => quiet };

const scanners = createScanners(
  {
    lanes: [
      {
        id: '1',
        scanners: [
          scannerConfig({
            transport: 'hid',
            ...(vendorId && { vendorId }),
            ...(productId && { productId }),
          }),
        ],
      },
    ],
    onScan({ text, aim }) {
      say({ code: text, aim });
      return { verdict: 'ignored' };
    },
    onStatus() {
      const [status] = scanners.statuses();
      if (status?.state === 'up') say({ open: status.name });
      else if (status?.finding?.code === 'LOST') say({ gone: status.finding.message });
      else say({ waiting: status?.finding?.message ?? status?.state });
    },
  },
  { clock: systemClock, random: systemRandom, log: quiet },
);
scanners.listen('1', true);
await scanners.start();
process.once('SIGTERM', () => void scanners.stop());
// The watch of /dev does not keep a process alive, and a till has a server that does.
const alive = process.stdin.resume();
process.once('SIGTERM', () => alive.destroy());
