import { timingSafeEqual } from 'node:crypto';
import type { Clock } from '../clock.ts';
import { errorText } from '../errors.ts';
import type { Log } from '../log.ts';
import type { Random } from '../random.ts';
import { factsOf, type PersonFacts } from './person.ts';
import { type MissesFile, PinCheck, type PinRefusal } from './pin-check.ts';
import type { PinHasher } from './pin-hash.ts';
import {
  listOf,
  type NewPerson,
  type PeopleFile,
  type PersonChange,
  Roster,
  type RosterRefusal,
  type RosterResult,
  type Tell,
} from './roster.ts';
import { type Session, type SessionKind, Sessions } from './sessions.ts';

/** One line of `audit.jsonl`: who did what, or asked for it. Never a PIN, a token or a code. */
export interface AuditLine {
  /** Epoch ms. */
  at: number;
  /** `console`: somebody at the till's own machine. */
  person: string;
  name: string;
  act: string;
  /** What it was done to: the number of an order, a refund, a day, or a person's. */
  what?: string;
  /** The address it came from. */
  place: string;
}

/** The append-only file of acts. */
export interface AuditFile {
  /** Durable when it resolves. */
  append(line: AuditLine): Promise<void>;
  /** Every line as it stands in the file. */
  text(): Promise<string>;
}

export interface PeopleParts {
  file: PeopleFile;
  misses: MissesFile;
  audit: AuditFile;
  hasher: PinHasher;
  clock: Clock;
  random: Random;
  log: Log;
  /** What who can read the data folder shows, to be let in as the console. Left out: nobody is. */
  consoleKey?: string;
  /** Whom the pages know has changed. */
  onChange(): void;
}

/** Who does something, and from where. */
export interface Actor {
  person: Pick<PersonFacts, 'id' | 'name'>;
  place: string;
}

/** What somebody does. A device or a program in whose name nobody has signed in stands for itself. */
interface Act extends Actor {
  act: string;
  what?: string;
}

export interface SignInRequest {
  person: string;
  pin: string;
  kind: SessionKind;
  place: string;
}

/** Somebody has signed in. */
export interface SignedIn {
  token: string;
  person: PersonFacts;
  /** Epoch ms; it may end before. */
  until: number;
}

export type SignInResult = ({ ok: true } & SignedIn) | PinRefusal;

export type ChangeResult = { ok: true; person: PersonFacts } | ({ ok: false } & RosterRefusal) | PinRefusal;

/** At the till's own machine: who can read its data folder. */
export const CONSOLE: PersonFacts = { id: 'console', name: 'Console', role: 'manager' };

/** Whoever gave an id that nobody has. */
const NOBODY: PersonFacts = { id: 'nobody', name: '', role: 'cashier' };

/** The people of the till: who they are, who has signed in, and what they did. */
export class People {
  readonly #parts: PeopleParts;
  readonly #roster: Roster;
  readonly #sessions: Sessions;
  readonly #pins: PinCheck;

