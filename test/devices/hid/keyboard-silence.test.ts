import { expect, test } from 'vitest';
import type { KeysHeard } from '../../../src/devices/hid/inhibit.ts';
import { typed } from '../../fixtures/keyboard-typing.ts';
import { fakeHid } from '../../support/fake-hid.ts';
import { handClock } from '../../support/hand-clock.ts';
import { attempt, findingOf, GUN, keyboardGun, openGun, outcome } from '../../support/keyboard-gun.ts';
import { until } from '../../support/until.ts';

test('a gun whose keys the system hears is closed again, and the udev rule to install is told', async () => {
  const clock = handClock();
  const claims = new Set<string>();
  const fake = fakeHid([keyboardGun()]);
  const { opening, texts } = attempt(fake, { clock, claims, heard: () => 'heard' });
  await until(() => fake.open().length > 0, { what: 'the gun is tried' });
  await clock.advance(2000);
  const result = await opening;
  expect(result).toMatchObject({ ok: false, finding: { code: 'KEYS_REACH_CONSOLE' } });
  const cure = result.ok ? '' : result.finding.cure;
  expect(cure).toContain(
    'SUBSYSTEM=="input", KERNEL=="input[0-9]*", SUBSYSTEMS=="usb", ATTRS{idVendor}=="0c2e", ATTRS{idProduct}=="0b01", ATTR{inhibited}="1"',
  );
  expect(cure).toContain('5.11');
  expect(cure).toContain('npm run doctor');
  expect(fake.open()).toEqual([]);
  expect(claims.size).toBe(0);
  expect(texts()).toEqual([]);
});

test('on a kernel that cannot silence keys the gun is refused at once, with that as the reason', async () => {
  const finding = await findingOf(fakeHid([keyboardGun()]), { heard: () => 'unknown' });
  expect(finding).toMatchObject({ code: 'KEYS_REACH_CONSOLE' });
  expect(finding?.message).toContain('before 5.11');
});

test('a gun on no USB is silenced by the name of its HID device', async () => {
  const fake = fakeHid([keyboardGun(GUN, { interface: -1 })]);
  expect((await findingOf(fake, { heard: () => 'unknown' }))?.cure).toContain(
    'KERNELS=="*:0C2E:0B01.*", ATTR{inhibited}="1"',
  );
});

test('a rule that acts a moment after the plug-in is waited for, and what was typed until then is no scan', async () => {
  const clock = handClock();
  const fake = fakeHid([keyboardGun()]);
  let heard: KeysHeard = 'heard';
  const { opening, texts } = attempt(fake, { clock, heard: () => heard });
  await until(() => fake.open().length > 0, { what: 'the gun is tried' });
  await clock.advance(400);
  for (const report of typed('281234567890123456\r')) fake.report(GUN, report);
  heard = 'silent';
  await clock.advance(200);
  expect((await outcome(opening, clock)).ok).toBe(true);
  for (const report of typed('134567890123456782\r')) fake.report(GUN, report);
  expect(texts()).toEqual(['134567890123456782']);
});

test('a gun whose keys are let loose while it is open is lost after the code that showed it', async () => {
  let heard: KeysHeard = 'silent';
  const fake = fakeHid([keyboardGun()]);
  const { clock, losses, texts, type } = await openGun(fake, { heard: () => heard });
  type('281\r');
  await clock.advance(1);
  expect(losses).toEqual([]);
  heard = 'heard';
  type('134\r');
  await clock.advance(1);
  type('135\r');
  expect(texts()).toEqual(['281', '134']);
  expect(losses.map(({ code }) => code)).toEqual(['KEYS_REACH_CONSOLE']);
  expect(fake.open()).toEqual([]);
});

test('a gun that vanishes while it is being silenced is lost, not blamed', async () => {
  const clock = handClock();
  const claims = new Set<string>();
  const fake = fakeHid([keyboardGun()]);
  const { opening, losses } = attempt(fake, { clock, claims, heard: () => 'heard' });
  await until(() => fake.open().length > 0, { what: 'the gun is tried' });
  await clock.advance(50);
  fake.vanish(GUN);
  await clock.advance(200);
  expect(await opening).toMatchObject({ ok: false, finding: { code: 'LOST' } });
  expect(losses).toEqual([]);
  expect([claims.size, fake.open().length]).toEqual([0, 0]);
});

test('a gun is up when it may be scanned with, and lost where it vanishes before', async () => {
  for (const vanishes of [false, true]) {
    const clock = handClock();
    const claims = new Set<string>();
    const fake = fakeHid([keyboardGun()]);
    const { opening, losses, texts } = attempt(fake, { clock, claims });
    let isUp = false;
    void opening.then(({ ok }) => {
      isUp = ok;
    });
    await until(() => fake.open().length > 0, { what: 'the gun is tried' });
    await clock.advance(200);
    expect(isUp).toBe(false);
    if (vanishes) fake.vanish(GUN);
    await clock.advance(60);
    expect(isUp).toBe(!vanishes);
    for (const report of typed('281\r')) fake.report(GUN, report);
    expect(texts()).toEqual(vanishes ? [] : ['281']);
    expect(losses).toEqual([]);
    expect(claims.size).toBe(vanishes ? 0 : 1);
  }
});

test('an attempt that is called off leaves nothing open', async () => {
  const stop = new AbortController();
  const clock = handClock();
  const claims = new Set<string>();
  const fake = fakeHid([keyboardGun()]);
  const { opening } = attempt(fake, { clock, claims, heard: () => 'heard', signal: stop.signal });
  await until(() => fake.open().length > 0, { what: 'the gun is tried' });
  await clock.advance(250);
  stop.abort();
  await clock.advance(150);
  expect((await opening).ok).toBe(false);
  expect([claims.size, fake.open().length]).toEqual([0, 0]);
  stop.abort();
  await outcome(attempt(fake, { clock, claims, signal: stop.signal }).opening, clock);
  expect([claims.size, fake.open().length]).toEqual([0, 0]);
});
