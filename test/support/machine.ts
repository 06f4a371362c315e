import type { Machine, ProgramResult } from '../../src/doctor/machine.ts';

export interface MachineFacts extends Partial<Machine> {
  /** What programs say, by name; one that is left out is missing. */
  programs?: Record<string, string | { fails: string }>;
  files?: Record<string, string>;
  owners?: Record<string, number>;
  access?: Record<string, 'yes' | 'no'>;
}

/** A Linux machine on which all is well, but for the facts given. */
export function machineOf({ programs, files, owners, access, ...rest }: MachineFacts = {}): Machine {
  const said = { udevadm: '252\n', timedatectl: 'yes\n', ...programs };
  return {
    nodeVersion: 'v22.1.0',
    system: 'linux',
    user: { name: 'till', uid: 998, groupIds: [20, 46] },
    timeZone: 'Europe/Berlin',
    run: async (program): Promise<ProgramResult> => {
      const words = (said as Record<string, string | { fails: string } | undefined>)[program];
      if (words === undefined) return { kind: 'missing' };
      if (typeof words === 'object') return { kind: 'ended', isGood: false, output: words.fails };
      return { kind: 'ended', isGood: true, output: words };
    },
    read: async (path) => ({ '/etc/group': GROUPS, '/etc/passwd': PASSWD, ...files })[path],
    mayOpen: async (path) => access?.[path] ?? 'missing',
    ownerOf: async (path) => owners?.[path],
    loadHid: async () => {},
    loadSerial: async () => {},
    ...rest,
  };
}

const GROUPS = 'root:x:0:\ndialout:x:20:till,ann\nplugdev:x:46:till,ann\n';
const PASSWD =
  'root:x:0:0::/root:/bin/sh\ntill:x:998:998::/:/bin/false\nann:x:1000:1000::/home/ann:/bin/sh\n';
