import { isIP } from 'node:net';
import { connect, type DetailedPeerCertificate, type PeerCertificate } from 'node:tls';
import type { Clock } from '../clock.ts';
import { errorText } from '../errors.ts';
import type { Check } from './check.ts';

/** The certificate that a server showed. */
export interface CertificateFacts {
  host: string;
  /** Why it is not trusted, in Node's words; none where it is. */
  problem?: string;
  /** Names it is for, as it lists them. */
  names: string;
  issuer: string;
  /** Epoch ms. */
  validTo: number;
}

const DAY_MS = 86_400_000;
const SOON_MS = 14 * DAY_MS;
const LIMIT_MS = 4000;

/** Fetches the certificate of an `https:` address, trusted or not. Rejects where no TLS can be had there at all. */
export function fetchCertificate(url: URL, clock: Clock): Promise<CertificateFacts> {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  return new Promise((resolve, reject) => {
    // Not to send anything: only to see what is shown, and what would be thought of it.
    const socket = connect({
      host,
      port: Number(url.port) || 443,
      rejectUnauthorized: false,
      ...(isIP(host) === 0 && { servername: host }),
    });
    const callOff = clock.after(LIMIT_MS, () => socket.destroy(new Error(`no answer within ${LIMIT_MS} ms`)));
    socket.once('close', callOff);
    socket.once('error', reject);
    socket.once('secureConnect', () => {
      resolve(
        factsOf(
          host,
          socket.getPeerCertificate(),
          socket.authorized ? undefined : errorText(socket.authorizationError),
        ),
      );
      socket.destroy();
    });
  });
}

function factsOf(
  host: string,
  shown: PeerCertificate | DetailedPeerCertificate,
  problem: string | undefined,
): CertificateFacts {
  return {
    host,
    ...(problem !== undefined && { problem }),
    names: shown.subjectaltname ?? String(shown.subject?.CN ?? ''),
    issuer: String(shown.issuer?.O ?? shown.issuer?.CN ?? 'nobody known'),
    validTo: Date.parse(shown.valid_to),
  };
}

/** Whether the gateway's certificate is trusted, for its name, and for a while yet. `now`: epoch ms. */
export function certificateCheck(facts: CertificateFacts, now: number): Check {
  const { host, problem, names, issuer, validTo } = facts;
  const base = { id: 'certificate', title: 'Certificate of the gateway' };
  const until = Number.isNaN(validTo) ? 'an unknown day' : new Date(validTo).toISOString().slice(0, 10);
  const detail = `For ${names}; by ${issuer}; until ${until}.`;
  if (problem !== undefined) {
    return {
      ...base,
      outcome: 'fail',
      detail: `It is not trusted (${problem}). ${detail}`,
      cure: untrustedCure(problem, host),
    };
  }
  if (!(validTo - now < SOON_MS)) return { ...base, outcome: 'ok', detail };
  const days = Math.max(0, Math.floor((validTo - now) / DAY_MS));
  const cure = `It ends in ${days} days: tell the gateway's support. Nothing is sold from that day on if it is not renewed.`;
  return { ...base, outcome: 'warn', detail, cure };
}

function untrustedCure(problem: string, host: string): string {
  if (/expired|not yet valid/i.test(problem) || /CERT_(HAS_EXPIRED|NOT_YET_VALID)/.test(problem)) {
    return "Look at this machine's date first; if it is right, tell the gateway's support.";
  }
  if (/altnames|ALTNAME/i.test(problem)) {
    return `It is for another name than ${host}: correct gateway.baseUrl, or ask who answers in the gateway's place.`;
  }
  return 'A proxy stands in between, or its authority is not known here: name that authority with NODE_EXTRA_CA_CERTS=/path/to/ca.pem.';
}
