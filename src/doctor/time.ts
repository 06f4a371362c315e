import type { Check } from './check.ts';
import type { Machine } from './machine.ts';

const SYNC_ON =
  'Switch network time on: sudo timedatectl set-ntp true (Debian or Ubuntu without it: sudo apt-get install systemd-timesyncd).';

/** Whether somebody keeps the clock right. A wrong one stops sales; one that drifts spoils receipts and days. */
export async function timeSyncCheck({ system, run }: Machine): Promise<Check> {
  const base = { id: 'timeSync', title: 'Network time' };
  if (system !== 'linux') {
    const detail = `It cannot be told on ${system} whether the clock is kept right.`;
    return {
      ...base,
      outcome: 'warn',
      detail,
      cure: 'Switch network time on in the settings of the system.',
    };
  }
  const asked = await run('timedatectl', ['show', '--property=NTPSynchronized', '--value']);
  const said = asked.kind === 'ended' ? asked.output.trim() : '';
  if (said === 'yes') return { ...base, outcome: 'ok', detail: 'The clock is kept right over the network.' };
  const chrony = await run('chronyc', ['-n', 'tracking']);
  if (chrony.kind === 'ended' && /^Leap status\s*: Normal/m.test(chrony.output)) {
    return { ...base, outcome: 'ok', detail: 'The clock is kept right by chrony.' };
  }
  const detail =
    said === 'no'
      ? 'The clock is not kept right over the network (not in step yet, or switched off).'
      : 'It cannot be told whether the clock is kept right: timedatectl gives no answer.';
  return { ...base, outcome: 'warn', detail, cure: SYNC_ON };
}

/** The zone in which days begin and receipts are dated. */
export function timeZoneCheck(configured: string | undefined, { timeZone }: Machine): Check {
  const base = { id: 'timeZone', title: 'Time zone' };
  if (configured !== undefined) {
    return { ...base, outcome: 'ok', detail: `${configured}, as the configuration says.` };
  }
  if (!/^(Etc\/)?(UTC|GMT|Universal|Zulu)$/.test(timeZone)) {
    return { ...base, outcome: 'ok', detail: `${timeZone}, as this machine says.` };
  }
  return {
    ...base,
    outcome: 'warn',
    detail: `${timeZone}, as this machine says: the shop's days would begin and end by it.`,
    cure: 'Write the shop\'s own into the configuration: "shop": { "timeZone": "America/New_York" }.',
  };
}
