import { errorText } from '../errors.ts';
import type { ScannerConfig } from '../scanner-config.ts';
import { CodeReadings } from './code-reading.ts';
import { systemListings } from './find-scanners.ts';
import { FoundPool } from './found-pool.ts';
import { Gun, type GunOptions, type GunParts } from './gun.ts';
import { checkHealth } from './health-check.ts';
import { watchDevices } from './hot-plug.ts';
import { missingGun } from './missing-gun.ts';
import { isNamed, whoseGun } from './named.ts';
import { NoteBook, type NoteChange } from './note-book.ts';
import { patientTransport } from './patient-transport.ts';
import type { ScannerIdentity } from './scan.ts';
import type {
  Binding,
  GunRefusal,
  GunResult,
  LaneGuns,
  Scanners,
  ScannersOptions,
  ScannersParts,
} from './scanners-port.ts';
import { transportMaker } from './transport-maker.ts';

/** All guns have closed within this time of a stop, ms, or are left to the end of the process. */
const STOP_MS = 1000;
/** A gun is off its lane for so long for a test scan, ms. */
const TEST_MS = 60_000;
/** A gun that scans within this time, ms, is bound to the lane that waits for one. */
const BINDING_MS = 60_000;
/** Others are looked for after this time, ms, though a gun of the configuration was not opened or refused yet. */
const FIRST_TRY_MS = 2000;

