import type { Config } from './config.ts';
import { currencyOf, maxMinorOf } from './config-checks.ts';
import {
  areGunNotes,
  createScanners,
  type GunMemory,
  type GunNotes,
  type ScannersParts,
} from './devices/index.ts';
import { createTillDoctor, type ProcessFacts, thisMachine } from './doctor/index.ts';
import { hostAndPort } from './host-port.ts';
import type { Secrets } from './load-config.ts';
import type { Log } from './log.ts';
import type { LogRing } from './log-ring.ts';
import { plainHost } from './loopback.ts';
import { openAccess } from './open-access.ts';
import { openTillFolder } from './open-backup.ts';
import { openGateway, openPractice } from './open-gateway.ts';
import { openOutgoing } from './open-outgoing.ts';
import { openPeople } from './open-people.ts';
import { openPrivacy } from './open-privacy.ts';
import { openWatch } from './open-watch.ts';
import { localName, ownNotifyUrl, tabletUrls } from './own-address.ts';
import {
  allNews,
  createPayments,
  openPrintBook,
  openSettings,
  paymentMask,
  type Self,
  walletNames,
  walletRules,
} from './payment/index.ts';
import { scannerConfig } from './scanner-config.ts';
import { areShopSettings, createShop } from './shop.ts';
import type { ShopSettings } from './shop-settings.ts';
import { createUi, shopWindowOf } from './ui/index.ts';

export interface AppRequest {
  config: Config;
  secrets: Secrets;
  /** Where the built tablet page is. */
  publicDir: string;
  version: string;
  self: Self;
  /** For the doctor on the technician's page. Left out: there is none. */
  process?: ProcessFacts;
}

export interface AppParts extends ScannersParts {
  /** The last lines of the log. */
  logRing: LogRing;
}

export interface App {
  /** Where the till's own machine finds it. */
  url: string;
  /** Where others do; none where the till is for its own machine alone. */
  tabletUrls: readonly string[];
  sandbox: boolean;
  /** The lanes' ids, in the order of the configuration. */
  lanes: readonly string[];
  stop(): Promise<void>;
}

/** A till that stops hears answers of the gateway that come this soon; the next start asks for the others. */
const HEARD_OUT_MS = 3_000;

/**
 * The whole till. Bytes from a gun become a `Scan`; the lane makes an order of it; the gateway's answer changes the
 * order; the lane's new view becomes a `Screen`; every tablet of the lane shows it. This is the only file that knows
 * all three folders. Throws a `TillError` when the till cannot start; nothing is left running then.
 */
