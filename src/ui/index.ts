import type { AddressInfo } from 'node:net';
import type { Clock } from '../clock.ts';
import type { ScannerStatus } from '../devices/index.ts';
import type { Log } from '../log.ts';
import type { Payments } from '../payment/index.ts';
import { createAccess } from './access.ts';
import { Commands } from './commands.ts';
import type { ScreenSetting } from './screen.ts';
import { Screens } from './screens.ts';
import { createWeb, listen } from './server.ts';
import { createSockets, type Sockets } from './sockets.ts';

export interface UiRequest {
  host: string;
  port: number;
  allowedHosts: readonly string[];
  token?: string;
  publicDir: string;
  lanes: readonly { id: string; name: string }[];
  setting: Omit<ScreenSetting, 'laneNames'>;
  payments: Payments;
  scanners(): readonly ScannerStatus[];
}

export interface Ui {
  /** Binds the address; resolves with the port. Throws `PORT_IN_USE`. */
  start(): Promise<number>;
  stop(): Promise<void>;
  /** Something of a lane, or (without one) of all lanes, has changed. */
  changed(lane?: string): void;
}

/** The till's outside: the tablet page, its socket, and the REST interface. */
export function createUi(request: UiRequest, { clock, log }: { clock: Clock; log: Log }): Ui {
  const { payments, lanes, scanners, host, allowedHosts, token } = request;
  const ids = lanes.map(({ id }) => id);
  let port = request.port;
  let sockets: Sockets | undefined;
  let closeHttp: () => Promise<void> = async () => {};
  const laneNames = new Map(lanes.map(({ id, name }) => [id, name]));
  const setting: ScreenSetting = { ...request.setting, laneNames };
  const access = createAccess({
    host,
    port: () => port,
    allowedHosts,
    ...(token === undefined ? {} : { token }),
  });
  const screens = new Screens({
    lanes: ids,
    setting,
    clock,
    view: (lane) => payments.view(lane),
    scanners,
    onScreen: (screen) => sockets?.send(screen),
  });
  const { version, currency, sandbox } = setting;
  const health = () => ({ version, payments: payments.health(), lanes, scanners: scanners() });
  const web = createWeb({
    payments,
    screens,
    access,
    clock,
    lanes,
    currency,
    sandbox,
    scanners,
    health,
    publicDir: request.publicDir,
    log,
  });
  return {
    start: async () => {
      const server = await listen(web, { host, port });
      port = (server.address() as AddressInfo).port;
      sockets = createSockets(server, {
        access,
        commands: new Commands(payments, clock),
        screens,
        lanes: ids,
        log,
      });
      closeHttp = () =>
        new Promise((resolve) => {
          server.close(() => resolve());
          server.closeAllConnections();
        });
      return port;
    },
    stop: async () => {
      // Together: the sockets' end waits for requests that only the other one cuts short.
      await Promise.all([sockets?.close(), closeHttp()]);
    },
    changed: (lane) => (lane === undefined ? screens.allChanged() : screens.changed(lane)),
  };
}
