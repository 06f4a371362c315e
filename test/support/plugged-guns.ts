import type { GunNotes } from '../../src/devices/gun-notes.ts';
import type { ListedHid } from '../../src/devices/hid-candidates.ts';
import { type SimulatedGun, simulatedGun } from '../../src/devices/simulated-transport.ts';
import type { Transport } from '../../src/devices/transport.ts';
import type { ScannerConfig } from '../../src/scanner-config.ts';
import { hidScanner } from './fake-hid.ts';
import { type BenchOptions, type GunBench, gunBench } from './gun-bench.ts';
import { type HandClock, handClock } from './hand-clock.ts';

/** Guns in USB sockets, found by the till, on a clock that stands still. */
export interface PluggedGuns extends GunBench {
  hand: HandClock;
  /** Puts a gun into a socket. Its serial number is its name, unless another is given. */
  plug(socket: string, more?: Partial<ListedHid>): void;
  unplug(socket: string): void;
  /** The hot-plug event that the kernel sends; without it only the slow look notices. */
  look(): Promise<void>;
  /** `lane state` of the gun in each socket, or `-`; of lanes without a gun the finding. */
  shown(): Record<string, string>;
  /** The gun that was opened in a socket. */
  gun(socket: string): SimulatedGun;
  /** What each gun was opened with, one after the other. */
  opened: ScannerConfig[];
  kept: { notes: GunNotes; isDiskFull: boolean };
  /** How often the bus was listed. */
  lists(): number;
}

export interface PluggedOptions extends Pick<BenchOptions, 'lanes'> {
  notes?: GunNotes;
  /** Whether the system has nodes to compare, as Linux. Default: yes. */
  hasNodes?: boolean;
  isBusy?(lane: string): boolean;
  /** Holds the list of HID devices up. */
  beforeList?: () => Promise<void>;
  /** Holds the closing of each gun up. */
  beforeClose?: () => Promise<void>;
  /** What the list of HID devices fails with. */
  failure?: () => unknown;
}

export async function pluggedGuns(options: PluggedOptions = {}): Promise<PluggedGuns> {
  const { notes = {}, hasNodes = true, failure, beforeList, beforeClose, lanes = [{ id: '1' }] } = options;
  const hand = handClock();
  const sockets = new Map<string, ListedHid>();
  const simulated = new Map<string, SimulatedGun>();
  const opened: ScannerConfig[] = [];
  const kept = { notes, isDiskFull: false };
  let lists = 0;
  let plugs = 0;
  const made = gunBench({
    lanes,
    till: {
      ...(options.isBusy && { isBusy: options.isBusy }),
      memory: {
        read: async () => kept.notes,
        write: async (next) => {
          if (kept.isDiskFull) throw new Error('ENOSPC: no space left on device');
          kept.notes = next;
        },
      },
    },
    parts: {
      clock: hand,
      listings: {
        hid: async () => {
          lists++;
          const listed = [...sockets.values()];
          await beforeList?.();
          const error = failure?.();
          if (error) throw error;
          return listed;
        },
        serial: async () => [],
        ...(hasNodes && { nodes: async () => `${plugs}` }),
      },
      transports: (config) => {
        opened.push(config);
        const socket = (config.transport === 'hid' && config.usbPort) || 'none';
        const gun = simulated.get(socket) ?? simulatedGun(hand, `gun in ${socket}`);
        simulated.set(socket, gun);
        return beforeClose ? slowToClose(gun.transport, beforeClose) : gun.transport;
      },
    },
  });
  const plugged: PluggedGuns = {
    ...made,
    hand,
    opened,
    kept,
    lists: () => lists,
    plug(socket, more = {}) {
      plugs++;
      const path = `/dev/hidraw${plugs}`;
      sockets.set(socket, { ...hidScanner(path), path, usbPort: socket, socket, ...more });
      simulated.get(socket)?.plugIn();
    },
    unplug(socket) {
      plugs++;
      sockets.delete(socket);
      simulated.get(socket)?.unplug();
    },
    look: () => hand.advance(5000),
    gun(socket) {
      const gun = simulated.get(socket);
      if (!gun) throw new Error(`No gun was opened in ${socket}.`);
      return gun;
    },
    shown: () =>
      Object.fromEntries(
        made.scanners.statuses().map(({ id, lane = '-', state, finding, name }) => {
          const socket = [...simulated.keys()].find((each) => name.endsWith(` ${each}`));
          const what = id.endsWith('-found') ? `lane ${lane}` : (socket ?? name);
          return [what, id.endsWith('-found') ? `${state} ${finding?.code ?? ''}` : `${lane} ${state}`];
        }),
      ),
  };
  await made.scanners.start();
  await hand.advance(0);
  return plugged;
}

function slowToClose(transport: Transport, beforeClose: () => Promise<void>): Transport {
  return {
    ...transport,
    async open(events, signal) {
      const result = await transport.open(events, signal);
      if (!result.ok) return result;
      const close = () => beforeClose().then(() => result.connection.close());
      return { ok: true, connection: { ...result.connection, close } };
    },
  };
}
