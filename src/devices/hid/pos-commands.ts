import type { Clock } from '../../clock.ts';
import type { Connection, GunSound } from '../transport.ts';
import { type OutputBit, type PosOutputs, SERIAL_COMMAND_REPORT } from './layout.ts';
import type { HidHandle } from './library.ts';

/** Ms from one beep to the next, so that they are heard apart. */
const BEEP_EVERY_MS = 250;
/** A refusal sounds so often where a gun has one beep for all. */
const BEEPS_OF_REFUSAL = 3;

/**
 * Commands of Honeywell's serial guns, which its HID POS guns take in an output report of their own (Hand Held Products,
 * "USB Interfaces" application note, page 1-12; the beep from HenkVanAsselt/python_hon_usbhid).
 */
const HONEYWELL = { beep: '\x16\x07\r', triggerOn: '\x16T\r', triggerOff: '\x16U\r' };

/** What a gun can be told over an open handle, and the end of what is still to be sounded. */
export interface PosCommands extends Pick<Connection, 'sound' | 'trigger'> {
  end(): void;
}

export function posCommands(
  outputs: PosOutputs,
  { handle, clock }: { handle: Pick<HidHandle, 'write'>; clock: Clock },
): PosCommands {
  const { serialCommands, initiateRead, preventRead } = outputs;
  let hush = () => {};
  let ended = false;

  function write(report: number[]): void {
    // A gun that is gone says so by its own error; nothing hangs on a beep.
    if (!ended) handle.write(report).catch(() => {});
  }

  function beep(report: number[], times: number): void {
    write(report);
    if (times > 1) hush = clock.after(BEEP_EVERY_MS, () => beep(report, times - 1));
  }

  const sounds = soundReports(outputs);
  const read = initiateRead
    ? {
        on: bitReport(initiateRead, true),
        // Honeywell's "untrigger" is the switch beside it (same note); a gun without one is told that it is off.
        off: preventRead ? bitReport(preventRead, true) : bitReport(initiateRead, false),
      }
    : serialCommands && {
        on: serialReport(HONEYWELL.triggerOn, serialCommands.length),
        off: serialReport(HONEYWELL.triggerOff, serialCommands.length),
      };
  return {
    ...(sounds && {
      sound(sound) {
        hush();
        beep(sounds[sound].report, sounds[sound].times);
      },
    }),
    ...(read && { trigger: (on) => write(on ? read.on : read.off) }),
    end() {
      ended = true;
      hush();
    },
  };
}

type Sounds = Record<GunSound, { report: number[]; times: number }>;

/** The two have to be told apart by ear: by a beep each of its own, or by their number. */
function soundReports({ goodReadBeep, errorBeep, serialCommands }: PosOutputs): Sounds | undefined {
  if (goodReadBeep && errorBeep) {
    // In Honeywell's descriptor the bits come out as its application note has them; they were not tried on a gun.
    return {
      good: { report: bitReport(goodReadBeep, true), times: 1 },
      refused: { report: bitReport(errorBeep, true), times: 1 },
    };
  }
  const only = goodReadBeep ?? errorBeep;
  const report = serialCommands
    ? serialReport(HONEYWELL.beep, serialCommands.length)
    : only && bitReport(only, true);
  return report && { good: { report, times: 1 }, refused: { report, times: BEEPS_OF_REFUSAL } };
}

function bitReport({ reportId, length, at, mask }: OutputBit, isOn: boolean): number[] {
  const report = new Array<number>(length).fill(0);
  report[0] = reportId;
  report[at] = isOn ? mask : 0;
  return report;
}

function serialReport(command: string, length: number): number[] {
  const bytes = [SERIAL_COMMAND_REPORT, command.length, ...Buffer.from(command, 'latin1')];
  return [...bytes, ...new Array<number>(Math.max(0, length - bytes.length)).fill(0)];
}