  constructor(parts: PeopleParts) {
    this.#parts = parts;
    this.#sessions = new Sessions(parts.clock, parts.random);
    this.#pins = new PinCheck({
      ...parts,
      find: (id) => this.#roster.find(id),
      onWrong: (person, place) => this.#told({ person: person ?? NOBODY, place, act: 'wrongPin' }),
    });
    this.#roster = new Roster({
      ...parts,
      highestNumber: async () => highestNumberIn(await parts.audit.text()),
    });
  }

  async load(): Promise<void> {
    await this.#roster.load();
    if (this.isDamaged) {
      this.#parts.log.error('the list of people cannot be read; managers cannot sign in', {
        cure: 'npm run people -- add --name NAME --role manager',
      });
    }
    await this.#pins.load();
  }

  get isDamaged(): boolean {
    return this.#roster.isDamaged;
  }

  /** Somebody may change things: then nobody else may. */
  get hasManager(): boolean {
    return this.#roster.has('manager');
  }

  get hasTechnician(): boolean {
    return this.#roster.has('technician');
  }

  /** Somebody can sign in. */
  get hasAnybody(): boolean {
    return this.#roster.active.length > 0;
  }

  /** Everybody, with those who left. */
  list(): ReturnType<typeof listOf> {
    return listOf(this.#roster);
  }

  async signIn({ person: id, pin, kind, place }: SignInRequest): Promise<SignInResult> {
    const proof = await this.#pins.prove({ id, pin, place });
    if (!proof.ok) return proof;
    const person = factsOf(proof.person);
    if (!(await this.#told({ person, place, act: 'signIn', what: kind })))
      return { ok: false, why: 'notSaved' };
    // Somebody may have been taken off the list while their PIN was looked at.
    if (this.#roster.find(id) !== proof.person) return { ok: false, why: 'wrong', waitMs: 0 };
    const { token, forMs } = this.#sessions.begin({ person: id, place, kind });
    return { ok: true, token, person, until: this.#parts.clock.now() + forMs };
  }

  async signOut(token: string, place: string): Promise<void> {
    const person = this.personOf(token, place);
    this.#sessions.end(token);
    if (person) await this.#told({ person, place, act: 'signOut' });
  }

  /** Who has signed in there with that token. */
  personOf(token: string, place: string): PersonFacts | undefined {
    const session = this.#sessions.find(token, place);
    return session && this.#ofSession(session);
  }

  /** Whether they have given their PIN a few minutes ago. Asking for it is using it. */
  isFresh(token: string, place: string): boolean {
    const session = this.#sessions.find(token, place);
    return session !== undefined && this.#sessions.usePower(session);
  }

  /** The console, where its key is shown. */
  consoleOf(key: string): PersonFacts | undefined {
    const [given, wanted] = [Buffer.from(key), Buffer.from(this.#parts.consoleKey ?? '')];
    const isSame = wanted.length > 0 && given.length === wanted.length && timingSafeEqual(given, wanted);
    return isSame ? CONSOLE : undefined;
  }

  /** The day is closed: everybody begins their shift anew. */
  dayClosed(): void {
    this.#sessions.endAll();
  }

  /** Writes down what somebody does. Rejects where the disk does not take it. */
  wrote({ person, place, act, what }: Act): Promise<void> {
    const line = { at: this.#parts.clock.now(), person: person.id, name: person.name, act, place };
    return this.#parts.audit.append(what === undefined ? line : { ...line, what });
  }

  /** `actor`: a manager, or the console; only the console mends a damaged list. */
  async add(person: NewPerson, actor: Actor): Promise<ChangeResult> {
    const mends = actor.person.id === CONSOLE.id;
    return this.#answer(await this.#roster.add(person, this.#tellOf(actor), { mends }));
  }

  /** Ends their sessions where their PIN or role is another now, or they have left. */
  async change(id: string, change: PersonChange, actor: Actor): Promise<ChangeResult> {
    const result = await this.#roster.change(id, change, this.#tellOf(actor));
    const { pin, role, state } = change;
    if (result.ok && (pin ?? role ?? state) !== undefined) this.#sessions.endOf(id);
    return this.#answer(result);
  }

  /** Somebody changes their own PIN, by the one they have. */
  async changeOwnPin(actor: Actor, { oldPin, pin }: { oldPin: string; pin: string }): Promise<ChangeResult> {
    const { id } = actor.person;
    const proof = await this.#pins.prove({ id, pin: oldPin, place: actor.place });
    return proof.ok ? this.change(id, { pin }, actor) : proof;
  }

  #tellOf(actor: Actor): Tell {
    return (act, what) => this.wrote({ ...actor, act, what });
  }

  #answer(result: RosterResult): ChangeResult {
    if (!result.ok) return result;
    this.#parts.onChange();
    return { ok: true, person: factsOf(result.person) };
  }

  #ofSession({ person: id }: Session): PersonFacts | undefined {
    const person = this.#roster.find(id);
    return person && factsOf(person);
  }

  /** Whether it was written down. */
  #told(line: Parameters<People['wrote']>[0]): Promise<boolean> {
    return this.wrote(line).then(
      () => true,
      (error) => {
        this.#parts.log.error('what somebody did could not be written down', {
          act: line.act,
          error: errorText(error),
        });
        return false;
      },
    );
  }
}

/** The highest number a person had, by what was written down of them. */
function highestNumberIn(text: string): number {
  const numbers = [...text.matchAll(/"(?:person|what)":"p(\d{1,6})"/g)].map(([, digits]) => Number(digits));
  return Math.max(0, ...numbers);
}
