import type { Clock } from '../clock.ts';
import { errorText } from '../errors.ts';
import type { Log } from '../log.ts';
import { type Random, randomText } from '../random.ts';
import type { Role, Scope } from './acts.ts';
import {
  type Device,
  type DevicesDocument,
  isDeviceName,
  tokenHashOf,
  trimmedName,
  visitorOf,
} from './device.ts';
import type { Lanes, Visitor } from './visitor.ts';

/** Where the devices are kept. Each rejects where the disk does not do it. */
export interface DevicesFile {
  /** Nothing where there is none, or a damaged one was put aside. */
  read(): Promise<DevicesDocument | undefined>;
  /** Durable when it resolves. */
  write(document: DevicesDocument): Promise<void>;
}

export interface DevicesParts {
  file: DevicesFile;
  clock: Clock;
  random: Random;
  log: Log;
}

export interface NewDevice {
  name: string;
  role: Role;
  lanes: Lanes;
  /** Of a program: at least one. Of others: none. */
  scopes: readonly Scope[];
  /** How long its token is good for. Left out: until it is revoked. */
  forMs?: number | undefined;
  /** Who lets it in, by name. */
  by: string;
}

/** What a token is to this till. */
export type Found = { visitor: Visitor } | 'unknown' | 'revoked' | 'expired';

export type DeviceRefusal = 'noSuchDevice' | 'deviceName' | 'tooManyDevices';
export type DeviceResult<T> = ({ ok: true } & T) | { ok: false; why: DeviceRefusal };

const TOKEN_BYTES = 32;
/** Far more than a shop has; a program gone wild must not fill the file. */
const MOST_DEVICES = 500;
/** So many that were revoked are remembered, to be told so. */
const MOST_REVOKED = 100;
const DAY_MS = 24 * 60 * 60_000;

/** Everything that was let in. Changes are made one after the other, each durable before it counts. */
export class Devices {
  readonly #parts: DevicesParts;
  #devices: readonly Device[] = [];
  #byHash = new Map<string, Device>();
  #last: Promise<unknown> = Promise.resolve();
  readonly #onGone: ((id: string) => void)[] = [];

  constructor(parts: DevicesParts) {
    this.#parts = parts;
  }

  async load(): Promise<void> {
    this.#take((await this.#parts.file.read())?.devices ?? []);
  }

  /** In the order they came; those that were revoked too. */
  get all(): readonly Device[] {
    return this.#devices;
  }

  /** Who shows that token. Asking is being seen. */
  find(token: string): Found {
    const device = this.#byHash.get(tokenHashOf(token));
    if (!device) return 'unknown';
    if (device.revokedAt !== undefined) return 'revoked';
    const now = this.#parts.clock.now();
    if (device.expiresAt !== undefined && now >= device.expiresAt) return 'expired';
    if (now - (device.lastSeenAt ?? 0) >= DAY_MS) this.#seen(device.id, now);
    return { visitor: visitorOf(device) };
  }

  /** Whether something may be called that. */
  isName(name: string): boolean {
    return isDeviceName(trimmedName(name));
  }

  /** Calls it with the id of each device that is shut out from now on. */
  onGone(tell: (id: string) => void): void {
    this.#onGone.push(tell);
  }

