import type { Decoder, Frame } from './frame.ts';
import { createFramer, STALE_MS } from './framer.ts';
import { createHidAssembler, FRAGMENT_TIMEOUT_MS } from './hid/assembler.ts';
import { layoutFor } from './hid/device-layout.ts';
import { createKeyboardDecoder, silenceMs } from './hid/keyboard-decoder.ts';
import { type RecordingHeader, settingsOf } from './recording.ts';

/** What came at one moment. */
export interface TimedPiece {
  /** Ms since any fixed moment. */
  at: number;
  bytes: Uint8Array;
}

/** The codes in what came, as the till reads it. */
export type RecordingReader = (pieces: readonly TimedPiece[]) => Frame[];

/** What reads a gun as a recording's header says it is. */
export async function recordingReader(header: RecordingHeader): Promise<RecordingReader> {
  const { create, idleMs } = await decoderOf(header);
  return (pieces) => {
    const decoder = create();
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
  };
}

async function decoderOf(header: RecordingHeader): Promise<{ create(): Decoder; idleMs: number }> {
  const config = settingsOf(header);
  if (config.transport !== 'hid') {
    const isSevenBit = config.transport === 'serial' && config.dataBits === 7;
    const idleMs = config.terminator === 'none' ? config.idleMs : STALE_MS;
    return { create: () => createFramer({ ...config, isSevenBit }), idleMs };
  }
  if (config.mode === 'keyboard') {
    return { create: () => createKeyboardDecoder(config), idleMs: silenceMs(config) };
  }
  const vendorId = Number.parseInt(header.device.vendorId ?? '0', 16);
  const descriptor = header.descriptor === undefined ? undefined : Buffer.from(header.descriptor, 'hex');
  const { reports } = await layoutFor({ path: '', vendorId }, async () => descriptor);
  return { create: () => createHidAssembler(reports), idleMs: FRAGMENT_TIMEOUT_MS };
}
