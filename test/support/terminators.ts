import type { Terminator } from '../../src/scanner-config.ts';

/** What a gun sends after a code where the till is set so. */
export const ENDS: Record<Terminator, string> = {
  any: '\r',
  cr: '\r',
  lf: '\n',
  crlf: '\r\n',
  tab: '\t',
  etx: '\x03',
  none: '',
};

export const TERMINATORS = ['any', 'cr', 'lf', 'crlf', 'tab', 'etx', 'none'] as const;
