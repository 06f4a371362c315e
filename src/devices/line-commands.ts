import type { GunCommands } from '../scanner-config.ts';
import type { GunSound } from './transport.ts';

export const ACK = Uint8Array.of(0x06);
export const NAK = Uint8Array.of(0x15);

/** What is written to a gun, so many times. */
export interface Told {
  bytes: Uint8Array;
  times: number;
}

/** Beeps for a refused code where the gun has only one beep. */
const REFUSED_BEEPS = 3;

/** Honeywell's serial commands: trigger on and off, and the beep. They have none for a refusal. */
const HONEYWELL = {
  triggerOn: '16540d',
  triggerOff: '16550d',
  goodBeep: '16070d',
};

/** What makes the gun sound; nothing where it was given no beep. A refused code never sounds like a good one. */
export function soundOf(commands: GunCommands | undefined, sound: GunSound): Told | undefined {
  const { goodBeep, refusedBeep } = hexOf(commands);
  if (sound === 'refused' && refusedBeep !== undefined) return { bytes: bytesOf(refusedBeep), times: 1 };
  if (goodBeep === undefined) return undefined;
  return { bytes: bytesOf(goodBeep), times: sound === 'good' ? 1 : REFUSED_BEEPS };
}

/** What makes the gun read, or stop. */
export function triggerOf(commands: GunCommands | undefined, on: boolean): Uint8Array | undefined {
  const { triggerOn, triggerOff } = hexOf(commands);
  const hex = on ? triggerOn : triggerOff;
  return hex === undefined ? undefined : bytesOf(hex);
}

function hexOf(commands: GunCommands | undefined): Exclude<GunCommands, string> {
  return commands === 'honeywell' ? HONEYWELL : (commands ?? {});
}

function bytesOf(hex: string): Uint8Array {
  return Uint8Array.from(Buffer.from(hex, 'hex'));
}
