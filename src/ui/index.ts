import { createServer } from 'node:http';
import type { Devices, PairingCodes } from '../access/index.ts';
import type { Clock } from '../clock.ts';
import type { Check } from '../doctor/check.ts';
import type { Log } from '../log.ts';
import type { LogRing } from '../log-ring.ts';
import type { OutgoingHealth } from '../outgoing/index.ts';
import type { Payments, PrintBook } from '../payment/index.ts';
import type { People } from '../people/index.ts';
import type { Shop } from '../shop-settings.ts';
import { createAccess } from './access.ts';
import { Commands } from './commands.ts';
import { customerScreenOf } from './customer-screen.ts';
import { type BoundPorts, FrontDoor, type TlsSetting } from './front-door.ts';
import { lanesOfRequest } from './lanes-of-request.ts';
import type { Limits } from './limits.ts';
import { LiveRequests } from './live-requests.ts';
import { logoAddress } from './logo.ts';
import { createPeopleGuard } from './people-guard.ts';
import type { Practice } from './practice-api.ts';
import { createQuietWarning } from './quiet-warnings.ts';
import { createPaperDesk } from './receipts/paper-desk.ts';
import type { Door } from './route.ts';
import type { Guns } from './scanners-api.ts';
import type { ScreenSetting } from './screen.ts';
import { Screens } from './screens.ts';
import { createWeb } from './server.ts';
import type { ShopWindow } from './shop-window.ts';
import { createSockets, type Sockets } from './sockets.ts';
import { TechnicianFeed } from './technician-feed.ts';
import { technicianContent } from './technician-view.ts';
import type { UiWatch } from './ui-watch.ts';
import { createWebhook, createWebhookServer } from './webhook.ts';

export { periodJson } from './day-json.ts';
export { logoProblem } from './logo.ts';
export { orderJson } from './order-json.ts';
export { shopWindowOf } from './shop-window.ts';
export { WEBHOOK_PATH } from './webhook.ts';

export interface UiRequest {
  host: string;
  port: number;
  allowedHosts: readonly string[];
  token?: string;
  /** Others than the till's own machine come by this. */
  tls?: TlsSetting & { hstsSeconds: number };
  limits: Limits;
  /** A port for the gateway's notifications alone, beside the till's own. */
  webhookListen?: { host: string; port: number };
  publicDir: string;
  /** `isFixed`: its guns are written in the configuration file. */
  lanes: readonly { id: string; name: string; isFixed: boolean }[];
  setting: Omit<ScreenSetting, 'laneNames'>;
  /** What customers see of the shop beside its name. Left out: nothing. */
  shopWindow?: ShopWindow;
  payments: Payments;
  /** What was printed before. */
  printBook: PrintBook;
  /** Who works here. Left out: nobody by name. */
  people?: People;
  /** What was let in, and lets more in. Left out: nothing but the machine itself, and who has `token`. */
  letIn?: { devices: Devices; codes: PairingCodes };
  guns: Guns;
  /** What is set on the page; `setting.shop` is what is in force of it. */
  shop: Shop;
  /** What can be practised. Left out where money moves. */
  practice?: Practice | undefined;
  /** The mask of a text that a wallet is paid with. */
  paymentMask(text: string, aim: string | undefined): string | undefined;
  logRing: LogRing;
  /** How those stand who are told what happens here. Left out: there are none. */
  outgoing?: () => OutgoingHealth;
  /** Looks at the whole machine, for the technician's page. */
  doctor?: () => Promise<Check[]>;
  /** Counts what happens, for metrics. Left out: nobody does. */
  watch?: UiWatch;
  /** Sees each answer of the REST interface, for tests. */
  onReply?: Door['onReply'];
}

export interface Ui {
  /** Binds the addresses; resolves with the ports. Throws `PORT_IN_USE`; `stop` it then too. */
  start(): Promise<BoundPorts & { webhookPort?: number }>;
  stop(): Promise<void>;
  /** Something of a lane, or (without one) of all lanes, has changed. */
  changed(lane?: string): void;
  /** Something came from a gun, or of a gun has changed that tablets do not show. */
  gunsChanged(): void;
}

