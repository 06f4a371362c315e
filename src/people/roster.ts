import type { Clock } from '../clock.ts';
import { arePeople, factsOf, LONGEST_NAME, type PeopleDocument, type Person, type Role } from './person.ts';
import { type PinProblem, pinProblem, SHORTEST_PIN } from './pin.ts';
import type { PinHasher } from './pin-hash.ts';

/** Where the people are kept. Each rejects where the disk does not do it. */
export interface PeopleFile {
  /** Looks at what is there, and touches nothing: a damaged file must not be taken for none. */
  look(): Promise<{ kind: 'none' } | { kind: 'found'; value: unknown } | { kind: 'damaged' }>;
  /** Puts a damaged file aside. */
  setAside(): Promise<void>;
  /** Durable when it resolves. */
  write(document: PeopleDocument): Promise<void>;
}

export interface RosterParts {
  file: PeopleFile;
  hasher: PinHasher;
  clock: Clock;
  /** The highest number that anybody ever had, as far as it is written elsewhere. */
  highestNumber(): Promise<number>;
}

/** Writes a change down before it is made: what, and of whom. Rejects where the disk does not take it. */
export type Tell = (act: RosterAct, person: string) => Promise<void>;

export type RosterAct = 'addPerson' | 'changePerson' | 'changePin' | 'personLeft';

export interface NewPerson {
  name: string;
  role: Role;
  pin: string;
}

export interface PersonChange {
  name?: string;
  role?: Role;
  pin?: string;
  state?: Person['state'];
}

/**
 * - `lastManager`: nobody would be left who could change anything
 * - `nameTaken`: the books know people by their names
 * - `pinNeeded`: a PIN of that role is longer than the one they have
 */
export type RosterRefusal =
  | { why: 'pin'; problem: PinProblem; role: Role }
  | { why: 'name' | 'nameTaken' | 'noSuchPerson' | 'lastManager' | 'damaged' | 'pinNeeded' | 'tooMany' };

export type RosterResult = { ok: true; person: Person } | ({ ok: false } & RosterRefusal);

/** Far more than one till has; a program gone wild must not fill the file. */
const MOST_PEOPLE = 500;

/** The people who work here. Changes are made one after the other, each durable before it counts. */
export class Roster {
  readonly #parts: RosterParts;
  #document: PeopleDocument = { schema: 1, next: 1, people: [] };
  #isDamaged = false;
  #last: Promise<unknown> = Promise.resolve();

  constructor(parts: RosterParts) {
    this.#parts = parts;
  }

  async load(): Promise<void> {
    // What cannot be read may be a list: nobody is taken for a manager, and sales go on.
    const found = await this.#parts.file.look().catch(() => ({ kind: 'damaged' }) as const);
    if (found.kind === 'found' && arePeople(found.value)) this.#document = found.value;
    else this.#isDamaged = found.kind !== 'none';
  }

  /** The list cannot be read: nobody is known, and nobody may be taken for a manager. */
  get isDamaged(): boolean {
    return this.#isDamaged;
  }

  /** In the order they came, with those who left. */
  get all(): readonly Person[] {
    return this.#document.people;
  }

  get active(): Person[] {
    return this.all.filter(({ state }) => state === 'active');
  }

  has(wanted: Role): boolean {
    return this.active.some(({ role }) => role === wanted);
  }

  find(id: string): Person | undefined {
    return this.active.find((person) => person.id === id);
  }

  /** `mends`: where the list cannot be read it is put aside, and a new one begun. */
  add({ name, role, pin }: NewPerson, tell: Tell, { mends = false } = {}): Promise<RosterResult> {
    return this.#inTurn(async () => {
      if (this.#isDamaged && !mends) return { ok: false, why: 'damaged' };
      const wrong = this.#wrongName(name) ?? wrongPin(pin, role);
      if (wrong) return { ok: false, ...wrong };
      if (this.all.length >= MOST_PEOPLE) return { ok: false, why: 'tooMany' };
      const number = this.#isDamaged ? (await this.#parts.highestNumber()) + 1 : this.#document.next;
      const now = this.#parts.clock.now();
      const person: Person = {
        id: `p${number}`,
        name: trimmed(name),
        role,
        state: 'active',
        pin: await this.#parts.hasher.make(pin),
        createdAt: now,
        changedAt: now,
      };
      await tell('addPerson', person.id);
      if (this.#isDamaged) await this.#parts.file.setAside();
      await this.#save({ schema: 1, next: number + 1, people: [...this.all, person] });
      this.#isDamaged = false;
      return { ok: true, person };
    });
  }

  change(id: string, change: PersonChange, tell: Tell): Promise<RosterResult> {
    return this.#inTurn(async () => {
      if (this.#isDamaged) return { ok: false, why: 'damaged' };
      const before = this.all.find((person) => person.id === id);
      if (!before) return { ok: false, why: 'noSuchPerson' };
      const { pin, name = before.name, role = before.role, state = before.state } = change;
      const wrong =
        (name === before.name && state === before.state ? undefined : this.#wrongName(name, id)) ??
        (pin === undefined ? undefined : wrongPin(pin, role));
      if (wrong) return { ok: false, ...wrong };
      if (SHORTEST_PIN[role] > SHORTEST_PIN[before.role] && pin === undefined)
        return { ok: false, why: 'pinNeeded' };
      const isManager = role === 'manager' && state === 'active';
      if (!isManager && this.#isLastManager(id)) return { ok: false, why: 'lastManager' };
      const person: Person = {
        ...before,
        name: trimmed(name),
        role,
        state,
        ...(pin === undefined ? {} : { pin: await this.#parts.hasher.make(pin) }),
        changedAt: this.#parts.clock.now(),
      };
      await tell(actOf(before, change), id);
      const people = this.all.map((each) => (each.id === id ? person : each));
      await this.#save({ ...this.#document, people });
      return { ok: true, person };
    });
  }

  #isLastManager(id: string): boolean {
    const managers = this.active.filter(({ role }) => role === 'manager');
    return managers.length === 1 && managers[0]?.id === id;
  }

  #wrongName(name: string, own?: string): RosterRefusal | undefined {
    const wanted = trimmed(name);
    if (wanted === '' || wanted.length > LONGEST_NAME || /\p{Cc}/u.test(wanted)) return { why: 'name' };
    const same = (other: Person) => other.id !== own && folded(other.name) === folded(wanted);
    return this.active.some(same) ? { why: 'nameTaken' } : undefined;
  }

  async #save(document: PeopleDocument): Promise<void> {
    await this.#parts.file.write(document);
    this.#document = document;
  }

  /** A change that fails must not keep the next one from being tried. */
  #inTurn(change: () => Promise<RosterResult>): Promise<RosterResult> {
    const done = this.#last.then(change, change);
    this.#last = done.catch(() => {});
    return done;
  }
}

function wrongPin(pin: string, role: Role): RosterRefusal | undefined {
  const problem = pinProblem(pin, role);
  return problem && { why: 'pin', problem, role };
}

function actOf(before: Person, { pin, state }: PersonChange): RosterAct {
  if (state === 'left' && before.state === 'active') return 'personLeft';
  return pin === undefined ? 'changePerson' : 'changePin';
}

const trimmed = (name: string) => name.trim().replace(/\s+/g, ' ').normalize('NFC');
const folded = (name: string) => name.toLocaleLowerCase('und');

/** What may be told of everybody, with those who left. */
export function listOf(roster: Roster) {
  return roster.all.map((person) => ({ ...factsOf(person), state: person.state }));
}