  /** The token is nowhere but in the answer. */
  add({ forMs, by, ...wish }: NewDevice): Promise<DeviceResult<{ device: Device; token: string }>> {
    return this.#inTurn<{ device: Device; token: string }>(async () => {
      const name = trimmedName(wish.name);
      if (!isDeviceName(name)) return { ok: false, why: 'deviceName' };
      const { random, clock } = this.#parts;
      if (this.#devices.filter(isLive).length >= MOST_DEVICES) return { ok: false, why: 'tooManyDevices' };
      const token = Buffer.from(random.bytes(TOKEN_BYTES)).toString('base64url');
      const now = clock.now();
      const device: Device = {
        id: this.#newId(),
        name,
        role: wish.role,
        lanes: wish.lanes === 'all' ? 'all' : [...wish.lanes],
        scopes: [...wish.scopes],
        tokenHash: tokenHashOf(token),
        createdAt: now,
        createdBy: by,
        ...(forMs !== undefined && { expiresAt: now + forMs }),
      };
      await this.#save([...this.#devices, device]);
      return { ok: true, device, token };
    });
  }

  rename(id: string, name: string): Promise<DeviceResult<{ device: Device }>> {
    const wanted = trimmedName(name);
    return this.#change(id, (device) => (isDeviceName(wanted) ? { ...device, name: wanted } : 'deviceName'));
  }

  /**
   * Its token opens nothing any more, and what it has open ends. Rejects where the disk does not take it: it is shut out
   * all the same, until the till is started anew.
   */
  async revoke(id: string): Promise<DeviceResult<{ device: Device }>> {
    const revokedAt = this.#parts.clock.now();
    const revoked = (device: Device): Device => ({ revokedAt, ...device });
    try {
      return await this.#change(id, revoked);
    } catch (error) {
      this.#take(this.#devices.map((each) => (each.id === id ? revoked(each) : each)));
      throw error;
    } finally {
      for (const tell of this.#onGone) tell(id);
    }
  }

  /** Resolves when nothing is being written any more. */
  async close(): Promise<void> {
    await this.#last;
  }

  #change(id: string, make: (device: Device) => Device | DeviceRefusal) {
    return this.#inTurn<{ device: Device }>(async () => {
      const before = this.#devices.find((device) => device.id === id);
      const device = before ? make(before) : 'noSuchDevice';
      if (typeof device === 'string') return { ok: false, why: device };
      await this.#save(this.#devices.map((each) => (each.id === id ? device : each)));
      return { ok: true, device };
    });
  }

  /** A day that is lost by a fault of the disk is only not shown. */
  #seen(id: string, now: number): void {
    const seen = (device: Device) => (device.id === id ? { ...device, lastSeenAt: now } : device);
    this.#take(this.#devices.map(seen));
    this.#inTurn<object>(async () => {
      await this.#parts.file.write({ schema: 1, devices: [...this.#devices] });
      return { ok: true };
    }).catch((error) => {
      this.#parts.log.warn('when a device was seen could not be saved', { error: errorText(error) });
    });
  }

  async #save(devices: readonly Device[]): Promise<void> {
    const revoked = devices.filter((device) => !isLive(device));
    const forgotten = new Set(revoked.slice(0, Math.max(0, revoked.length - MOST_REVOKED)));
    const kept = devices.filter((device) => !forgotten.has(device));
    await this.#parts.file.write({ schema: 1, devices: kept });
    // Who was seen during the write stays seen.
    const seenAt = new Map(this.#devices.map(({ id, lastSeenAt }) => [id, lastSeenAt]));
    this.#take(
      kept.map((device) => {
        const lastSeenAt = seenAt.get(device.id) ?? device.lastSeenAt;
        return lastSeenAt === undefined ? device : { ...device, lastSeenAt };
      }),
    );
  }

  #take(devices: readonly Device[]): void {
    this.#devices = devices;
    this.#byHash = new Map(devices.map((device) => [device.tokenHash, device]));
  }

  #newId(): string {
    for (;;) {
      const id = `d${randomText(this.#parts.random, 6).toLowerCase()}`;
      if (!this.#devices.some((device) => device.id === id)) return id;
    }
  }

  /** A change that fails must not keep the next one from being tried. */
  #inTurn<T>(change: () => Promise<DeviceResult<T>>): Promise<DeviceResult<T>> {
    const done = this.#last.then(change, change);
    this.#last = done.catch(() => {});
    return done;
  }
}

const isLive = ({ revokedAt }: Device): boolean => revokedAt === undefined;
