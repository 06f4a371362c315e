import { systemClock } from '../../src/clock.ts';
import type { FoundSettings, LineEntry } from '../../src/devices/settings-finder.ts';
import { type LineOpener, listenForSettings } from '../../src/devices/settings-listener.ts';
import { transportMaker } from '../../src/devices/transport-maker.ts';
import { scannerConfig } from '../../src/scanner-config.ts';

/** Listens to scans at a serial port, or at the network gun of HOST:PORT, and prints how it is set. Exit code. */
export async function findSettingsAt(place: string, { json }: { json: boolean }): Promise<number> {
  const entry: LineEntry = isNetworkPlace(place)
    ? { transport: 'tcp', connect: place }
    : { transport: 'serial', path: place };
  const stopping = new AbortController();
  // npm and the terminal both pass it on: a second one is the same.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stopping.abort());
  const say = (sentence: string) => void (json ? process.stderr : process.stdout).write(`${sentence}\n`);
  const found = await listenForSettings(
    entry,
    { clock: systemClock, openLine: openLineOf(entry), say },
    stopping.signal,
  );
  console.log(json ? JSON.stringify(found, null, 2) : settingsText(found));
  return found.certainty === 'certain' || found.certainty === 'likely' ? 0 : 1;
}

/** `HOST:PORT`, and neither a path nor a COM port. */
function isNetworkPlace(place: string): boolean {
  return /^[^/\s]+:\d{1,5}$/.test(place);
}

function openLineOf(entry: LineEntry): LineOpener {
  const transportFor = transportMaker(systemClock);
  return async ({ setting, onBytes, onLost }, signal) => {
    const transport = transportFor(scannerConfig({ ...entry, ...setting } as LineEntry));
    const opened = await transport.open({ onFrame: () => {}, onBytes, onLost }, signal);
    return opened.ok ? { ok: true, line: opened.connection } : opened;
  };
}

/** What was found, for a person. */
const HELD_BY_TILL = 'If the till has it: stop the till, or switch the gun off on its page /technician.';

function settingsText({ certainty, seen, mask, length, entry, finding }: FoundSettings): string {
  const lines = [
    ...(length > 0 ? [`Code: ${mask} (${length} characters)`] : []),
    ...seen,
    ...(finding ? [finding.message, `-> ${finding.cure}`] : []),
    ...(finding?.code === 'IN_USE' ? [`-> ${HELD_BY_TILL}`] : []),
    ...(entry
      ? [
          certainty === 'certain'
            ? 'Write into the configuration, under scanners of its lane:'
            : 'Probably (scan again to be sure). Write into the configuration, under scanners of its lane:',
          JSON.stringify(entry),
        ]
      : []),
  ];
  return lines.join('\n');
}