export async function startApp(request: AppRequest, parts: AppParts): Promise<App> {
  const { config } = request;
  const { log } = parts;
  const undo: (() => Promise<void>)[] = [];
  try {
    const isSandbox = config.gateway.kind === 'sandbox';
    const folder = await openTillFolder(request, parts);
    undo.push(() => folder.release());

    const shopFile = openSettings<Partial<ShopSettings>>({
      folder: folder.folder,
      name: 'shop',
      isFit: areShopSettings,
      log,
    });
    const shop = createShop({
      file: config.shop,
      stored: (await shopFile.read()) ?? {},
      save: (settings) => shopFile.write(settings),
      onChange: () => ui.changed(),
    });

    const staff = await openPeople({ folder: folder.folder, onChange: () => ui.changed() }, parts);
    undo.push(() => staff.close());
    const letIn = await openAccess(folder.folder, parts);
    undo.push(() => letIn.close());

    let ownPort: number | undefined;
    const watch = openWatch({ ...request, folder: folder.folder }, parts);
    const bareGateway = await openGateway(request, parts, {
      undo,
      notifyUrl: () => ownNotifyUrl(plainHost(config.server), ownPort),
    });
    const gateway = watch.metered(bareGateway);

    const currency = currencyOf(config);
    const maxMinor = maxMinorOf(config, currency);
    const timeZone = config.shop.timeZone ?? new Intl.DateTimeFormat().resolvedOptions().timeZone;
    const lanes = config.lanes.map(({ id, name, scanners }) => ({
      id,
      name: name ?? `Lane ${id}`,
      isFixed: scanners !== undefined,
    }));
    const names = walletNames(config.payment.wallets);
    const walletName = (wallet: string) => names.get(wallet) ?? 'Wallet';
    const outgoing = openOutgoing(
      {
        ...request,
        ...folder,
        shopName: () => shop.settings().name,
        walletName,
        payments: () => payments,
        scanners: () => scanners.statuses(),
      },
      parts,
    );
    const payments = createPayments(
      {
        lanes: lanes.map(({ id }) => id),
        payment: config.payment,
        currency,
        maxMinor,
        dayRule: { timeZone, startsAt: config.shop.dayStartsAt },
        shopName: shop.settings().name,
        gateway,
        folder,
        news: allNews(watch.news, outgoing?.news),
        onChange: (lane) => {
          scanners.listen(lane, payments.view(lane)?.phase.kind === 'ready');
          ui.changed(lane);
        },
      },
      parts,
    );
    const scanners = createScanners(
      {
        lanes: config.lanes.map((lane, index) => gunsOf(lane, isSandbox && index === 0)),
        onScan: (scan) => {
          const result = payments.scan(scan.lane, scan);
          if (result.ok) return { verdict: 'taken' };
          return { verdict: result.why === 'notReady' ? 'ignored' : 'refused', why: result.why };
        },
        isBusy: (lane) => payments.view(lane)?.isBusy ?? false,
        memory: gunMemory(folder.folder, log),
        onStatus: () => ui.changed(),
        onActivity: () => ui.gunsChanged(),
      },
      parts,
    );
    const rules = walletRules(config.payment.wallets);
    const doctorOf = (self: ProcessFacts) =>
      createTillDoctor({
        ...parts,
        machine: thisMachine(self),
        config,
        secrets: Object.values(request.secrets).flat(),
        scanners: () => scanners.statuses(),
        candidates: () => scanners.candidates(),
        health: () => payments.health(),
      });
    const ui = createUi(
      {
        host: config.server.host,
        port: config.server.port,
        allowedHosts: config.server.allowedHosts,
        limits: config.server.limits,
        ...(config.server.tls && { tls: config.server.tls }),
        ...(request.secrets.token === undefined ? {} : { token: request.secrets.token }),
        ...(config.server.webhookListen === undefined
          ? {}
          : { webhookListen: hostAndPort(config.server.webhookListen) }),
        publicDir: request.publicDir,
        lanes,
        payments,
        printBook: openPrintBook(folder.folder),
        people: staff.people,
        letIn,
        guns: scanners,
        shop,
        shopWindow: shopWindowOf(config, names),
        practice: openPractice(config, parts.random),
        ...(outgoing && { outgoing: () => outgoing.health() }),
        paymentMask: (text, aim) => paymentMask(text, aim, rules),
        logRing: parts.logRing,
        watch,
        ...(request.process && { doctor: doctorOf(request.process) }),
        setting: {
          bootId: Buffer.from(parts.random.bytes(9)).toString('base64url'),
          version: request.version,
          shop: () => shop.settings(),
          currency,
          maxMinor,
          timeZone,
          sandbox: isSandbox,
          waitMs: config.payment.waitSeconds * 1000,
          walletName,
        },
      },
      parts,
    );

    undo.push(() => ui.stop());
    undo.push(async () => outgoing?.stop());
    undo.push(async () => {
      const heard = new AbortController();
      await payments.stop(parts.clock.sleep(HEARD_OUT_MS, heard.signal).catch(() => {}));
      heard.abort();
    });
    await payments.start();
    await outgoing?.start();
    const privacy = openPrivacy(
      { config, folder: folder.folder, timeZone, payments, audit: staff.audit },
      parts,
    );
    undo.push(async () => privacy?.stop());
    privacy?.start();
    const { port, tlsPort, webhookPort } = await ui.start();
    ownPort = port;
    await staff.openConsole(`http://${localName(plainHost(config.server))}:${port}`);
    if (webhookPort !== undefined) log.info('notifications are heard', { port: webhookPort });
    undo.push(() => scanners.stop());
    await scanners.start();
    return {
      url: `http://${localName(plainHost(config.server))}:${port}`,
      tabletUrls: tabletUrls(config.server, tlsPort ?? port),
      sandbox: isSandbox,
      lanes: lanes.map(({ id }) => id),
      stop: () => runAll(undo),
    };
  } catch (error) {
    await runAll(undo);
    throw error;
  }
}

/**
 * The last thing begun ends first: guns, then payments (the tablets are told), then the page, then the folder. One that
 * fails to end keeps none of the others; the first failure is thrown when all have been tried.
 */
async function runAll(undo: (() => Promise<void>)[]): Promise<void> {
  const failures: unknown[] = [];
  for (let end = undo.pop(); end; end = undo.pop()) await end().catch((error) => failures.push(error));
  if (failures.length > 0) throw failures[0];
}

/** What people decided about guns on the technician's page. */
function gunMemory(folder: string, log: Log): GunMemory {
  const file = openSettings<GunNotes>({ folder, name: 'guns', isFit: areGunNotes, log });
  return { read: async () => (await file.read()) ?? {}, write: (notes) => file.write(notes) };
}

/** On the sandbox a lane without guns listens for the scanner simulator, on this machine only. */
function gunsOf({ id, scanners }: Config['lanes'][number], listens: boolean) {
  const simulator = scannerConfig({ transport: 'tcp', listen: '127.0.0.1:0' });
  return { id, scanners, ...(listens && scanners === undefined && { extra: [simulator] }) };
}
