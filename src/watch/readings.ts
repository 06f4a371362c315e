import type { ScannerStatus } from '../devices/index.ts';
import type { PaymentsHealth } from '../payment/index.ts';
import type { TillMeters } from './till-meters.ts';

/** How the till stands at the moment it is asked. */
export interface TillState {
  payments: PaymentsHealth;
  lanes: readonly { id: string }[];
  scanners: readonly ScannerStatus[];
  /** Connected pages by view. */
  sockets: Readonly<Record<string, number>>;
  /** Left out: there is no TLS. `validTo`: epoch ms. */
  certificate?: { validTo: number } | undefined;
  /** Nothing where it is not known. `backupAt`: epoch ms, 0 where there was none. */
  diskFreeBytes?: number | undefined;
  backupAt?: number | undefined;
}

const NO_LANE = 'none';

/** One that was switched off is not to be up; one that was never there is missed only where its lane has no other. */
function isMissed({ state, lane, id }: ScannerStatus, all: readonly ScannerStatus[]): boolean {
  if (state === 'disabled') return false;
  return state !== 'absent' || !all.some((other) => other.lane === lane && other.id !== id);
}

/** Puts what is read rather than counted into the metrics. One for each till: it knows what it read last. */
export function createReadings(meters: TillMeters): (state: TillState) => void {
  const countedOf = new Map<string, ScannerStatus['counters']>();

  /** Guns count for themselves: what they have counted since the last time is added. */
  function addGun({ id, lane = NO_LANE, counters }: ScannerStatus): void {
    const last = countedOf.get(id);
    countedOf.set(id, { ...counters });
    const more = (name: 'repeats' | 'malformed' | 'lost') => {
      const by = counters[name] - (last?.[name] ?? 0);
      // One that was taken away and came back counts anew.
      return by < 0 ? counters[name] : by;
    };
    meters.scans.add({ lane, result: 'repeat' }, more('repeats'));
    meters.scans.add({ lane, result: 'malformed' }, more('malformed'));
    meters.gunsLost.add({ lane, gun: id }, more('lost'));
  }

  return ({ payments, lanes, scanners, sockets, certificate, diskFreeBytes, backupAt }) => {
    meters.openOrders.set({}, payments.openOrders);
    meters.stuckOrders.set({}, payments.stuckOrders);
    meters.openCases.set({}, payments.openCases);
    meters.openRefunds.set({}, payments.openRefunds);
    meters.damagedFiles.set({}, payments.damaged.length);
    meters.gatewayReachable.set({}, payments.gatewayReachable ? 1 : 0);
    meters.clockSkew.clear();
    if (payments.clockSkewMs !== undefined) meters.clockSkew.set({}, payments.clockSkewMs / 1000);
    meters.blocked.clear();
    const { block } = payments;
    if (block) for (const { id } of lanes) meters.blocked.set({ lane: id, reason: block.kind }, 1);
    meters.gunUp.clear();
    for (const scanner of scanners) {
      addGun(scanner);
      if (!isMissed(scanner, scanners)) continue;
      meters.gunUp.set({ lane: scanner.lane ?? NO_LANE, gun: scanner.id }, scanner.state === 'up' ? 1 : 0);
    }
    for (const [view, count] of Object.entries(sockets)) meters.sockets.set({ view }, count);
    meters.certificateEnds.clear();
    if (certificate) meters.certificateEnds.set({}, certificate.validTo / 1000);
    meters.diskFree.clear();
    if (diskFreeBytes !== undefined) meters.diskFree.set({}, diskFreeBytes);
    meters.backupAt.clear();
    if (backupAt !== undefined) meters.backupAt.set({}, backupAt / 1000);
  };
}
