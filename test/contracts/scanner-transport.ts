import { expect, test } from 'vitest';
import type { Frame, Malformed } from '../../src/devices/frame.ts';
import type { Finding, ScannerMode } from '../../src/devices/scan.ts';
import type { Connection, Transport } from '../../src/devices/transport.ts';
import { until } from '../support/until.ts';

/** A gun for the contract: a transport to it, and a hand on its trigger and its cable. */
export interface GunRig {
  transport: Transport;
  mode: ScannerMode;
  /** Text and control characters, as a line brings them. */
  send(bytes: Uint8Array): void | Promise<void>;
  /** Ends the connection from the gun's side. */
  unplug(): void | Promise<void>;
  plugIn(): void | Promise<void>;
  dispose(): Promise<void>;
  /** Hears of each connection that is opened. */
  onOpened?(connection: Connection): void;
  /** A listener: it stays open when its gun goes. */
  outlivesGun?: true;
}

/** What a connection told so far. */
interface Heard {
  frames: Frame[];
  losses: Finding[];
  malformed: (Malformed | undefined)[];
  bytes: number[];
}

interface Opened extends Heard {
  rig: GunRig;
  connection: Connection;
}

const CODE = '281234567890123456';

/**
 * What every transport keeps to. `make` gives a fresh gun, plugged in. `speaks`: whether its bytes come as they are sent,
 * or packed into reports.
 */
