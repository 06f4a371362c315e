import { cpSync, existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { askTill, eventually, ordersOf, sell } from './till.mjs';

/** What belongs to whom on an installed till: path, owner, group, mode. */
const OWNERS = [
  ['/etc/scantill', 'root', 'scantill', '750'],
  ['/etc/scantill/config.json', 'root', 'scantill', '640'],
  ['/etc/scantill/keys', 'root', 'scantill', '750'],
  ['/var/lib/scantill', 'scantill', 'scantill', '700'],
  ['/var/lib/scantill-practice', 'scantill', 'scantill', '700'],
  ['/var/lib/scantill-practice/till.json', 'scantill', 'scantill', '600'],
  ['/var/backups/scantill', 'scantill', 'scantill', '750'],
  ['/opt/scantill/versions', 'root', 'root', '755'],
  ['/opt/scantill/current/scripts/scantill.mjs', 'root', 'root', '755'],
  ['/opt/scantill/current/node/bin/node', 'root', 'root', '755'],
  ['/etc/systemd/system/scantill.service', 'root', 'root', '644'],
];

/** From the archive to the first sale, as docs/operations.md says. */
export async function installStory({ machine, checks, releases }) {
  const { check } = checks;
  cpSync(releases.first, join(machine.root, 'srv', basename(releases.first)));
  const install = () => machine.shell('cd /srv && ./scantill-*-linux-*/install.sh');

  await check('the archive unpacks, and installs without a network', () => {
    const { status, all } = machine.shell(`cd /srv && tar -xzf ${basename(releases.first)}`);
    if (status !== 0) return all;
    const installed = install();
    return installed.status === 0 || installed.all;
  });
  await check('the machine has no Node of its own, and needs none', () => {
    const { status, all } = machine.shell('command -v node || command -v npm');
    return status !== 0 || all;
  });
  await check('systemd runs it as its own user, and at each boot', () => {
    const { out } = machine.shell(
      'systemctl is-active scantill; systemctl is-enabled scantill; stat -c %U /proc/$(systemctl show -p MainPID --value scantill)',
    );
    return out === 'active\nenabled\nscantill' || out;
  });
  await check('it takes payments', () => askTill(machine, 'GET', '/readyz').status === 200);
  await check('each file belongs to whom it should', () => {
    const wrong = OWNERS.filter(([path, ...wanted]) => {
      const { out } = machine.run('stat', '-L', '-c', '%U %G %a', path);
      return out !== wanted.join(' ');
    });
    return (
      wrong.length === 0 ||
      wrong.map(([path]) => machine.run('stat', '-c', '%n %U %G %a', path).all).join('\n')
    );
  });
  await check('its user can change nothing of the program, and others can read nothing of the books', () => {
    const { out } = machine.shell(
      'runuser -u scantill -- sh -c "find /opt/scantill /etc/scantill -writable ! -type l | head"; runuser -u nobody -- ls /var/lib/scantill-practice /etc/scantill 2>&1 | grep -vc denied',
    );
    return out === '0' || out;
  });
  await check('its log says how a first scan is made here', () => {
    const { out } = machine.run('journalctl', '-u', 'scantill', '-o', 'cat', '--no-pager');
    return /in a second terminal: {2}sudo scantill scan$/m.test(out) || out;
  });
  await check('a sale is made by a scan', async () => {
    sell(machine, '12.30', 'paid');
    return eventually(() => ordersOf(machine)[0]?.state === 'paid');
  });
  await check('part of it is given back from the console', async () => {
    const [order] = ordersOf(machine);
    const args = ['refund', order.orderNo, '--amount', '2.30', '--reason', 'one came back', '--by', 'Ada'];
    const { status, all } = machine.run('scantill', 'orders', ...args);
    if (status !== 0) return all;
    return eventually(() => ordersOf(machine)[0]?.refundedAmount === '2.30');
  });
  await check('the doctor finds nothing that fails', () => {
    const { status, out } = machine.run('scantill', 'doctor');
    return (status === 0 && !/another configuration/.test(out)) || out;
  });
  await check('installing it again changes nothing, and does not end the till', () => {
    const pid = machine.shell('systemctl show -p MainPID --value scantill').out;
    const { status, all } = install();
    const now = machine.shell('systemctl show -p MainPID --value scantill').out;
    return (status === 0 && pid === now) || all;
  });
  await check('the command works from anywhere, names the nearest one, and keeps its exit codes', () => {
    const { out } = machine.shell(
      'cd /proc; scantill version >/dev/null; echo $?; scantill verson 2>&1 | head -1; scantill verson 2>/dev/null; echo $?; scantill orders show P0 2>/dev/null; echo $?',
    );
    return out === '0\nThere is no command "verson". Did you mean "version"?\n2\n1' || out;
  });
  await check('somebody without rights is told to use sudo', () => {
    const { status, all } = machine.shell('useradd somebody; runuser -u somebody -- scantill orders list');
    return (status === 1 && all.includes('sudo scantill orders')) || all;
  });
  await check('nothing was left open to the network, nor left lying about', () => {
    const { out } = machine.shell('ls -A /opt/scantill /opt/scantill/versions');
    return (!out.includes('.part') && !existsSync(join(machine.root, 'opt/scantill/install.lock'))) || out;
  });
}
