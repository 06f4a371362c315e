/** What a printer says about itself, in its own bytes (ESC/POS `DLE EOT n`). Pure. */

/** Asks why it is off line, and about its paper. */
export const ASK_STATUS = Uint8Array.of(0x10, 0x04, 0x02, 0x10, 0x04, 0x04);

/** Asks once more, behind everything sent before: the answer proves that it has taken all of that in (`GS r 1`). */
export const ASK_WHEN_DONE = Uint8Array.of(0x1d, 0x72, 0x01);

export type PrinterTrouble = 'coverOpen' | 'noPaper' | 'fault';

/** Each answer of `DLE EOT` has these bits set so; anything else is not one. */
export const isStatusByte = (byte: number): boolean => (byte & 0x93) === 0x12;

/** Nothing where it can print. `cause` answers `n` 2, `paper` answers `n` 4. */
export function troubleOf(cause: number, paper: number): PrinterTrouble | undefined {
  if ((cause & 0x04) !== 0) return 'coverOpen';
  if ((cause & 0x20) !== 0 || (paper & 0x60) !== 0) return 'noPaper';
  return (cause & 0x40) !== 0 ? 'fault' : undefined;
}

/** Of the answers to `ASK_WHEN_DONE`: all of it is on paper. One that ran out of paper on the way answers too. */
export function isDone(byte: number): boolean {
  return (byte & 0x0c) === 0;
}

/** Whether it can be an answer to `ASK_WHEN_DONE`. */
export const isDoneByte = (byte: number): boolean => (byte & 0x90) === 0;
