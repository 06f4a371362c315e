import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { askTill, eventually, ordersOf, sell } from './till.mjs';

const versionOf = (machine) => JSON.parse(machine.run('scantill', 'version', '--json').out).version;
const runningVersion = (machine) => askTill(machine, 'GET', '/healthz').body.version;
const stateOf = (machine, orderNo) => ordersOf(machine).find((each) => each.orderNo === orderNo)?.state;

/** Forward and back with an open order, and three updates that go wrong. */
export async function updateStory({ machine, checks, releases }) {
  const { check } = checks;
  cpSync(releases.folder, join(machine.root, 'srv/releases'), { recursive: true });
  const first = versionOf(machine);
  const update = (name, ...more) => machine.run('scantill', 'update', `/srv/releases/${name}`, ...more);
  let open = '';

  await check('a customer takes her time: an order is open', async () => {
    sell(machine, '20.00', 'never');
    return eventually(() => {
      open = ordersOf(machine).find(({ state }) => state === 'pending')?.orderNo ?? '';
      return open !== '';
    });
  });
  await check('an update puts the next version in place, after a backup', () => {
    const { status, all } = update(releases.next);
    if (status !== 0) return all;
    const backups = machine.run('ls', '/var/backups/scantill').out;
    return (runningVersion(machine) === '0.1.1' && backups !== '') || `${all}\n${backups}`;
  });
  await check('the open order came along', () => {
    const state = stateOf(machine, open);
    return state === 'pending' || state;
  });
  await check('going back puts the version before in place, with its open order', () => {
    const { status, all } = machine.run('scantill', 'rollback');
    if (status !== 0) return all;
    const seen = `${runningVersion(machine)} ${stateOf(machine, open)}`;
    return seen === `${first} pending` || seen;
  });
  await check('a version that ends as it starts is taken back by itself, and the reason told', () => {
    const { status, all } = update(releases.ending);
    const isTold = all.includes('made to fail') && all.includes('was put back');
    return (status === 1 && isTold && runningVersion(machine) === first) || all;
  });
  await check('so is one that never answers', () => {
    const { status, all } = update(releases.deaf, '--wait', '5');
    const isTold = all.includes('did not answer') && all.includes('was put back');
    return (status === 1 && isTold && runningVersion(machine) === first) || all;
  });
  await check('an archive that came damaged is not installed, and the till goes on', () => {
    const pid = machine.shell('systemctl show -p MainPID --value scantill').out;
    const { status, all } = update(releases.damaged);
    const now = machine.shell('systemctl show -p MainPID --value scantill').out;
    return (status === 1 && all.includes('dist/src/main.js') && pid === now) || all;
  });
  await check('a version that would not take the configuration is not put in place', () => {
    machine.shell(`sed -i 's/"gateway"/"gatway"/' /etc/scantill/config.json`);
    const { status, all } = update(releases.next);
    machine.shell(`sed -i 's/"gatway"/"gateway"/' /etc/scantill/config.json`);
    return (status === 1 && all.includes('gatway') && runningVersion(machine) === first) || all;
  });
  await check('through all of it the order stayed one, and ends without money', async () => {
    const ended = await eventually(() => stateOf(machine, open) === 'cancelled', 120);
    const sameAmount = ordersOf(machine).filter(({ amount }) => amount === '20.00');
    return (ended === true && sameAmount.length === 1) || JSON.stringify(sameAmount);
  });
  await check('what somebody changed of the rules is kept over an update', () => {
    const rules = '/etc/udev/rules.d/70-scantill-scanners.rules';
    machine.shell(`echo '# ours' >> ${rules}`);
    const { status, all } = update(releases.next);
    return (status === 0 && machine.run('tail', '-1', rules).out === '# ours' && all.includes('.new')) || all;
  });
  await check(
    'books of a later format are refused by the version before, which then is not put in place',
    () => {
      const stamp = '/var/lib/scantill-practice/till.json';
      const kept = machine.run('cat', stamp).out;
      machine.shell(`sed -i -E 's/"(schema|format)": 1?[0-9]/"\\1": 99/' ${stamp}`);
      const { status, all } = machine.run('scantill', 'rollback');
      machine.shell(`cat > ${stamp} <<'END'\n${kept}\nEND`);
      return (status === 1 && runningVersion(machine) === '0.1.1') || all;
    },
  );
  await check('it is started again by itself after it was killed', () => {
    machine.shell('kill -KILL $(systemctl show -p MainPID --value scantill); sleep 4');
    return askTill(machine, 'GET', '/readyz').status === 200;
  });
}

/** The end of it. */
export async function removeStory({ machine, checks: { check } }) {
  await check('taking it away leaves the configuration and the books', () => {
    const { status, all } = machine.run('scantill', 'uninstall');
    const { out } = machine.shell(
      'ls -d /opt/scantill /usr/local/bin/scantill /etc/systemd/system/scantill.service 2>/dev/null; ls /etc/scantill/config.json /var/lib/scantill-practice/till.json',
    );
    const kept = '/etc/scantill/config.json\n/var/lib/scantill-practice/till.json';
    return (status === 0 && out === kept) || `${all}\n${out}`;
  });
}