export function scannerTransportContract(
  name: string,
  make: () => Promise<GunRig>,
  speaks: 'bytes' | 'reports' = 'bytes',
): void {
  const withOpenGun = (body: (opened: Opened) => Promise<void>) => async () => {
    const rig = await make();
    const heard = nothingHeard();
    try {
      const connection = await open(rig, heard);
      await body({ rig, connection, ...heard });
      await connection.close();
    } finally {
      await rig.dispose();
    }
  };
  const texts = (frames: Frame[]) => frames.map(({ text }) => text);
  const send = (rig: GunRig, text: string) => rig.send(Buffer.from(text, 'latin1'));

  /** The cable is pulled and put back; gives the connection that is open then. */
  async function replug({ rig, connection, ...heard }: Opened): Promise<Connection> {
    const before = heard.losses.length;
    await rig.unplug();
    if (!rig.outlivesGun) await until(() => heard.losses.length > before, { what: 'the loss is told' });
    await rig.plugIn();
    return rig.outlivesGun ? connection : open(rig, heard);
  }

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
      expect(frame.text).toBe(CODE);
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
    `${name}: how the gun speaks and where it is are told`,
    withOpenGun(async ({ rig, connection }) => {
      expect(connection.mode).toBe(rig.mode);
      expect(connection.identity?.path).toMatch(/./);
    }),
  );

  if (speaks === 'bytes') lineContract();

  test(
    `${name}: pulling the cable is told once, half a code is dropped and told, and the gun opens again`,
    withOpenGun(async (opened) => {
      const { rig, frames, losses, malformed, bytes } = opened;
      await send(rig, '2812345');
      await until(() => bytes.length >= 7, { what: 'half a code is there' });
      const again = await replug(opened);
      await until(() => malformed.length > 0, { what: 'the half is told' });
      await send(rig, '678\r');
      await until(() => frames.length > 0, { what: 'a code comes after the replug' });
      await again.close();
      expect(texts(frames)).toEqual(['678']);
      expect(malformed).toEqual(['cutOff']);
      expect(losses.map(({ code }) => code)).toEqual(rig.outlivesGun ? [] : ['LOST']);
    }),
  );

  test(
    `${name}: a code in flight when the cable is pulled comes out whole or not at all`,
    withOpenGun(async (first) => {
      let { connection } = first;
      for (const cut of [1, 9, CODE.length, CODE.length + 1]) {
        const sent = `${CODE}\r`;
        await send(first.rig, sent.slice(0, cut));
        if (cut < sent.length) void send(first.rig, sent.slice(cut));
        connection = await replug({ ...first, connection });
      }
      const count = first.frames.length;
      await send(first.rig, `${CODE}\r`);
      await until(() => first.frames.length > count, { what: 'the next code comes' });
      await connection.close();
      expect(new Set(texts(first.frames))).toEqual(new Set([CODE]));
      expect(first.frames.length).toBeLessThanOrEqual(5);
    }),
  );

  test(
    `${name}: a gun that is gone may be told to sound and to read: nothing happens, now and when it is back`,
    withOpenGun(async (opened) => {
      const { connection, rig, frames } = opened;
      connection.sound?.('good');
      await rig.unplug();
      connection.sound?.('refused');
      connection.trigger?.(true);
      if (!rig.outlivesGun) await until(() => opened.losses.length > 0, { what: 'the loss is told' });
      connection.sound?.('good');
      await rig.plugIn();
      const again = rig.outlivesGun ? connection : await open(rig, opened);
      await send(rig, `${CODE}\r`);
      await until(() => frames.length > 0, { what: 'a code comes after the replug' });
      await again.close();
      again.sound?.('good');
      expect(texts(frames)).toEqual([CODE]);
    }),
  );

  test(
    `${name}: after close nothing comes and nothing is lost, and it may be closed again`,
    withOpenGun(async ({ rig, frames, losses, bytes, malformed, connection }) => {
      await send(rig, '2812');
      await connection.close();
      const before = { bytes: bytes.length, malformed: malformed.length };
      await connection.close();
      await rig.unplug();
      await rig.plugIn();
      const next = nothingHeard();
      const again = await open(rig, next);
      await send(rig, `${CODE}\r`);
      await until(() => next.frames.length > 0, { what: 'the next owner gets the code' });
      await again.close();
      expect(texts(next.frames)).toEqual([CODE]);
      expect(frames).toEqual([]);
      expect(losses).toEqual([]);
      expect({ bytes: bytes.length, malformed: malformed.length }).toEqual(before);
    }),
  );

  test(`${name}: an attempt that was called off before it began leaves nothing open`, async () => {
    const rig = await make();
    try {
      const result = await rig.transport.open(eventsInto(nothingHeard()), AbortSignal.abort());
      if (result.ok) await result.connection.close();
      const heard = nothingHeard();
      const connection = await open(rig, heard);
      await send(rig, `${CODE}\r`);
      await until(() => heard.frames.length > 0, { what: 'the next owner gets the code' });
      await connection.close();
    } finally {
      await rig.dispose();
    }
  });

  /** Of lines alone. */
  function lineContract(): void {
    test(
      `${name}: every byte is shown as it came, and before the code it is part of`,
      withOpenGun(async ({ rig, frames, bytes }) => {
        await send(rig, `\x02${CODE}\r\n`);
        await until(() => frames.length > 0, { what: 'the code comes' });
        await until(() => bytes.length >= CODE.length + 3, { what: 'its end comes' });
        expect(Buffer.from(bytes).toString('latin1')).toBe(`\x02${CODE}\r\n`);
      }),
    );

    test(
      `${name}: what is no whole code is told as such, once, and the next code comes`,
      withOpenGun(async ({ rig, frames, malformed }) => {
        await send(rig, `2812\x00345\r${CODE}\r`);
        await until(() => frames.length > 0, { what: 'the next code comes' });
        expect(texts(frames)).toEqual([CODE]);
        expect(malformed).toEqual(['spoilt']);
      }),
    );
  }
}

function nothingHeard(): Heard {
  return { frames: [], losses: [], malformed: [], bytes: [] };
}

function eventsInto({ frames, losses, malformed, bytes }: Heard) {
  return {
    onFrame: (frame: Frame) => frames.push(frame),
    onLost: (loss: Finding) => losses.push(loss),
    onMalformed: (why?: Malformed) => malformed.push(why),
    onBytes: (came: Uint8Array) => bytes.push(...came),
  };
}

async function open(rig: GunRig, heard: Heard): Promise<Connection> {
  const connection = await until(
    async () => {
      const result = await rig.transport.open(eventsInto(heard), new AbortController().signal);
      return result.ok ? result.connection : undefined;
    },
    { what: `${rig.transport.name} opens` },
  );
  rig.onOpened?.(connection);
  return connection;
}
