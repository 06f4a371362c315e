import { closeSync, constants, openSync, readSync, writeSync } from 'node:fs';
import type { Clock } from '../../src/clock.ts';
import { systemCode } from '../../src/errors.ts';
import { ScanProblem } from './till.ts';
import {
  createEvent,
  destroyEvent,
  EVENT_MAX,
  inputEvent,
  readEvent,
  type UhidDevice,
} from './uhid-events.ts';

const NODE = '/dev/uhid';
/** How often it is looked whether the kernel has told something: the node cannot be waited for. */
const LOOK_EVERY_MS = 20;

export interface UhidEvents {
  /** Somebody opens it, or nobody has it open any more. */
  onOpen(open: boolean): void;
  /** It is told something: an output report, its id first. */
  onOutput(report: Uint8Array): void;
}

/** A HID device without hardware: a real `/dev/hidrawN` to whoever opens it. */
export interface Uhid {
  send(report: Uint8Array): void;
  /** Unplugs it, for good. */
  close(): void;
}

/** Plugs a HID device in. Fails with a `ScanProblem` that says what is missing. */
export function plugInUhid(device: UhidDevice, { clock, ...events }: UhidEvents & { clock: Clock }): Uhid {
  const node = openNode();
  const over = new AbortController();
  writeSync(node, createEvent(device));

  const room = Buffer.alloc(EVENT_MAX + 4);
  async function listen(): Promise<void> {
    for (;;) {
      await clock.sleep(LOOK_EVERY_MS, over.signal);
      for (let length = read(node, room); length > 0; length = read(node, room)) {
        const event = readEvent(room.subarray(0, length));
        if (event.kind === 'request') writeSync(node, event.refusal);
        else if (event.kind === 'output') events.onOutput(Uint8Array.from(event.report));
        else if (event.kind !== 'other') events.onOpen(event.kind === 'open');
      }
    }
  }
  void listen().catch((error) => {
    if (!over.signal.aborted) throw error;
  });

  return {
    send: (report) => void writeSync(node, inputEvent(report)),
    close() {
      if (over.signal.aborted) return;
      over.abort();
      writeSync(node, destroyEvent());
      closeSync(node);
    },
  };
}

function read(node: number, room: Uint8Array): number {
  try {
    return readSync(node, room);
  } catch (error) {
    if (systemCode(error) === 'EAGAIN') return 0;
    throw error;
  }
}

function openNode(): number {
  try {
    return openSync(NODE, constants.O_RDWR | constants.O_NONBLOCK);
  } catch (error) {
    throw new ScanProblem(uhidProblem(systemCode(error) ?? String(error)));
  }
}

/** What to do where the kernel does not let us, by the error's code. */
export function uhidProblem(code: string): string {
  const otherwise = 'Or simulate another gun: --transport tcp, or --transport pty for a serial one.';
  switch (code) {
    case 'ENOENT':
    case 'ENODEV':
    case 'ENXIO':
      return (
        `A virtual HID gun needs the kernel's uhid, and there is no ${NODE}. On Linux, as root: modprobe uhid. ` +
        `A kernel without that module, a container, Windows and macOS have none. ${otherwise}`
      );
    case 'EACCES':
    case 'EPERM':
      return (
        `A virtual HID gun may not be made: no permission for ${NODE}. Run it as root, or give your group the right ` +
        `by a udev rule: KERNEL=="uhid", MODE="0660", GROUP="plugdev". ${otherwise}`
      );
    default:
      return `A virtual HID gun cannot be made: ${NODE} gives ${code}. ${otherwise}`;
  }
}
