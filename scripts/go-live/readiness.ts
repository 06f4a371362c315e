import type { Config } from '../../src/config.ts';
import type { Check } from '../../src/doctor/check.ts';
import { isLoopbackHost } from '../../src/loopback.ts';

/** What is known before any money moves. */
export interface Facts {
  config: Config;
  practice: boolean;
  checks: readonly Check[];
  hasManager: boolean;
  hasBackup: boolean;
}

/** Something that is not as it should be, with what to do. `must`: nothing is charged while it is so. */
export interface Lack {
  must: boolean;
  text: string;
}

/** What is missing before a shop goes live, the worst first. Pure. */
export function lacks({ config, practice, checks, hasManager, hasBackup }: Facts): Lack[] {
  const isSandbox = config.gateway.kind === 'sandbox';
  const found: Lack[] = [];
  // Who practises may do so on a machine that is not ready yet.
  const wrong = practice ? should : must;
  if (isSandbox && !practice) {
    found.push(
      must(
        'The till is on its sandbox: no money can move. Set the real gateway up with scantill init, or practise with --practice.',
      ),
    );
  }
  if (!isSandbox && practice) {
    found.push(
      must(
        'The till is on a real gateway: there is nothing to practise. Leave --practice out, and real money moves.',
      ),
    );
  }
  for (const { title, outcome, detail, cure } of checks) {
    if (outcome === 'fail') found.push(wrong(`${title}: ${detail}${cure === undefined ? '' : ` ${cure}`}`));
  }
  const { host, tls } = config.server;
  if (!isLoopbackHost(host) && tls === undefined) {
    found.push(
      should(
        'Tablets reach the till without TLS: whoever shares the network can read along. Make a certificate: docs/tls.md.',
      ),
    );
  }
  if (!hasManager) {
    found.push(
      should(
        'Nobody is a manager yet: whoever stands at the till can give money back. scantill people add --name NAME --role manager',
      ),
    );
  }
  if (!hasBackup) {
    found.push(
      should('No backup was made yet: with this disk the books would go. scantill backup --to FOLDER'),
    );
  }
  return found;
}

const must = (text: string): Lack => ({ must: true, text });
const should = (text: string): Lack => ({ must: false, text });
