import { platform } from 'node:os';
import type { Clock } from '../clock.ts';
import type { ScannerConfig } from '../scanner-config.ts';
import { keyboardTransport } from './hid/keyboard-transport.ts';
import { posTransport } from './hid/pos-transport.ts';
import type { Whose } from './named.ts';
import type { ScannerIdentity } from './scan.ts';
import { serialTransport } from './serial/serial-transport.ts';
import { tcpTransport } from './tcp-transport.ts';
import type { Transport } from './transport.ts';

/** Windows keeps reports for whoever opens a device next: what comes in this time, ms, was scanned before. */
const WINDOWS_QUIET_MS = 250;
/** Elsewhere a code may be under way while its gun is opened; its first reports are lost. As long as a code pauses at most. */
const QUIET_MS = 100;

/** Makes the transport of each gun. HID claims are shared by all, so that no device scans for two lanes. */
export function transportMaker(
  clock: Clock,
): (config: ScannerConfig, whose?: (identity: ScannerIdentity) => Whose) => Transport {
  const claims = new Set<string>();
  const quietMs = platform() === 'win32' ? WINDOWS_QUIET_MS : QUIET_MS;
  return (config, whose) => {
    switch (config.transport) {
      case 'serial':
        return serialTransport(config, clock);
      case 'hid':
        return config.mode === 'keyboard'
          ? keyboardTransport(config, { clock, claims, whose })
          : posTransport(config, { clock, claims, whose, quietMs });
      case 'tcp':
        return tcpTransport(config, clock);
    }
  };
}
