import { stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { type CertificatePair, readPair } from '../certificate-pair.ts';
import type { Config } from '../config.ts';
import { isLoopbackHost } from '../loopback.ts';
import { machineAddresses } from '../machine-addresses.ts';
import type { Check } from './check.ts';

const DAY_MS = 86_400_000;
/** Long enough to find out how it was made, and who did it. */
const SOON_MS = 30 * DAY_MS;

/** What is looked at of a till's own certificate. */
export interface OwnCertificateFacts {
  server: Config['server'];
  /** By which tablets can call this machine. */
  addresses: readonly string[];
  hostName: string;
  /** Whether everybody on this machine may read the key. */
  isKeyOpen: boolean;
}

/** Looks at the files as they are now; the till takes them when they change. */
export async function ownCertificateFacts(server: Config['server']): Promise<OwnCertificateFacts> {
  const mode = server.tls && (await stat(server.tls.keyFile).catch(() => undefined))?.mode;
  return {
    server,
    addresses: machineAddresses(server.host),
    hostName: hostname(),
    isKeyOpen: ((mode ?? 0) & 0o007) !== 0,
  };
}

/** Whether tablets come by TLS, and whether its certificate holds for the names they may use. `now`: epoch ms. */
export function ownCertificateChecks(facts: OwnCertificateFacts, now: number): Check[] {
  const { server, isKeyOpen } = facts;
  const base = { id: 'tls', title: 'TLS for tablets' };
  if (!server.tls) return [withoutTls(facts)];
  const reading = readPair(server.tls);
  if (!reading.ok) {
    const detail = `The certificate cannot be used: ${reading.problems.join('; ')}.`;
    const cure =
      'Make it anew with scripts/install/make-certificate.sh: docs/tls.md. A till that runs goes on with the one it has.';
    return [{ ...base, outcome: 'fail', detail, cure }];
  }
  const { certFile, keyFile } = server.tls;
  const told = `${certFile}: for ${reading.pair.names.join(', ')}; by ${reading.pair.issuer}; until ${dayOf(reading.pair.validTo)}.`;
  const checks = [timeCheck(reading.pair, told, now), namesCheck(facts, reading.pair)];
  if (!isKeyOpen) return checks;
  return [
    ...checks,
    {
      id: 'tlsKey',
      title: 'Key of the certificate',
      outcome: 'warn',
      detail: `Everybody on this machine may read ${keyFile}.`,
      cure: `sudo chmod o= ${keyFile}`,
    },
  ];
}

function withoutTls({ server: { host } }: OwnCertificateFacts): Check {
  const base = { id: 'tls', title: 'TLS for tablets' };
  if (isLoopbackHost(host)) {
    return { ...base, outcome: 'ok', detail: 'Not needed: the till is for this machine alone.' };
  }
  const detail =
    'Tablets come without TLS: whoever is in their network can read and change what goes over it. Their browsers give the page neither the camera nor a screen that stays on.';
  const cure =
    'Make a certificate and set server.tls: docs/tls.md. Until then the till works, in a network with nobody else in it.';
  return { ...base, outcome: 'warn', detail, cure };
}

function timeCheck({ validFrom, validTo }: CertificatePair, detail: string, now: number): Check {
  const base = { id: 'tls', title: 'TLS for tablets' };
  const renew =
    'Make it anew with scripts/install/make-certificate.sh; the till takes it by itself within half a minute.';
  if (validTo < now) {
    return { ...base, outcome: 'fail', detail: `${detail} It has ended: tablets refuse it.`, cure: renew };
  }
  if (validFrom > now) {
    const cure = "Look at this machine's date first.";
    return {
      ...base,
      outcome: 'fail',
      detail: `${detail} It is not valid before ${dayOf(validFrom)}.`,
      cure,
    };
  }
  if (validTo - now >= SOON_MS) return { ...base, outcome: 'ok', detail };
  const days = Math.floor((validTo - now) / DAY_MS);
  return { ...base, outcome: 'warn', detail: `${detail} It ends in ${days} days.`, cure: renew };
}

/** A name of this machine that nobody uses need not be in it; one that is in no way reachable by it is told. */
function namesCheck({ server, addresses, hostName }: OwnCertificateFacts, { isFor }: CertificatePair): Check {
  const base = { id: 'tlsNames', title: 'Names in the certificate' };
  const isEverywhere = server.host === '0.0.0.0' || server.host === '::';
  const hosts = isEverywhere ? addresses : [server.host];
  const allowed = server.allowedHosts.map((name) => name.replace(/:\d+$/, '').replace(/^\[|\]$/g, ''));
  const names = [...new Set([...allowed, ...hosts])];
  const missing = names.filter((name) => !isFor(name));
  const fit = [...names, hostName].filter((name) => isFor(name));
  if (missing.length === 0)
    return { ...base, outcome: 'ok', detail: `Tablets may call it ${fit.join(', ')}.` };
  const cure = `Name them too: scripts/install/make-certificate.sh FOLDER ${[...new Set([...fit, ...missing])].join(' ')}`;
  const detail = `It is not for ${missing.join(', ')}: a tablet that calls the till so is warned of it.`;
  const none = fit.length === 0 ? ' It is for none of the names tablets have for this till.' : '';
  return { ...base, outcome: fit.length === 0 ? 'fail' : 'warn', detail: `${detail}${none}`, cure };
}

const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10);
