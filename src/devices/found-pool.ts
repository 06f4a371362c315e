import type { Clock } from '../clock.ts';
import { errorText } from '../errors.ts';
import type { Log } from '../log.ts';
import type { ScannerConfig } from '../scanner-config.ts';
import { createBell } from './bell.ts';
import type { Candidate, Found } from './candidate.ts';
import { findScanners, type Listings } from './find-scanners.ts';
import { assign, type FoundGun, type FoundGuns } from './found-guns.ts';
import { foundTransport } from './found-transport.ts';
import type { Gun, GunOptions } from './gun.ts';
import { gunId } from './gun-id.ts';
import { matchNotes } from './gun-notes.ts';
import type { NoteBook } from './note-book.ts';
import type { Finding } from './scan.ts';
import type { Transport } from './transport.ts';

/** A plug-in that was not told is found within this time, ms. */
const LOOK_EVERY_MS = 5000;

export interface FoundPoolParts {
  clock: Clock;
  log: Log;
  listings: Listings;
  /** The lanes for which no gun is configured. */
  looking: readonly string[];
  isOnlyLane: boolean;
  book: NoteBook;
  /** Whether a device is one that the configuration file names. */
  isConfigured(candidate: Candidate): Promise<boolean>;
  transportFor(config: ScannerConfig): Transport;
  createGun(options: GunOptions): Gun;
  isListening(lane: string): boolean;
  /** Whether a sale is on the lane: no gun leaves it or comes to it then. */
  isBusy(lane: string | undefined): boolean;
  /** Something was plugged in or out. */
  onPlugged(): void;
  /** A gun came, went or changed its lane, or another reason is why there is none. */
  onChange(): void;
}

interface PoolGun {
  gun: Gun;
  key: string;
  /** None while it is not plugged in. */
  candidate: Candidate | undefined;
}

/** What a look saw. */
interface Sight {
  /** The nodes of `/dev` before the look; none where the system has no such thing. */
  nodes: string | undefined;
  found: Found;
  /** Those of the candidates that the configuration names. */
  ours: ReadonlySet<Candidate>;
}

const NOTHING_SEEN: Sight = { nodes: undefined, found: { candidates: [], findings: [] }, ours: new Set() };

/** The guns that nobody wrote into the configuration: they come and go as they are plugged in. */
export class FoundPool {
  #guns: PoolGun[] = [];
  #sight = NOTHING_SEEN;
  #missing: FoundGuns['missing'] = new Map();
  #missingSince = new Map<string, number>();
  #isStopped = false;
  #running: Promise<void> | undefined;
  #keeping = false;
  readonly #stopping = new Set<Promise<void>>();
  readonly #bell;
  readonly #parts: FoundPoolParts;

  constructor(parts: FoundPoolParts) {
    this.#parts = parts;
    this.#bell = createBell(parts.clock);
  }

  get guns(): readonly Gun[] {
    return this.#guns.map(({ gun }) => gun);
  }

  get candidates(): readonly Candidate[] {
    return this.#sight.found.candidates;
  }

