import type { Server as HttpServer } from 'node:http';
import type { Server as TlsServer } from 'node:https';
import { type PairFiles, readPair } from '../certificate-pair.ts';
import type { Clock } from '../clock.ts';
import { TillError } from '../errors.ts';
import type { Log } from '../log.ts';
import { plainHost } from '../loopback.ts';
import { Connections } from './connections.ts';
import { createGate } from './gate.ts';
import { type CertificateState, KeptCertificate } from './kept-certificate.ts';
import type { Limits } from './limits.ts';
import { type Address, listen } from './listen.ts';
import { plainListener, secureContextOf, tlsListener } from './listeners.ts';
import type { QuietWarning } from './quiet-warnings.ts';

export interface FrontDoorSetting {
  host: string;
  port: number;
  /** Others come with TLS, by that port; without it the till's own machine alone. */
  tls?: TlsSetting;
  limits: Limits;
}

export interface TlsSetting extends PairFiles {
  port: number;
}

export interface FrontDoorParts {
  clock: Clock;
  log: Log;
  warn: QuietWarning;
}

export interface BoundPorts {
  port: number;
  tlsPort?: number;
}

/** Answers that are on their way may leave; what still waits for news is cut short, and asks the next start. */
const LAST_ANSWERS_MS = 500;

/** Where the till listens, and who gets in as far as that is a matter of how many. */
export class FrontDoor {
  readonly connections: Connections;
  readonly #setting: FrontDoorSetting;
  readonly #parts: FrontDoorParts;
  readonly #servers: (HttpServer | TlsServer)[] = [];
  #certificate: KeptCertificate | undefined;

  constructor(setting: FrontDoorSetting, parts: FrontDoorParts) {
    this.#setting = setting;
    this.#parts = parts;
    this.connections = new Connections({ ...parts, limits: setting.limits });
  }

  /** Hands all that is let in to the hub, which itself does not listen. Throws `PORT_IN_USE`; `close` it then too. */
  async open(hub: HttpServer): Promise<BoundPorts> {
    const { host, port, tls, limits } = this.#setting;
    const { connections } = this;
    const parts = { hub, connections, gate: createGate({ ...this.#parts, limits, connections }) };
    const plain = { host: plainHost(this.#setting), port, chosen: 'with --port' };
    const bound = await this.bind(plainListener(parts), plain);
    if (tls === undefined) return { port: bound };
    const { server, certificate } = this.#withTls(tls, parts);
    this.#certificate = certificate;
    const tlsPort = await this.bind(server, { host, port: tls.port, chosen: 'in server.tls.port' });
    this.#parts.log.info('TLS is spoken', { port: tlsPort });
    return { port: bound, tlsPort };
  }

  /** Has it listen there, and end with the others. */
  async bind(server: HttpServer | TlsServer, address: Address): Promise<number> {
    const bound = await listen(server, address);
    this.#servers.push(server);
    return bound;
  }

  /** What is shown to browsers. Left out: there is no TLS. */
  certificate(): CertificateState | undefined {
    return this.#certificate?.state();
  }

  async close(): Promise<void> {
    this.#certificate?.stop();
    await Promise.all(this.#servers.map((server) => end(server, this.#parts.clock)));
  }

  #withTls(tls: TlsSetting, parts: Parameters<typeof plainListener>[0]) {
    const reading = readPair(tls);
    if (!reading.ok) throw unusable(reading.problems);
    const { clock, log } = this.#parts;
    const server = tlsListener(reading.pair, parts);
    const certificate = new KeptCertificate(tls, reading.pair, {
      clock,
      log,
      use: (pair) => server.setSecureContext(secureContextOf(pair)),
    });
    if (reading.pair.validTo < clock.now()) {
      log.error('the certificate has ended: tablets refuse it', {
        until: new Date(reading.pair.validTo).toISOString(),
      });
    }
    return { server, certificate };
  }
}

function unusable(problems: readonly string[]): TillError {
  return new TillError({
    code: 'CONFIG_INVALID',
    message: `The certificate cannot be used:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`,
    hint: 'Mend the files, or take server.tls out of the configuration. docs/tls.md says how they are made.',
  });
}

function end(server: HttpServer | TlsServer, clock: Clock): Promise<void> {
  return new Promise((resolve) => {
    const callOff = clock.after(LAST_ANSWERS_MS, () => server.closeAllConnections());
    server.close(() => {
      callOff();
      resolve();
    });
  });
}
