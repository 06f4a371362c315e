import type { Binding, Candidate, ScannerStatus } from '../devices/index.ts';
import { refusedChange, scanText } from './gun-sentences.ts';
import type { ScreenSetting } from './screen.ts';
import type {
  ShownDevice,
  ShownHealth,
  ShownScanner,
  TechnicianLane,
  TechnicianView,
} from './technician-messages.ts';

export interface TechnicianFacts {
  lanes: readonly TechnicianLane[];
  scanners: readonly ScannerStatus[];
  health(id: string): ShownHealth[] | undefined;
  /** Plugged in, and no gun of the till. */
  free: readonly Candidate[];
  binding: Binding | undefined;
}

/** What the technician's page shows. Pure. */
export function technicianContent(
  { lanes, scanners, health, free, binding }: TechnicianFacts,
  { version, shop, timeZone, sandbox }: ScreenSetting,
): Omit<TechnicianView, 'bootId' | 'rev' | 'serverTime'> {
  return {
    version,
    shopName: shop().name,
    locale: shop().locale,
    timeZone,
    sandbox,
    lanes: [...lanes],
    scanners: scanners.map((scanner) => {
      const checks = health(scanner.id);
      return { ...shownScanner(scanner), ...(checks && { health: checks }) };
    }),
    devices: free.flatMap(shownDevice),
    ...(binding && { binding: shownBinding(binding) }),
  };
}

function shownBinding({ lane, until, problem }: Binding): NonNullable<TechnicianView['binding']> {
  return { lane, until, ...(problem && { problem: refusedChange(problem) }) };
}

export function shownScanner({ lastScan, ...status }: ScannerStatus): ShownScanner {
  return { ...status, ...(lastScan && { lastScan: { ...lastScan, text: scanText(lastScan) } }) };
}

/** What is none, as far as can be told, is no technician's question. */
function shownDevice({ entry, certainty, ...candidate }: Candidate): ShownDevice[] {
  if (certainty === 'other') return [];
  return [{ ...candidate, certainty, isUsable: entry !== undefined && certainty !== 'wrongMode' }];
}