/** The till's outside: the tablet page, its socket, and the REST interface. */
export function createUi(request: UiRequest, { clock, log }: { clock: Clock; log: Log }): Ui {
  const { payments, guns, host, allowedHosts, token } = request;
  const lanes = request.lanes.map(({ id, name }) => ({ id, name }));
  const scanners = () => guns.statuses();
  const ids = lanes.map(({ id }) => id);
  let ports: readonly number[] = [];
  let sockets: Sockets | undefined;
  const warn = createQuietWarning(log, clock);
  const door = new FrontDoor(request, { clock, log, warn });
  const laneNames = new Map(lanes.map(({ id, name }) => [id, name]));
  const { people } = request;
  /** Where nobody is known, nobody can be asked for: a shop must be able to sell. */
  const shop = () => {
    const settings = request.setting.shop();
    const signIn = settings.signIn && people?.hasAnybody === true;
    return { ...settings, signIn };
  };
  const guard = createPeopleGuard({
    people,
    signIn: () => shop().signIn,
    lanesOf: lanesOfRequest({ payments, guns }),
    clock,
    log,
  });
  const setting: ScreenSetting = { ...request.setting, shop, laneNames };
  const logo = request.shopWindow?.logo;
  const customers = {
    customerLocale: () => setting.shop().customerLocale,
    wallets: request.shopWindow?.wallets ?? [],
    ...(logo && { logo: logoAddress(logo) }),
  };
  const access = createAccess({
    host,
    ports: () => ports,
    allowedHosts,
    devices: request.letIn?.devices,
    ...(token === undefined ? {} : { token }),
  });
  const place = () => ({ host, port: ports.at(-1) ?? 0, isTls: request.tls !== undefined, allowedHosts });
  const live = new LiveRequests(access);
  request.letIn?.devices.onGone((id) => {
    live.shutOut(id);
    sockets?.shutOut(id);
  });
  const screens = new Screens({
    lanes: ids,
    setting,
    clock,
    view: (lane) => payments.view(lane),
    scanners,
    onChange: (lane) => {
      sockets?.show(lane);
      request.watch?.screenSent(lane, screens.rev(lane));
    },
  });
  const customerScreen = (lane: string) => {
    const [screen, view] = [screens.current(lane), payments.view(lane)];
    return screen && view && customerScreenOf({ screen, view }, customers);
  };
  const { version, currency, maxMinor, sandbox, bootId, walletName } = setting;
  const feed = new TechnicianFeed({
    bootId,
    clock,
    content: () =>
      technicianContent(
        {
          lanes: request.lanes.map((lane) => ({ ...lane, isBusy: payments.view(lane.id)?.isBusy ?? false })),
          scanners: scanners(),
          health: (id) => guns.health(id),
          free: guns.free(),
          binding: guns.binding(),
        },
        setting,
      ),
  });
  const health = () => ({
    version,
    payments: payments.health(),
    outgoing: request.outgoing?.(),
    lanes,
    scanners: scanners(),
    certificate: door.certificate(),
  });
  const webhook = createWebhook({ take: (body, type) => payments.notified(body, type), clock });
  const web = createWeb({
    payments,
    guard,
    people,
    pairing: request.letIn && { ...request.letIn, guard, clock, lanes, log, place },
    screens,
    access,
    clock,
    lanes,
    currency,
    maxMinor,
    sandbox,
    walletName,
    scanners,
    guns,
    feed,
    bootId,
    shop: request.shop,
    ...createPaperDesk({ setting, book: request.printBook, clock, logo: customers.logo }),
    practice: request.practice,
    paymentMask: request.paymentMask,
    logRing: request.logRing,
    doctor: request.doctor,
    onReply: request.onReply,
    health,
    webhook,
    socketCounts: () => sockets?.counts() ?? { cashier: 0, customer: 0 },
    watch: request.watch,
    live,
    connections: door.connections,
    hstsSeconds: request.tls?.hstsSeconds ?? 0,
    publicDir: request.publicDir,
    logo,
    log,
  });
  return {
    start: async () => {
      const { webhookListen } = request;
      const webhookPort =
        webhookListen &&
        (await door.bind(createWebhookServer(webhook), {
          ...webhookListen,
          chosen: 'in server.webhookListen',
        }));
      const hub = createServer(web);
      sockets = createSockets(hub, {
        access,
        guard,
        commands: new Commands({ payments, clock, guard }),
        screens,
        customerScreen,
        lanes: ids,
        connections: door.connections,
        clock,
        warn,
        log,
        bootId,
        watch: request.watch,
      });
      const { port, tlsPort } = await door.open(hub);
      ports = [port, ...(tlsPort === undefined ? [] : [tlsPort])];
      return {
        port,
        ...(tlsPort === undefined ? {} : { tlsPort }),
        ...(webhookPort === undefined ? {} : { webhookPort }),
      };
    },
    stop: async () => {
      // Together: the sockets' end waits for requests that only the other one cuts short.
      await Promise.all([sockets?.close(), door.close()]);
    },
    changed(lane) {
      if (lane === undefined) screens.allChanged();
      else screens.changed(lane);
      feed.changed();
    },
    gunsChanged: () => feed.changed(),
  };
}
