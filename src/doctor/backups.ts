import type { LastBackup } from '../backup/index.ts';
import type { Check } from './check.ts';

const DAY_MS = 86_400_000;
/** Nightly ones: a night without power is no reason to worry, two are. */
const OLD_MS = 2.5 * DAY_MS;

/** Whether there is a backup that is young enough. `now`: epoch ms. Practice needs none. */
export function backupChecks(
  last: LastBackup | undefined,
  { now, isSandbox }: { now: number; isSandbox: boolean },
): Check[] {
  if (isSandbox) return [];
  const base = { id: 'backup', title: 'Backup' };
  const good = last?.good;
  const isOld = good === undefined || now - good.at > OLD_MS;
  const made =
    good === undefined
      ? 'There is no backup.'
      : `The last good one is ${ageText(now - good.at)} old: ${good.file}.`;
  const failed = last && !last.ok ? ` The last try, ${ageText(now - last.at)} ago, failed: ${last.why}.` : '';
  if (!isOld && failed === '') return [{ ...base, outcome: 'ok', detail: made }];
  const cure = `Make one now: scantill backup${failed === '' ? '' : ', and mend what it says'}. Each night by itself: sudo systemctl enable --now scantill-backup.timer.`;
  return [{ ...base, outcome: 'warn', detail: `${made}${failed}`, cure }];
}

function ageText(ms: number): string {
  const hours = Math.max(0, Math.floor(ms / 3_600_000));
  return hours < 48 ? `${hours} h` : `${Math.floor(hours / 24)} days`;
}
