import { expect, test } from 'vitest';
import type { Malformed } from '../../src/devices/frame.ts';
import { createGunLine } from '../../src/devices/gun-line.ts';
import { type LineConfig, scannerConfig } from '../../src/scanner-config.ts';
import { handClock } from '../support/hand-clock.ts';

/** A line with these settings, and all that happens on it, in order. */
function line(more: Partial<LineConfig>, dataBits?: 7 | 8) {
  const happened: string[] = [];
  const hand = handClock();
  let stoodStill = 0;
  const clock = { ...hand, monotonic: () => hand.monotonic() + stoodStill };
  const config = { ...scannerConfig({ transport: 'serial', path: '/dev/ttyS0' }), ...more };
  const gun = createGunLine(dataBits ? { ...config, dataBits } : config, {
    clock,
    events: {
      onFrame: ({ text }) => happened.push(text),
      onMalformed: (why?: Malformed) => happened.push(`(${why})`),
    },
    write: (bytes) => happened.push(`> ${Buffer.from(bytes).toString('hex')}`),
  });
  const send = (text: string) => gun.push(Buffer.from(text, 'latin1'));
  /** Time passes in which no timer is called: the program is busy. */
  const standStill = (ms: number) => {
    stoodStill += ms;
  };
  return { gun, clock, happened, send, standStill };
}

test('a gun that waits for it is told ACK at each whole code and NAK at each other, before anything else happens', () => {
  const { happened, send } = line({ acknowledge: true });
  send('2876\r');
  send('28\x0076\r');
  expect(happened).toEqual(['> 06', '2876', '> 15', '(spoilt)']);
});

test('a code that comes out wrong each time the gun repeats it is told NAK three times, and then nothing', async () => {
  const { happened, send, clock } = line({ acknowledge: true, prefix: 'A' });
  for (let i = 0; i < 10; i++) send('2876\r');
  expect(happened.filter((each) => each === '> 15')).toHaveLength(3);
  expect(happened.filter((each) => each === '(noPrefix)')).toHaveLength(10);
  happened.splice(0);
  send('A2876\r2876\r');
  expect(happened).toContain('> 06');
  await clock.advance(3000);
  send('2876\r');
  expect(happened.slice(-2)).toEqual(['> 15', '(noPrefix)']);
});

test('a gun that waits for nothing is told nothing', () => {
  const { happened, send, gun } = line({});
  send('2876\r28\x0076\r');
  expect(happened.filter((each) => each.startsWith('>'))).toEqual([]);
  expect(gun.sound).toBeUndefined();
  expect(gun.trigger).toBeUndefined();
});

test('a code that nothing ends is told NAK after two seconds of silence', async () => {
  const { happened, send, clock } = line({ acknowledge: true });
  send('2876');
  await clock.advance(1900);
  expect(happened).toEqual([]);
  await clock.advance(200);
  expect(happened).toEqual(['> 15', '(noTerminator)']);
});

test('a Honeywell gun beeps once for a good code and three times for a refused one', async () => {
  const { gun, happened, clock } = line({ commands: 'honeywell' });
  gun.sound?.('good');
  await clock.advance(2000);
  expect(happened.splice(0)).toEqual(['> 16070d']);
  gun.sound?.('refused');
  expect(happened).toEqual(['> 16070d']);
  await clock.advance(2000);
  expect(happened).toEqual(['> 16070d', '> 16070d', '> 16070d']);
});

test('a sound takes the place of one that is still going on', async () => {
  const { gun, happened, clock } = line({ commands: 'honeywell' });
  gun.sound?.('refused');
  await clock.advance(250);
  gun.sound?.('good');
  await clock.advance(2000);
  expect(happened).toEqual(['> 16070d', '> 16070d', '> 16070d']);
});

test('a Honeywell gun is told to read and to stop', () => {
  const { gun, happened } = line({ commands: 'honeywell' });
  gun.trigger?.(true);
  gun.trigger?.(false);
  expect(happened).toEqual(['> 16540d', '> 16550d']);
});

test('bytes of one’s own are sent as they are written', () => {
  const { gun, happened } = line({
    commands: { goodBeep: '1b42310d', refusedBeep: '1b42330d', triggerOn: '1b5a0d' },
  });
  gun.sound?.('good');
  gun.sound?.('refused');
  gun.trigger?.(true);
  gun.trigger?.(false);
  expect(happened).toEqual(['> 1b42310d', '> 1b42330d', '> 1b5a0d']);
});

test('a gun that was only given a beep for refused codes is silent at good ones', () => {
  const { gun, happened } = line({ commands: { refusedBeep: '1b42330d' } });
  gun.sound?.('good');
  gun.sound?.('refused');
  expect(happened).toEqual(['> 1b42330d']);
});

test('after its end a line delivers and writes nothing, not even the beeps that were left', async () => {
  const { gun, happened, clock, send } = line({ commands: 'honeywell', acknowledge: true });
  gun.sound?.('refused');
  gun.end();
  gun.sound?.('good');
  gun.trigger?.(true);
  send('2876\r');
  await clock.advance(5000);
  expect(happened).toEqual(['> 16070d']);
});

test('half a code at the end of a line is told, and no longer answered', () => {
  const { gun, happened, send } = line({ acknowledge: true, terminator: 'none' });
  send('2876');
  gun.end();
  expect(happened).toEqual(['(cutOff)']);
});

test('the gun’s answer to a beep is no code', () => {
  const { gun, happened, send } = line({ commands: { goodBeep: '164d0d4245504245502e' }, acknowledge: true });
  gun.sound?.('good');
  send('BEPBEP\x06.2876\r');
  expect(happened).toEqual(['> 164d0d4245504245502e', '> 06', '2876']);
});

test('on a line of seven bits the parity bit is taken off', () => {
  const { happened, send } = line({}, 7);
  send('\xb2\xb8\xb7\xb6\x8d');
  expect(happened).toEqual(['2876']);
});

test.each([
  ['another code', '281234567890123456', '134567890123456789'],
  ['the rest of it', '2812345678', '90123456'],
])(
  'where silence ends a code, %s that came while the program was busy is not joined to it',
  async (...scans) => {
    const [, first, second] = scans;
    const { clock, happened, send, standStill } = line({ terminator: 'none', idleMs: 50 });
    send(first);
    standStill(300);
    send(second);
    await clock.advance(1000);
    expect(happened).toEqual(['(cutOff)', '(cutOff)']);
    send('276543210987654321');
    await clock.advance(1000);
    expect(happened.slice(2)).toEqual(['276543210987654321']);
  },
);