  /** Those that no gun of the configuration is, and that are not opened. */
  get free(): readonly Candidate[] {
    const opened = new Set(this.#guns.map(({ key }) => key));
    const { found, ours } = this.#sight;
    return found.candidates.filter((candidate) => !ours.has(candidate) && !opened.has(candidate.key));
  }

  isConfigured(candidate: Candidate): boolean {
    return this.#sight.ours.has(candidate);
  }

  /** Why a lane that looks for guns has none, and since when (epoch ms). */
  missing(lane: string): { finding?: Finding; since: number } | undefined {
    if (!this.#parts.looking.includes(lane) || this.#guns.some(({ gun }) => gun.lane === lane))
      return undefined;
    const finding = this.#missing.get(lane);
    const since = this.#missingSince.get(lane) ?? this.#parts.clock.now();
    return { since, ...(finding && { finding }) };
  }

  /** The key of a gun's notes, and what it is. */
  noteOf(gun: Gun): { key: string; product?: string } | undefined {
    const found = this.#guns.find((each) => each.gun === gun);
    return found && { key: found.key, ...(found.candidate && { product: found.candidate.name }) };
  }

  start(): void {
    this.#running = this.#run();
  }

  /** Something was plugged in or out, or decided. */
  wake(): void {
    this.#bell.ring();
  }

  /** The guns are stopped by their owner; those that went are waited for. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#bell.ring();
    await this.#running;
    await Promise.all(this.#stopping);
  }

  async #run(): Promise<void> {
    while (!this.#isStopped) {
      try {
        await this.#look();
      } catch (error) {
        this.#parts.log.error('scanners could not be looked for', { error: errorText(error) });
      }
      if (!this.#isStopped) await this.#bell.wait(LOOK_EVERY_MS);
    }
  }

  async #look(): Promise<void> {
    const isNew = await this.#see();
    if (this.#isStopped) return;
    const { found, ours } = this.#sight;
    const before = this.#summary();
    const candidates = found.candidates.filter((candidate) => !ours.has(candidate));
    const { looking, isOnlyLane, book } = this.#parts;
    const matched = matchNotes(candidates, book.notes);
    const lanes = new Map(this.#guns.map(({ key, gun }) => [key, gun.lane]));
    const { guns, missing } = assign(
      { ...found, candidates },
      { notes: book.notes, matched, looking, isOnlyLane, before: lanes },
    );
    this.#follow(guns);
    this.#tellMissing(missing);
    if (isNew) for (const { gun } of this.#guns) gun.wake();
    if (this.#summary() !== before) this.#parts.onChange();
    void this.#keepNotes(candidates, matched);
  }

  /** Lists the devices, unless nothing can have changed since. Whether it did list them. */
  async #see(): Promise<boolean> {
    const { listings, isConfigured, onPlugged } = this.#parts;
    // Before the list: what comes while it is made is seen by the next look.
    const nodes = await listings.nodes?.().catch(() => undefined);
    const isSame = nodes !== undefined && nodes === this.#sight.nodes;
    if (isSame && this.#sight.found.findings.length === 0) return false;
    if (!isSame && nodes !== undefined && !this.#isStopped) onPlugged();
    const found = await findScanners(listings);
    const named = await Promise.all(found.candidates.map(isConfigured));
    const ours = new Set(found.candidates.filter((_, i) => named[i]));
    this.#sight = { nodes, found, ours };
    return !isSame;
  }

  #follow(found: readonly FoundGun[]): void {
    const { isListening, isBusy } = this.#parts;
    for (const each of this.#guns) each.candidate = found.find(({ key }) => key === each.key)?.candidate;
    for (const each of found) {
      const known = this.#guns.find(({ key }) => key === each.key);
      if (!known) this.#add(each);
      else if (known.gun.lane !== each.lane && !isBusy(known.gun.lane) && !isBusy(each.lane))
        known.gun.bind(each.lane, each.lane !== undefined && isListening(each.lane));
    }
    // One that went stays in sight as lost, until its lane has another; one without a lane is missed by nobody.
    const isGone = ({ gun, key }: PoolGun) =>
      !found.some((each) => each.key === key) &&
      (gun.lane === undefined || found.some(({ lane }) => lane === gun.lane));
    const gone = this.#guns.filter(isGone);
    this.#guns = this.#guns.filter((each) => !gone.includes(each));
    for (const { gun } of gone) this.#close(gun);
  }

  /** Nobody waits for it: one that does not close keeps no other from being found. */
  #close(gun: Gun): void {
    const closing = gun.stop().catch((error: unknown) => {
      this.#parts.log.error('a scanner could not be closed', { scanner: gun.id, error: errorText(error) });
    });
    this.#stopping.add(closing);
    void closing.then(() => this.#stopping.delete(closing));
  }

  #add({ key, candidate, note, lane }: FoundGun): void {
    const { transportFor, createGun, listings } = this.#parts;
    const name = candidate?.name ?? note?.product ?? key;
    const pooled: Omit<PoolGun, 'gun'> & { gun?: Gun } = { key, candidate };
    const transport = foundTransport({
      kind: key.startsWith('serial ') ? 'serial' : 'hid',
      name,
      current: () => pooled.candidate,
      isStillThere: async (seen) => (await listings.isStillThere?.(seen)) ?? true,
      transportFor,
    });
    const gun = createGun({
      id: gunId(key),
      transport,
      lane,
      name: note?.name,
      isConfigured: false,
      isDisabled: note?.isDisabled,
    });
    this.#guns.push(Object.assign(pooled, { gun }));
    this.#parts.log.info('scanner found', {
      scanner: gun.id,
      name,
      ...(candidate && { place: candidate.place }),
      ...(lane === undefined ? {} : { lane }),
    });
    this.#tellUnknownLane(gun.id, note?.lane);
  }

  #tellUnknownLane(scanner: string, lane: string | null | undefined): void {
    if (typeof lane !== 'string' || this.#parts.looking.includes(lane)) return;
    this.#parts.log.warn('a scanner is bound to a lane that takes none', {
      scanner,
      lane,
      cure: 'The lane is no longer in the configuration, or its scanners are written there. Bind this one to another.',
    });
  }

  /** What the look showed of guns that notes are about. A disk that does not take it now does so at a later look. */
  async #keepNotes(candidates: readonly Candidate[], matched: ReadonlyMap<string, string>): Promise<void> {
    const { book } = this.#parts;
    if (this.#keeping) return;
    this.#keeping = true;
    for (const { key } of candidates) {
      const from = matched.get(key);
      if (from === undefined) continue;
      const isRepeated =
        candidates.filter((other) => withoutSocket(other.key) === withoutSocket(key)).length > 1;
      if (from !== key) await book.change(key, {}, from);
      else if (isRepeated && !book.notes[key]?.isRepeated) await book.change(key, { isRepeated: true });
    }
    this.#keeping = false;
  }

  #tellMissing(missing: FoundGuns['missing']): void {
    const { clock, log } = this.#parts;
    for (const [lane, finding] of missing) {
      if (this.#missing.get(lane)?.code !== finding.code) this.#missingSince.set(lane, clock.now());
      if (this.#missing.get(lane)?.message !== finding.message)
        log.info('lane without a scanner', { lane, ...finding });
    }
    this.#missing = missing;
  }

  #summary(): string {
    const guns = this.#guns.map(({ key, gun }) => [key, gun.lane]);
    return JSON.stringify([guns, [...this.#missing], this.#sight.found.candidates]);
  }
}

const withoutSocket = (key: string) => key.replace(/@[^@]*$/, '');
