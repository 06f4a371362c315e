import { askTill, eventually, ordersOf, sell } from './till.mjs';

/** A backup beside the till that sells, and the books of a new till made of it. */
export async function backupStory({ machine, checks: { check } }) {
  let file = '';
  await check('a backup is made while the till sells, and is whole', () => {
    sell(machine, '7.00', 'never');
    const made = machine.run('scantill', 'backup', '--json');
    if (made.status !== 0) return made.all;
    file = JSON.parse(made.out).file;
    const verified = machine.run('scantill', 'backup', '--verify', file);
    return (verified.status === 0 && file.startsWith('/var/backups/scantill/')) || `${file} ${verified.all}`;
  });
  await check('it belongs to the till, and nobody else reads it', () => {
    const { out } = machine.run('stat', '-c', '%U %a', file);
    return /^scantill 6[04]0$/.test(out) || out;
  });
  await check('the till took no notice, and its books are still its own', () => {
    const { out } = machine.shell('find /var/lib/scantill-practice ! -user scantill');
    return (out === '' && askTill(machine, 'GET', '/readyz').status === 200) || out;
  });
  await check('a damaged backup is found out', () => {
    machine.shell(`cp ${file} /srv/damaged && printf x | dd of=/srv/damaged bs=1 seek=2000 conv=notrunc`);
    const { status, all } = machine.run('scantill', 'backup', '--verify', '/srv/damaged');
    return (status === 1 && /DAMAGED/.test(all)) || all;
  });
  await check('a till made of it refuses to start while the old one answers', () => {
    const restored = machine.run('scantill', 'restore', '--data-dir', '/var/lib/scantill-restored', file);
    if (restored.status !== 0) return restored.all;
    const started = machine.shell(
      'chown -R scantill: /var/lib/scantill-restored; timeout 20 scantill start --port 8099 --data-dir /var/lib/scantill-restored',
    );
    return (started.status !== 0 && started.status !== 124) || started.all;
  });
  await check(
    'once the old one is gone it starts, with the same orders and a number of its own',
    async () => {
      const before = ordersOf(machine).map(({ orderNo }) => orderNo);
      const number = (folder) => JSON.parse(machine.run('cat', `${folder}/till.json`).out).tillId;
      const [old, fresh] = ['/var/lib/scantill-practice', '/var/lib/scantill-restored'].map(number);
      machine.shell(
        'systemctl stop scantill; mv /var/lib/scantill-practice /srv/old; mv /var/lib/scantill-restored /var/lib/scantill-practice; scantill restore --old-till-is-gone; systemctl start scantill',
      );
      const isUp = await eventually(() => askedReady(machine));
      if (isUp !== true) return machine.run('journalctl', '-u', 'scantill', '-n', '20', '--no-pager').all;
      const now = ordersOf(machine).map(({ orderNo }) => orderNo);
      return (
        (old !== fresh && before.every((each) => now.includes(each))) || `${old} ${fresh} ${before} | ${now}`
      );
    },
  );
}

function askedReady(machine) {
  try {
    return askTill(machine, 'GET', '/readyz').status === 200;
  } catch {
    return false;
  }
}
