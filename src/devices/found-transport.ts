import { type ScannerConfig, scannerConfig } from '../scanner-config.ts';
import type { Candidate, FoundEntry } from './candidate.ts';
import { notPluggedIn, permissionDenied } from './findings.ts';
import type { Transport } from './transport.ts';

export interface FoundTransportParts {
  kind: Candidate['transport'];
  name: string;
  /** The gun as the last look saw it; nothing while it is not plugged in. */
  current(): Candidate | undefined;
  /** Whether it is still where that look saw it: its name may be another's by now. */
  isStillThere(candidate: Candidate): Promise<boolean>;
  transportFor(config: ScannerConfig): Transport;
}

/**
 * The line to a found gun: by its place as it is now, which may be another after each plug-in. While it is not plugged in
 * an attempt costs nothing, and never ends at another gun.
 */
export function foundTransport(parts: FoundTransportParts): Transport {
  const { kind, name, current, isStillThere, transportFor } = parts;
  let last: { entry: string; transport: Transport } | undefined;
  return {
    kind,
    name,
    async open(events, signal) {
      const candidate = current();
      const entry = candidate && exactEntry(candidate);
      if (!candidate || !entry || !(await isStillThere(candidate))) {
        return { ok: false, finding: notPluggedIn(name) };
      }
      const text = JSON.stringify(entry);
      if (last?.entry !== text) last = { entry: text, transport: transportFor(scannerConfig(entry)) };
      const result = await last.transport.open(events, signal);
      if (result.ok || result.finding.code !== 'PERMISSION_DENIED') return result;
      return {
        ok: false,
        finding: permissionDenied(candidate.name, { transport: kind, ...candidate.identity }),
      };
    },
  };
}

/** What is opened: always in its own USB port, lest an equal gun be taken for it. */
function exactEntry({ entry, identity }: Candidate): FoundEntry | undefined {
  if (entry?.transport !== 'hid' || identity.usbPort === undefined) return entry;
  return { ...entry, usbPort: identity.usbPort };
}
