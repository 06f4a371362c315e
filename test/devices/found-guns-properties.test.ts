import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Plugged, tellApart } from '../../src/devices/equal-guns.ts';
import { assign } from '../../src/devices/found-guns.ts';
import { type GunNotes, matchNotes } from '../../src/devices/gun-notes.ts';
import { candidate } from '../support/candidates.ts';

const SOCKETS = ['s1', 's2', 's3', 's4'];
const LANES = ['1', '2', '3'];
/** Three with numbers of their own, two without any, and two whose maker gave both the same. */
const GUNS = { A: 'A1', B: 'B2', C: 'C3', x: undefined, y: undefined, p: 'SAME', q: 'SAME' } as const;
type Gun = keyof typeof GUNS;
const hasOwnNumber = (gun: Gun) => /[ABC]/.test(gun);

const step = fc.oneof(
  fc.record({
    does: fc.constant('plug' as const),
    gun: fc.constantFrom(...(Object.keys(GUNS) as Gun[])),
    socket: fc.constantFrom(...SOCKETS),
  }),
  fc.record({ does: fc.constant('unplug' as const), socket: fc.constantFrom(...SOCKETS) }),
  fc.record({
    does: fc.constant('bind' as const),
    socket: fc.constantFrom(...SOCKETS),
    lane: fc.option(fc.constantFrom(...LANES), { nil: null }),
  }),
);

function pluggedIn(socket: string, gun: Gun): Plugged {
  const { self: _, ...bare } = candidate(socket);
  const { serialNumber: __, ...ids } = bare.identity;
  const serialNumber = GUNS[gun];
  return {
    socket,
    part: '',
    candidate: { ...bare, identity: { ...ids, ...(serialNumber && { serialNumber }) } },
  };
}

/** A till of several lanes, its sockets and its notes, as the pool keeps them. */
class Till {
  readonly #sockets = new Map<string, Gun>();
  #notes: GunNotes = {};

  plug = (gun: Gun, socket: string) => {
    for (const [place, there] of this.#sockets) if (there === gun) this.#sockets.delete(place);
    this.#sockets.set(socket, gun);
  };
  unplug = (socket: string) => this.#sockets.delete(socket);
  gunIn = (socket: string) => this.#sockets.get(socket);

  bind(socket: string, lane: string | null): void {
    const gun = this.look().find((each) => each.socket === socket);
    if (gun) this.#notes = { ...this.#notes, [gun.key]: { lane } };
  }

  /** What is plugged in, and the lane that each scans for. */
  look(): { socket: string; gun: Gun; key: string; lane: string | undefined }[] {
    const all = [...this.#sockets].map(([socket, gun]) => pluggedIn(socket, gun));
    const candidates = tellApart(all).map((each) => each.candidate);
    const matched = matchNotes(candidates, this.#notes);
    for (const [key, from] of matched) {
      const { [from]: note = {}, ...rest } = this.#notes;
      this.#notes = { ...rest, [key]: note };
    }
    const still = matchNotes(candidates, this.#notes);
    const found = { candidates, findings: [] };
    const parts = {
      notes: this.#notes,
      matched: still,
      looking: LANES,
      isOnlyLane: false,
      before: new Map(),
    };
    const { guns } = assign(found, parts);
    return [...this.#sockets].map(([socket, gun], i) => {
      const key = candidates[i]?.key ?? '';
      return { socket, gun, key, lane: guns.find((each) => each.key === key)?.lane };
    });
  }
}

test('wherever it is plugged in, a gun with a number of its own scans for the lane it was given, and for no other', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const till = new Till();
      const given = new Map<Gun, string | null>();
      for (const each of steps) {
        if (each.does === 'plug') till.plug(each.gun, each.socket);
        if (each.does === 'unplug') till.unplug(each.socket);
        if (each.does === 'bind') {
          const gun = till.gunIn(each.socket);
          if (gun !== undefined) given.set(gun, each.lane);
          till.bind(each.socket, each.lane);
        }
        for (const { gun, lane } of till.look()) {
          if (hasOwnNumber(gun)) expect(lane).toBe(given.get(gun) ?? undefined);
        }
      }
    }),
    { numRuns: 500 },
  );
});

test('a gun without a number of its own scans for no lane but one that a person gave in this very socket', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const till = new Till();
      const given = new Map<string, string | null>();
      for (const each of steps) {
        if (each.does === 'plug') till.plug(each.gun, each.socket);
        if (each.does === 'unplug') till.unplug(each.socket);
        if (each.does === 'bind') {
          const gun = till.gunIn(each.socket);
          if (gun !== undefined) given.set(`${GUNS[gun]} ${each.socket}`, each.lane);
          till.bind(each.socket, each.lane);
        }
        for (const { gun, socket, lane } of till.look()) {
          if (!hasOwnNumber(gun)) expect(lane).toBe(given.get(`${GUNS[gun]} ${socket}`) ?? undefined);
        }
      }
    }),
    { numRuns: 500 },
  );
});
