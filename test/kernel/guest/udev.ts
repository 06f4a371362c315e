/** udevd in the guest, with the till's own rules as a shop installs them. */
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  copyFileSync,
  readdirSync,
  readFileSync,
  realpathSync,
  writeFileSync,
} from 'node:fs';
import { until } from './steps.ts';

/** As /etc/group of the guest has it. */
const PLUGDEV = 46;
const SHIPPED = '/etc/scantill.rules';
const INSTALLED = '/etc/udev/rules.d/70-scantill-scanners.rules';

/** Installs the rules and starts the daemon. What is plugged in already gets its rights now. */
export function startUdev({ inhibited }: { inhibited: { vendorId: string; productId: string } }): void {
  copyFileSync(SHIPPED, INSTALLED);
  const rules = readFileSync(INSTALLED, 'utf8');
  // What the file tells a technician to do for a gun in keyboard mode.
  const filledIn = rules
    .replace(/^#(SUBSYSTEM.*VENDOR.*)$/gm, '$1')
    .replaceAll('VENDOR', inhibited.vendorId)
    .replaceAll('PRODUCT', inhibited.productId);
  if (filledIn === rules) throw new Error('the rules have no template for a gun in keyboard mode');
  writeFileSync(INSTALLED, filledIn);
  execFileSync('/lib/systemd/systemd-udevd', ['--daemon', '--children-max=4'], { stdio: 'ignore' });
  execFileSync('udevadm', ['trigger', '--action=add', '--subsystem-match=hidraw', '--subsystem-match=input']);
}

/** What udev finds wrong with the rules: it passes over what it does not understand, and tells the kernel's log. */
export function complaintsAboutRules(): string[] {
  const log = execFileSync('dmesg', { encoding: 'utf8' });
  return log.split('\n').filter((line) => line.includes('70-scantill-scanners.rules'));
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
