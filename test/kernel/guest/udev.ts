/** udevd in the guest, with the till's own rules as a shop installs them. */
import { execFileSync, spawn } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  copyFileSync,
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  writeFileSync,
} from 'node:fs';
import { pause, until } from './steps.ts';

/** As /etc/group of the guest has it. */
const PLUGDEV = 46;
const SHIPPED = '/etc/scantill.rules';
/** Made at the first event that the daemon has worked through. */
const DATABASE = '/run/udev/data';
const LOG = '/tmp/udev.log';
const INSTALLED = '/etc/udev/rules.d/70-scantill-scanners.rules';

/** Installs the rules and starts the daemon. What is plugged in already gets its rights now. */
export async function startUdev({
  inhibited,
}: {
  inhibited: { vendorId: string; productId: string };
}): Promise<void> {
  copyFileSync(SHIPPED, INSTALLED);
  const rules = readFileSync(INSTALLED, 'utf8');
  // What the file tells a technician to do for a gun in keyboard mode.
  const filledIn = rules
    .replace(/^#(SUBSYSTEM.*VENDOR.*)$/gm, '$1')
    .replaceAll('VENDOR', inhibited.vendorId)
    .replaceAll('PRODUCT', inhibited.productId);
  if (filledIn === rules) throw new Error('the rules have no template for a gun in keyboard mode');
  writeFileSync(INSTALLED, filledIn);
  // In the foreground: as a daemon it tells nobody what it does not understand.
  const log = openSync(LOG, 'a');
  spawn('/lib/systemd/systemd-udevd', ['--children-max=4'], { stdio: ['ignore', log, log] }).unref();
  // An event that comes before it listens is lost.
  const trigger = ['trigger', '--action=add', '--subsystem-match=hidraw', '--subsystem-match=input'];
  await until(
    async () => {
      execFileSync('udevadm', trigger);
      await pause(300);
      return existsSync(DATABASE) && readdirSync(DATABASE).length > 0;
    },
    { what: 'udev works' },
  );
}

/** What udev finds wrong with the rules: it passes over what it does not understand. */
export function complaintsAboutRules(): string[] {
  const lines = readFileSync(LOG, 'utf8').split('\n');
  return lines.filter((line) => line.includes('70-scantill-scanners.rules'));
}

/** Waits until udev has worked through all that happened so far. */
export function settleUdev(): void {
  execFileSync('udevadm', ['settle', '--timeout=20']);
}

/** Gives the gun on this USB port to the till's group, as the rules do. */
export async function giveToPlugdev(usbPort: string): Promise<void> {
  const folder = '/sys/class/hidraw';
  const isIt = (name: string) => realpathSync(`${folder}/${name}`).includes(`/${usbPort}:`);
  const name = await until(() => readdirSync(folder).find(isIt), {
    what: `the gun at ${usbPort} has a node`,
  });
  chownSync(`/dev/${name}`, 0, PLUGDEV);
  chmodSync(`/dev/${name}`, 0o660);
}
