import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { InstallError } from './install-error.mjs';

const UNIT = 'scantill.service';
/** A backup each night. */
const TIMER = 'scantill-backup.timer';

/**
 * The programs of the machine that the installer needs: systemd, udev and their like. Into a folder that is not `/`
 * files are put, and none of these is called.
 */
export function openSystem({ root }, say) {
  const isHere = root === '/';
  const hasSystemd = isHere && existsSync('/run/systemd/system');
  const systemctl = (...args) => {
    if (hasSystemd) must('systemctl', args);
  };
  return {
    isHere,
    hasSystemd,
    makeUsers: (list) => {
      if (isHere) must('systemd-sysusers', [list]);
    },
    /** After the files of the system have changed. */
    reload: () => {
      systemctl('daemon-reload');
      if (!hasSystemd) return;
      // No fault where they cannot: a container has neither drivers nor devices.
      spawnSync('systemctl', ['restart', 'systemd-modules-load.service']);
      spawnSync('udevadm', ['control', '--reload']);
      spawnSync('udevadm', ['trigger', '--subsystem-match=hidraw', '--subsystem-match=tty']);
    },
    isRunning: () => hasSystemd && spawnSync('systemctl', ['is-active', '--quiet', UNIT]).status === 0,
    /** How often systemd had to start it again since it was started. */
    restarts: () => Number(spawnSync('systemctl', ['show', '-p', 'NRestarts', '--value', UNIT]).stdout),
    enable: () => {
      systemctl('enable', '--quiet', UNIT);
      systemctl('enable', '--now', '--quiet', TIMER);
    },
    disable: () => {
      if (!hasSystemd) return;
      spawnSync('systemctl', ['disable', '--quiet', UNIT]);
      spawnSync('systemctl', ['disable', '--now', '--quiet', TIMER]);
    },
    start: () => systemctl('start', UNIT),
    /** Ends it with SIGTERM and waits: orders in flight are saved. */
    stop: () => systemctl('stop', UNIT),
    /** What the till said last, for a message. */
    lastWords: () => {
      const journal = spawnSync('journalctl', ['-u', UNIT, '-n', '12', '-o', 'cat', '--no-pager']);
      return journal.status === 0 ? String(journal.stdout).trim() : '';
    },
    sync: () => must('sync', isHere ? [] : ['-f', join(root, 'opt')]),
    say,
  };
}

/** Runs a program to its end; what it complained about is in the error. Returns what it printed. */
export function must(program, args, options = {}) {
  const { status, stdout, stderr, error } = spawnSync(program, args, { encoding: 'utf8', ...options });
  if (status === 0) return stdout;
  const why = error?.message ?? (stderr || stdout).trim();
  throw new InstallError(`${program} ${args.join(' ')} failed: ${why}`);
}
