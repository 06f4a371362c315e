import type { Finding } from './scan.ts';
import type { Transport } from './transport.ts';

/**
 * A line that is found by listing all devices, which costs too much to do every two seconds: where it was not there, it is
 * looked for again when something was plugged in or out. `nodes`: what to compare to know that.
 */
export function patientTransport(transport: Transport, nodes: () => Promise<string>): Transport {
  let absent: { nodes: string | undefined; finding: Finding } | undefined;
  return {
    ...transport,
    async open(events, signal) {
      // Before the attempt: what comes while it lasts is found by the next one.
      const before = await nodes().catch(() => undefined);
      if (absent && before !== undefined && absent.nodes === before)
        return { ok: false, finding: absent.finding };
      const result = await transport.open(events, signal);
      // Whether it is taken or one of two may change without a plug: the other guns decide that.
      const isAbsent = !result.ok && result.finding.code === 'NOT_FOUND';
      absent = isAbsent ? { nodes: before, finding: result.finding } : undefined;
      return result;
    },
  };
}
