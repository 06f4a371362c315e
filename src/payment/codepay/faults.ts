import type { UnknownReason } from '../gateway.ts';

/** Why a call brought no answer, in words, and what to do about it. */
export interface Fault {
  reason: UnknownReason;
  /** Never holds anything of the request. */
  detail: string;
  cure: string;
}

const CERTIFICATE_UNTRUSTED = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'CERT_UNTRUSTED',
]);

/** A connection that could not be opened: `code` is the system's or OpenSSL's. */
export function connectFault(code: string | undefined, host: string): Fault {
  const fault = (what: string, cure: string): Fault => ({
    reason: 'connectionFailed',
    detail: `${host}: ${what}`,
    cure,
  });
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    return fault('DNS name not found', "Check gateway.baseUrl, this machine's network and its DNS server.");
  }
  if (code === 'ECONNREFUSED') {
    return fault('connection refused', 'Check the port in gateway.baseUrl, and that no firewall refuses it.');
  }
  if (code === 'CERT_HAS_EXPIRED' || code === 'CERT_NOT_YET_VALID') {
    return fault(
      'TLS certificate expired or not valid yet',
      "Check this machine's clock; if it is right, tell the gateway's support.",
    );
  }
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') {
    return fault('TLS certificate is for another name', 'Check the name in gateway.baseUrl.');
  }
  if (code !== undefined && CERTIFICATE_UNTRUSTED.has(code)) {
    return fault(
      'TLS certificate not trusted',
      'Something between the till and the gateway answers in its place, or its authority is unknown here: ' +
        'ask the network administrator, or name the authority in NODE_EXTRA_CA_CERTS.',
    );
  }
  return fault(
    `no connection${code === undefined ? '' : ` (${code})`}`,
    "Check this machine's network and gateway.baseUrl.",
  );
}

/** The call's time was up. */
export function timeFault(host: string, timeoutMs: number): Fault {
  return {
    reason: 'timeout',
    detail: `${host}: no answer in ${Math.round(timeoutMs / 100) / 10} s`,
    cure: "Check this machine's network; if it is well, the gateway is slow or down.",
  };
}

/** The connection broke, or nonsense came over it, after the request had begun to leave. */
export function lostFault(host: string, code: string | undefined): Fault {
  return {
    reason: 'connectionLost',
    detail: `${host}: connection lost before the answer was whole${code === undefined ? '' : ` (${code})`}`,
    cure: 'Check that gateway.baseUrl is the gateway itself and that the network is steady.',
  };
}

/** The caller called the call off. */
export function calledOffFault(host: string, begun: boolean): Fault {
  return {
    reason: begun ? 'connectionLost' : 'connectionFailed',
    detail: `${host}: the call was called off`,
    cure: 'Try again.',
  };
}

/** An answer that is none of the gateway's: its path, or something in front of it. */
export function statusFault(host: string, status: number): Fault {
  return {
    reason: 'badHttpStatus',
    detail: `${host}: answered with HTTP status ${status}`,
    cure: 'Check gateway.baseUrl and gateway.path; a proxy may answer in its place.',
  };
}

/** An answer larger than any the gateway has reason to send. */
export function sizeFault(host: string, maxBytes: number): Fault {
  return {
    reason: 'tooLarge',
    detail: `${host}: answered with more than ${maxBytes} bytes`,
    cure: 'Check gateway.baseUrl and gateway.path; a proxy may answer in its place.',
  };
}
