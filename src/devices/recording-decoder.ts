import type { ScannerConfig } from '../scanner-config.ts';
import type { Decoder, Frame } from './frame.ts';
import { createFramer } from './framer.ts';
import { createHidAssembler, FRAGMENT_TIMEOUT_MS } from './hid/assembler.ts';
import { createKeyboardDecoder, silenceMs } from './hid/keyboard-decoder.ts';

/** What came at one moment. */
export interface TimedPiece {
  /** Ms since any fixed moment. */
  at: number;
  bytes: Uint8Array;
}

/** The codes in what a gun with these settings sent, as the till reads it. */
export function decodePieces(pieces: readonly TimedPiece[], config: ScannerConfig): Frame[] {
  const { decoder, idleMs } = decoderOf(config);
  const frames: Frame[] = [];
  const silence = () => {
    const frame = decoder.waiting() ? decoder.flush() : undefined;
    if (frame) frames.push(frame);
  };
  let before = Number.POSITIVE_INFINITY;
  for (const { at, bytes } of pieces) {
    if (at - before > idleMs) silence();
    frames.push(...decoder.push(bytes, at));
    before = at;
  }
  silence();
  return frames;
}

function decoderOf(config: ScannerConfig): { decoder: Decoder; idleMs: number } {
  if (config.transport !== 'hid') {
    const isSevenBit = config.transport === 'serial' && config.dataBits === 7;
    return { decoder: createFramer({ ...config, isSevenBit }), idleMs: config.idleMs };
  }
  if (config.mode === 'pos') return { decoder: createHidAssembler(), idleMs: FRAGMENT_TIMEOUT_MS };
  return { decoder: createKeyboardDecoder(config), idleMs: silenceMs(config) };
}
