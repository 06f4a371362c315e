import { expect, test } from 'vitest';
import type { Frame } from '../../src/devices/frame.ts';
import type { Finding } from '../../src/devices/scan.ts';
import type { Connection, Transport } from '../../src/devices/transport.ts';
import { until } from '../support/until.ts';

/** A gun for the contract: a transport to it, and a hand on its trigger and its cable. */
export interface GunRig {
  transport: Transport;
  send(bytes: Uint8Array): void | Promise<void>;
  /** Ends the connection from the gun's side. */
  unplug(): void | Promise<void>;
  plugIn(): void | Promise<void>;
  dispose(): Promise<void>;
}

interface Opened {
  rig: GunRig;
  frames: Frame[];
  losses: Finding[];
  connection: Connection;
}

/** What every transport of bytes keeps to. `make` gives a fresh gun, plugged in. */
export function scannerTransportContract(name: string, make: () => Promise<GunRig>): void {
  const withOpenGun = (body: (opened: Opened) => Promise<void>) => async () => {
    const rig = await make();
    const frames: Frame[] = [];
    const losses: Finding[] = [];
    try {
      const connection = await open(rig.transport, { frames, losses });
      await body({ rig, frames, losses, connection });
      await connection.close();
    } finally {
      await rig.dispose();
    }
  };
  const texts = (frames: Frame[]) => frames.map(({ text }) => text);
  const send = (rig: GunRig, text: string) => rig.send(Buffer.from(text, 'latin1'));

  test(
    `${name}: each code comes out once, with its AIM identifier apart`,
    withOpenGun(async ({ rig, frames }) => {
      await send(rig, ']Q1281234567890123456\r\n134567890123456782\r\n');
      await until(() => frames.length >= 2, { what: 'two codes come' });
      expect(texts(frames)).toEqual(['281234567890123456', '134567890123456782']);
      expect(frames.map(({ aim }) => aim)).toEqual([']Q1', undefined]);
    }),
  );

  test(
    `${name}: a code in pieces is one code, timed from its first byte to its last`,
    withOpenGun(async ({ rig, frames }) => {
      for (const piece of ['2812', '34567890', '123456\r']) await send(rig, piece);
      const frame = await until(() => frames[0], { what: 'the code comes' });
      expect(frame.text).toBe('281234567890123456');
      expect(frame.lastByteAt).toBeGreaterThanOrEqual(frame.firstByteAt);
    }),
  );

  test(
    `${name}: bytes above 127 come through as latin1`,
    withOpenGun(async ({ rig, frames }) => {
      await rig.send(Uint8Array.of(0xe9, 0xff, 0x31, 0x0d));
      await until(() => frames.length > 0, { what: 'the code comes' });
      expect(texts(frames)).toEqual(['éÿ1']);
    }),
  );

  test(
    `${name}: pulling the cable is told once, half a code is dropped, and the gun opens again`,
    withOpenGun(async ({ rig, frames, losses }) => {
      await send(rig, '2812345');
      await rig.unplug();
      await until(() => losses.length > 0, { what: 'the loss is told' });
      await rig.plugIn();
      const again = await open(rig.transport, { frames, losses });
      await send(rig, '678\r');
      await until(() => frames.length > 0, { what: 'a code comes after the replug' });
      await again.close();
      expect(texts(frames)).toEqual(['678']);
      expect(losses.map(({ code }) => code)).toEqual(['LOST']);
    }),
  );

  test(
    `${name}: after close nothing comes and nothing is lost, and it may be closed again`,
    withOpenGun(async ({ rig, frames, losses, connection }) => {
      await connection.close();
      await connection.close();
      await rig.unplug();
      await rig.plugIn();
      const next: Frame[] = [];
      const again = await open(rig.transport, { frames: next, losses: [] });
      await send(rig, '281234567890123456\r');
      await until(() => next.length > 0, { what: 'the next owner gets the code' });
      await again.close();
      expect(frames).toEqual([]);
      expect(losses).toEqual([]);
    }),
  );
}

async function open(
  transport: Transport,
  { frames, losses }: { frames: Frame[]; losses: Finding[] },
): Promise<Connection> {
  const events = {
    onFrame: (frame: Frame) => frames.push(frame),
    onLost: (loss: Finding) => losses.push(loss),
  };
  return until(
    async () => {
      const result = await transport.open(events, new AbortController().signal);
      return result.ok ? result.connection : undefined;
    },
    { what: `${transport.name} opens` },
  );
}
