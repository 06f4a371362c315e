import type { Clock } from '../clock.ts';
import { type ScannerConfig, type ScannerEntry, scannerConfig } from '../scanner-config.ts';
import { createBell } from './bell.ts';
import type { Candidate } from './candidate.ts';
import { findScanners, type Listings } from './find-scanners.ts';
import { assign, type FoundGun } from './found-guns.ts';
import type { Gun, GunOptions } from './gun.ts';
import type { GunNotes } from './gun-notes.ts';
import type { Finding } from './scan.ts';
import type { Transport } from './transport.ts';

/** A plug-in that was not told is found within this time, ms. */
const LOOK_EVERY_MS = 5000;

export interface FoundPoolParts {
  clock: Clock;
  listings: Listings;
  /** The lanes for which no gun is configured. */
  looking: readonly string[];
  isOnlyLane: boolean;
  notes(): GunNotes;
  /** Whether a device is one that the configuration file names. */
  isConfigured(candidate: Candidate): Promise<boolean>;
  transportFor(config: ScannerConfig): Transport;
  createGun(options: GunOptions): Gun;
  isListening(lane: string): boolean;
  /** A gun came, went or changed its lane, or another reason is why there is none. */
  onChange(): void;
}

interface PoolGun {
  gun: Gun;
  key: string;
  isPresent: boolean;
}

/** The guns that nobody wrote into the configuration: they come and go as they are plugged in. */
export class FoundPool {
  #guns: PoolGun[] = [];
  #candidates: readonly Candidate[] = [];
  #free: readonly Candidate[] = [];
  #missing: ReadonlyMap<string, Finding> = new Map();
  #missingSince = new Map<string, number>();
  #isStopped = false;
  #running: Promise<void> | undefined;
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
    return this.#candidates;
  }

  /** Those that no gun of the configuration is, and that are not opened. */
  get free(): readonly Candidate[] {
    return this.#free;
  }

  /** Why a lane that looks for guns has none, and since when (epoch ms). */
  missing(lane: string): { finding?: Finding; since: number } | undefined {
    if (!this.#parts.looking.includes(lane) || this.#guns.some(({ gun }) => gun.lane === lane))
      return undefined;
    const finding = this.#missing.get(lane);
    const since = this.#missingSince.get(lane) ?? this.#parts.clock.now();
    return { since, ...(finding && { finding }) };
  }

  keyOf(gun: Gun): string | undefined {
    return this.#guns.find((each) => each.gun === gun)?.key;
  }

  start(): void {
    this.#running = this.#run();
  }

  /** Something was plugged in or out, or decided. */
  wake(): void {
    this.#bell.ring();
    for (const { gun } of this.#guns) gun.wake();
  }

  /** The guns are stopped by their owner. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#bell.ring();
    await this.#running;
  }

  async #run(): Promise<void> {
    while (!this.#isStopped) {
      await this.#look();
      if (!this.#isStopped) await this.#bell.wait(LOOK_EVERY_MS);
    }
  }

  async #look(): Promise<void> {
    const { listings, looking, isOnlyLane, notes, isConfigured } = this.#parts;
    const found = await findScanners(listings);
    const ours = await Promise.all(found.candidates.map(isConfigured));
    if (this.#isStopped) return;
    this.#candidates = found.candidates;
    const candidates = found.candidates.filter((_, i) => !ours[i]);
    const held = new Map(
      this.#guns.flatMap(({ key, gun }) => (gun.lane === undefined ? [] : [[key, gun.lane] as const])),
    );
    const { guns, missing } = assign({ ...found, candidates }, { notes: notes(), looking, isOnlyLane, held });
    const before = this.#summary();
    const opened = new Set(guns.map(({ candidate }) => candidate.key));
    this.#free = candidates.filter(({ key }) => !opened.has(key));
    await this.#follow(guns);
    this.#tellMissing(missing);
    if (this.#summary() !== before) this.#parts.onChange();
  }

  async #follow(found: readonly FoundGun[]): Promise<void> {
    const { isListening } = this.#parts;
    for (const each of this.#guns) each.isPresent = found.some(({ candidate }) => candidate.key === each.key);
    for (const { candidate, lane } of found) {
      const known = this.#guns.find(({ key }) => key === candidate.key);
      if (!known)
        this.#guns.push({ gun: this.#create(candidate, lane), key: candidate.key, isPresent: true });
      else if (known.gun.lane !== lane) known.gun.bind(lane, lane !== undefined && isListening(lane));
    }
    // One that went stays in sight as lost, until its lane has another; one without a lane is missed by nobody.
    const isGone = ({ gun, isPresent }: PoolGun) =>
      !isPresent && (gun.lane === undefined || found.some(({ lane }) => lane === gun.lane));
    const gone = this.#guns.filter(isGone);
    this.#guns = this.#guns.filter((each) => !gone.includes(each));
    await Promise.all(gone.map(({ gun }) => gun.stop()));
  }

  #create({ key, entry, name }: Candidate, lane: string | undefined): Gun {
    const { transportFor, createGun, notes } = this.#parts;
    const note = notes()[key];
    const transport = transportFor(scannerConfig(entry as ScannerEntry));
    return createGun({
      id: idOf(key),
      transport: { ...transport, name },
      lane,
      name: note?.name,
      isConfigured: false,
      isDisabled: note?.isDisabled,
    });
  }

  #tellMissing(missing: ReadonlyMap<string, Finding>): void {
    const now = this.#parts.clock.now();
    for (const [lane, finding] of missing) {
      if (this.#missing.get(lane)?.code !== finding.code) this.#missingSince.set(lane, now);
    }
    this.#missing = missing;
  }

  #summary(): string {
    const guns = this.#guns.map(({ key, gun }) => [key, gun.lane]);
    return JSON.stringify([guns, [...this.#missing], this.#free]);
  }
}

/** An id that can stand in an address, made from a key: readable, and different for different keys. */
function idOf(key: string): string {
  const readable = key.replace(/[^A-Za-z0-9]+/g, '-').replace(/^-|-$/g, '');
  if (readable.length <= 32) return readable;
  let sum = 0;
  for (const char of key) sum = (Math.imul(sum, 31) + char.charCodeAt(0)) >>> 0;
  return `${readable.slice(0, 24)}-${sum.toString(36).padStart(7, '0')}`;
}
