import { expect, test } from 'vitest';
import { PairingCodes } from '../../src/access/index.ts';
import { systemRandom } from '../../src/random.ts';
import { handClock } from '../support/hand-clock.ts';

const WISH = { name: 'Front tablet', role: 'cashier', lanes: ['1'], by: { id: 'p1', name: 'Ada' } } as const;
const TABLET = '192.0.2.7';
const MINUTE = 60_000;

function codesAt(clock = handClock()) {
  const codes = new PairingCodes({ clock, random: systemRandom });
  const guess = (code: string, place = TABLET) => {
    const result = codes.redeem(code, place);
    if (result.ok) result.end('d000000');
    return result.ok ? 'in' : result.why;
  };
  return { clock, codes, guess };
}

/** Another code of the same form; with `half`, one whose first half is right. */
function wrongCode(code: string, half = false): string {
  const other = (text: string) => text.replace(/[0-9A-Z]/g, (sign) => (sign === '7' ? '8' : '7'));
  const [first = '', second = ''] = code.split('-');
  return half ? `${first}-${other(second)}` : `${other(first)}-${other(second)}`;
}

test('a code lets one in, for what it was made', () => {
  const { codes } = codesAt();
  const { id, code } = codes.make(WISH);
  expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
  expect(codes.state(id)).toEqual({ state: 'open' });
  const result = codes.redeem(code, TABLET);
  if (!result.ok) throw new Error(result.why);
  expect(result.wish).toEqual(WISH);
  expect(codes.redeem(code, TABLET), 'while it is taken').toMatchObject({ why: 'codeUsed' });
  result.end('d000000');
  expect(codes.redeem(code, TABLET)).toMatchObject({ why: 'codeUsed' });
  expect(codes.state(id)).toEqual({ state: 'used', device: 'd000000' });
});

test('where nothing came of it the same code lets in again', () => {
  const { codes, guess } = codesAt();
  const { code } = codes.make(WISH);
  const result = codes.redeem(code, TABLET);
  if (!result.ok) throw new Error(result.why);
  result.end(undefined);
  expect(guess(code)).toBe('in');
});

test('it is typed in any case, with the dash or without, and an O, I or L counts as what it looks like', () => {
  const random = { ...systemRandom, bytes: (count: number) => new Uint8Array(count).map((_, at) => at % 2) };
  const typed = ['0101-0101', 'o1oi-olO1', ' 01 01 01 01 ', '0101–0101', '01010101'];
  for (const text of typed) {
    const codes = new PairingCodes({ clock: handClock(), random });
    expect(codes.make(WISH).code).toBe('0101-0101');
    expect(codes.redeem(text, TABLET).ok, text).toBe(true);
  }
});

test('after ten minutes it is over, and one that was withdrawn is over at once', async () => {
  const { clock, codes, guess } = codesAt();
  const [old, fresh, withdrawn] = [codes.make(WISH), codes.make(WISH), codes.make(WISH)];
  codes.withdraw(withdrawn.id);
  expect(guess(withdrawn.code)).toBe('codeOver');
  await clock.advance(10 * MINUTE - 1);
  expect(guess(fresh.code)).toBe('in');
  await clock.advance(1);
  expect(guess(old.code)).toBe('codeOver');
  expect(codes.state(old.id)).toEqual({ state: 'over' });
  await clock.advance(61 * MINUTE);
  codes.make(WISH);
  expect(codes.state(old.id), 'forgotten').toBeUndefined();
});

test('whoever sets the clock lengthens no code', async () => {
  const { clock, codes, guess } = codesAt();
  const { code } = codes.make(WISH);
  await clock.advance(9 * MINUTE);
  clock.setWall(clock.now() - 60 * MINUTE);
  await clock.advance(MINUTE);
  expect(guess(code)).toBe('codeOver');
});

test('a code dies of five wrong second halves, from whichever addresses, and says nothing of it', () => {
  const { codes, guess } = codesAt();
  const { id, code } = codes.make(WISH);
  const other = codes.make(WISH);
  for (let tablet = 1; tablet <= 5; tablet += 1)
    expect(guess(wrongCode(code, true), `192.0.2.${tablet}`)).toBe('wrongCode');
  expect(guess(code, '192.0.2.9'), 'also the right one').toBe('wrongCode');
  expect(codes.state(id)).toEqual({ state: 'guessed' });
  expect(guess(other.code, '192.0.2.10'), 'another code is not touched').toBe('in');
});

test('who guesses waits longer each time, and nobody else does', async () => {
  const { clock, codes, guess } = codesAt();
  const { code } = codes.make(WISH);
  const waits: number[] = [];
  for (let at = 0; at < 14; at += 1) {
    const result = codes.redeem(wrongCode(code), TABLET);
    if (result.ok || !('waitMs' in result)) throw new Error('a guess was right');
    waits.push(result.waitMs);
    if (result.waitMs === 0) continue;
    expect(guess(code), 'the right one is not looked at either').toBe('wait');
    await clock.advance(result.waitMs - 1);
    expect(guess(code)).toBe('wait');
    await clock.advance(1);
  }
  expect(waits.slice(0, 7)).toEqual([0, 0, 0, 2000, 4000, 8000, 16_000]);
  expect(waits.at(-1)).toBe(10 * MINUTE);
  expect(guess(codes.make(WISH).code, '192.0.2.8')).toBe('in');
});

test('a used code in hand is no way round the waits', () => {
  const { codes, guess } = codesAt();
  const { code } = codes.make(WISH);
  expect(guess(code)).toBe('in');
  for (let at = 0; at < 4; at += 1) {
    guess(wrongCode(code));
    guess(code);
  }
  expect(guess(wrongCode(code))).toBe('wait');
});

test('all addresses of one IPv6 network count as one; other networks wait for nothing', () => {
  const { codes, guess } = codesAt();
  const { code } = codes.make(WISH);
  const own = ['2001:db8::1', '2001:db8:0:0:5::2', '2001:DB8:0::ffff:3', '2001:db8:0:0:1:2:3:4'];
  for (const place of own) expect(guess(wrongCode(code), place), place).toBe('wrongCode');
  expect(guess(code, '2001:db8::77')).toBe('wait');
  expect(guess(code, '2001:db8:0:1::1')).toBe('in');
});

test('what is no code at all is a guess too', () => {
  const { guess } = codesAt();
  for (const text of ['', 'x', '12345', '1234567890', '💥💥💥💥'].slice(0, 4))
    expect(guess(text)).toBe('wrongCode');
  expect(guess('💥')).toBe('wait');
});

test('thousands of guessers fill no memory and stop nobody', () => {
  const { codes, guess } = codesAt();
  const { code } = codes.make(WISH);
  for (let at = 0; at < 5000; at += 1) guess(wrongCode(code), `10.0.${at >> 8}.${at & 255}`);
  expect(guess(code, '192.0.2.200')).toBe('in');
});

test('more codes than anybody needs push the oldest out', () => {
  const { codes, guess } = codesAt();
  const made = Array.from({ length: 60 }, () => codes.make(WISH));
  expect(guess(made[0]?.code ?? '')).toBe('wrongCode');
  expect(guess(made.at(-1)?.code ?? '')).toBe('in');
});
