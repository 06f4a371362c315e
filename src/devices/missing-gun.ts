import { NO_COUNTS } from './gun.ts';
import type { Finding, ScannerStatus } from './scan.ts';

/** Stands for the gun that a lane looks for and has not; none where it has one. */
export function missingGun(
  lane: string,
  missing: { since: number; finding?: Finding } | undefined,
): ScannerStatus[] {
  if (missing === undefined) return [];
  return [
    {
      id: `${lane}-found`,
      lane,
      transport: 'hid',
      name: 'scanner',
      state: missing.finding ? 'absent' : 'starting',
      isConfigured: false,
      counters: NO_COUNTS,
      ...missing,
    },
  ];
}