export function createScanners(options: ScannersOptions, parts: ScannersParts): Scanners {
  const { clock, log } = parts;
  const makeTransport = transportMaker(clock);
  const listings = parts.listings ?? systemListings;
  /** `lane`: whose settings they are in the configuration. */
  const transportFor = (config: ScannerConfig, lane?: string) => {
    const { lanes } = options;
    const whose =
      lane === undefined || config.transport !== 'hid'
        ? undefined
        : (gun: ScannerIdentity) => whoseGun(config, { lane, lanes }, gun);
    const replaced = parts.transports?.(config, whose);
    if (replaced) return replaced;
    const transport = makeTransport(config, whose);
    return config.transport === 'hid' && listings.nodes
      ? patientTransport(transport, listings.nodes)
      : transport;
  };
  const named = options.lanes.flatMap(({ scanners = [] }) => scanners);
  const laneIds = options.lanes.map(({ id }) => id);
  const listening = new Set<string>();
  const book = new NoteBook(options.memory, log);
  const readings = new CodeReadings(clock);
  let binding: Binding | undefined;
  let endBinding = () => {};
  let configured: Gun[] = [];
  let stopWatching = () => {};

  function tell(what: () => void): void {
    try {
      what();
    } catch (error) {
      log.error('a change of a scanner could not be told', { error: errorText(error) });
    }
  }
  const changed = () => {
    tell(options.onStatus);
    active();
  };
  const active = () => tell(() => options.onActivity?.());

  function cancelBinding(): void {
    endBinding();
    if (binding === undefined) return;
    binding = undefined;
    changed();
  }

  const gunParts: GunParts = {
    ...parts,
    onScan(scan) {
      const verdict = options.onScan(scan);
      // One scan a sale: the next, of whichever gun, is let through when the lane waits again.
      if (verdict.verdict === 'taken') listen(scan.lane, false);
      return verdict;
    },
    onStatus: changed,
    onActivity: active,
    // Nor for the number on a bill.
    isReading: (gun, frame) => !isBusy(gun.lane) && readings.take(gun.lane, frame),
    isBinding(gun) {
      // A customer's code is never taken for the scan that binds.
      if (binding === undefined || gun.isConfigured || isBusy(gun.lane)) return false;
      const { lane } = binding;
      cancelBinding();
      void bindGun(gun, lane).then((why) => {
        if (why !== undefined && binding === undefined) awaitBinding(lane, why);
      });
      return true;
    },
  };

  const pool = new FoundPool({
    clock,
    log,
    listings,
    looking: options.lanes.flatMap(({ id, scanners }) => (scanners === undefined ? [id] : [])),
    isOnlyLane: laneIds.length === 1,
    book,
    isConfigured: (candidate) => isNamed(candidate, named),
    transportFor: (config) => transportFor(config),
    createGun: (gun) => create(gun),
    isListening: (lane) => listening.has(lane),
    isBusy: (lane) => isBusy(lane),
    onPlugged: wakeConfigured,
    onChange: changed,
  });

  const all = () => [...pool.guns, ...configured];

  /** What a person decided: durable, or refused. */
  async function note(gun: Gun, change: NoteChange): Promise<GunRefusal | undefined> {
    const { key, ...product } = pool.noteOf(gun) ?? { key: gun.id };
    return (await book.change(key, { ...product, ...change })) ? undefined : 'notSaved';
  }

  async function bindGun(gun: Gun, lane: string | undefined): Promise<GunRefusal | undefined> {
    const why = await note(gun, { lane: lane ?? null });
    if (why !== undefined) return why;
    // A sale may have begun while the disk was slow: then the gun changes its lane once that is over, by the pool's look.
    if (!isBusy(gun.lane) && !isBusy(lane)) gun.bind(lane, lane !== undefined && listening.has(lane));
    pool.wake();
    return undefined;
  }

  function awaitBinding(lane: string, problem?: GunRefusal): void {
    endBinding();
    binding = { lane, until: clock.now() + BINDING_MS, ...(problem && { problem }) };
    endBinding = clock.after(BINDING_MS, cancelBinding);
    changed();
  }

  function wakeConfigured(): void {
    for (const gun of configured) gun.wake();
  }

  function listen(lane: string, isListening: boolean): void {
    if (isListening || isBusy(lane)) readings.saleBegins(lane);
    if (isListening) listening.add(lane);
    else listening.delete(lane);
    for (const gun of all()) if (gun.lane === lane) gun.listen(isListening);
  }

  const isFixed = (lane: string) =>
    options.lanes.some(({ id, scanners }) => id === lane && scanners !== undefined);
  const isBusy = (lane: string | undefined) => lane !== undefined && (options.isBusy?.(lane) ?? false);

  function create(gun: GunOptions): Gun {
    const made = new Gun(gun, gunParts);
    if (gun.lane !== undefined) made.listen(listening.has(gun.lane));
    return made;
  }

  function configuredGuns({ id: lane, scanners = [], extra = [] }: LaneGuns): GunOptions[] {
    return [...scanners, ...extra].map((config, i) => {
      const id = config.id ?? `${lane}-${config.transport}-${i + 1}`;
      return { id, lane, name: config.name, transport: transportFor(config, lane), isConfigured: true };
    });
  }

  const planned = options.lanes.flatMap(configuredGuns);

  async function withGun(
    id: string,
    act: (gun: Gun) => Promise<GunRefusal | undefined> | GunRefusal | undefined,
  ): Promise<GunResult> {
    const gun = all().find((each) => each.id === id);
    if (!gun) return { ok: false, why: 'noSuchScanner' };
    const why = await act(gun);
    return why === undefined ? { ok: true } : { ok: false, why };
  }

  return {
    async start() {
      await book.open();
      // Bytes written to a gun are events too: the pool tells what was plugged from what was not.
      stopWatching = watchDevices(() => pool.wake(), clock);
      configured = planned.map((gun) => create({ ...gun, isDisabled: book.notes[gun.id]?.isDisabled }));
      // What the file names opens first, so that no look takes its device. A start waits for listeners alone.
      const soon = new AbortController();
      const limit = clock.sleep(FIRST_TRY_MS, soon.signal).catch(() => {});
      void Promise.race([Promise.all(configured.map((gun) => gun.tried)), limit]).then(() => {
        soon.abort();
        pool.start();
      });
      await Promise.all(configured.filter((_, i) => planned[i]?.transport.immediate).map((gun) => gun.tried));
    },
    async stop() {
      stopWatching();
      endBinding();
      readings.stop();
      const giveUp = new AbortController();
      const late = clock.sleep(STOP_MS, giveUp.signal).catch(() => {});
      const ended = [pool.stop(), ...all().map((gun) => gun.stop())];
      await Promise.race([Promise.all(ended).then(() => book.settled()), late]);
      giveUp.abort();
    },
    statuses: () => [
      ...laneIds.flatMap((lane) => missingGun(lane, pool.missing(lane))),
      ...all().map((gun) => gun.status()),
    ],
    candidates: () => pool.candidates,
    free: () => pool.free,
    listen,
    async read(lane, signal) {
      if (!laneIds.includes(lane)) return { kind: 'noSuchLane' };
      if (listening.has(lane) || isBusy(lane)) return { kind: 'laneBusy' };
      const isUp = (gun: Gun) => gun.lane === lane && gun.status().state === 'up';
      return all().some(isUp) ? readings.next(lane, signal) : { kind: 'noScanner' };
    },
    bind: (id, lane) =>
      withGun(id, async (gun) => {
        if (gun.isConfigured || (lane !== undefined && isFixed(lane))) return 'configured';
        if (lane !== undefined && !laneIds.includes(lane)) return 'noSuchLane';
        if (isBusy(gun.lane) || isBusy(lane)) return 'laneBusy';
        return bindGun(gun, lane);
      }),
    bindByScan(lane) {
      if (!laneIds.includes(lane)) return { ok: false, why: 'noSuchLane' };
      if (isFixed(lane)) return { ok: false, why: 'configured' };
      if (isBusy(lane)) return { ok: false, why: 'laneBusy' };
      awaitBinding(lane);
      return { ok: true };
    },
    binding: () => binding,
    cancelBinding,
    rename: (id, name) =>
      withGun(id, async (gun) => {
        if (gun.isConfigured) return 'configured';
        const why = await note(gun, { name: name || undefined });
        if (why === undefined) gun.rename(name || undefined);
        return why;
      }),
    enable: (id, isEnabled) =>
      withGun(id, async (gun) => {
        if (isBusy(gun.lane)) return 'laneBusy';
        const why = await note(gun, { isDisabled: isEnabled ? undefined : true });
        if (why === undefined) await gun.enable(isEnabled);
        return why;
      }),
    async adopt(key, lane) {
      const candidate = pool.candidates.find((each) => each.key === key);
      if (candidate?.entry === undefined) return { ok: false, why: 'noSuchScanner' };
      if (pool.isConfigured(candidate)) return { ok: false, why: 'configured' };
      if (!laneIds.includes(lane)) return { ok: false, why: 'noSuchLane' };
      if (isFixed(lane)) return { ok: false, why: 'configured' };
      // It may be in use already: who asks looked at it a while ago.
      const user = pool.guns.find((gun) => pool.noteOf(gun)?.key === key);
      if (isBusy(lane) || isBusy(user?.lane)) return { ok: false, why: 'laneBusy' };
      if (!(await book.change(key, { lane, product: candidate.name }))) return { ok: false, why: 'notSaved' };
      pool.wake();
      return { ok: true };
    },
    test: (id) =>
      withGun(id, (gun) => {
        if (isBusy(gun.lane)) return 'laneBusy';
        if (gun.status().state !== 'up') return 'notUp';
        gun.test(TEST_MS);
        return undefined;
      }),
    endTest: (id) =>
      withGun(id, (gun) => {
        gun.endTest();
        return undefined;
      }),
    health(id) {
      const gun = all().find((each) => each.id === id);
      return gun && checkHealth(gun.status());
    },
    sound: (id, isGood) =>
      withGun(id, (gun) => {
        if (gun.status().state !== 'up') return 'notUp';
        gun.sound(isGood);
        return undefined;
      }),
  };
}
