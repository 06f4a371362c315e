import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import { access, readFile, stat } from 'node:fs/promises';
import { platform, userInfo } from 'node:os';
import { listHidDevices } from '../devices/hid/library.ts';
import { loadSerialPort } from '../devices/serial/ports.ts';
import { systemCode } from '../errors.ts';

/** What a program said, and whether it ended well; `missing`: there is no such program. */
export type ProgramResult = { kind: 'ended'; isGood: boolean; output: string } | { kind: 'missing' };

export interface MachineUser {
  name: string;
  /** None on Windows. */
  uid?: number;
  /** Groups that count for this process now; those given since the login are not among them. */
  groupIds: readonly number[];
}

/** What the doctor asks this machine; a test stands in for it. */
export interface Machine {
  /** As in `v20.19.0`. */
  nodeVersion: string;
  /** As Node names it: `linux`, `darwin`, `win32`. */
  system: string;
  user: MachineUser;
  /** The system's own time zone. */
  timeZone: string;
  run(program: string, args: readonly string[]): Promise<ProgramResult>;
  /** A small file's text; nothing where it cannot be read. */
  read(path: string): Promise<string | undefined>;
  /** Whether this user may read and write a device. */
  mayOpen(path: string): Promise<'yes' | 'no' | 'missing'>;
  /** The user that owns a file; nothing where there is none. */
  ownerOf(path: string): Promise<number | undefined>;
  /** Fail as they do for the till where a system library is missing. */
  loadHid(): Promise<void>;
  loadSerial(): Promise<void>;
}

/** Programs that are asked answer at once, or are not well. */
const PROGRAM_LIMIT_MS = 3000;

/** What a process alone knows of itself. */
export interface ProcessFacts {
  /** As in `v20.19.0`. */
  nodeVersion: string;
  /** None on Windows. */
  uid?: number | undefined;
  groupIds: readonly number[];
}

/** The machine this runs on. `whoAmI` fails as Node's does where nobody has that user id. */
export function thisMachine(self: ProcessFacts, whoAmI: () => { username: string } = userInfo): Machine {
  return {
    nodeVersion: self.nodeVersion,
    system: platform(),
    user: {
      name: nameOf(self, whoAmI),
      ...(self.uid !== undefined && { uid: self.uid }),
      groupIds: self.groupIds,
    },
    timeZone: new Intl.DateTimeFormat().resolvedOptions().timeZone,
    run: (program, args) =>
      new Promise((resolve) => {
        execFile(program, [...args], { timeout: PROGRAM_LIMIT_MS }, (error, output) => {
          if (systemCode(error) === 'ENOENT') resolve({ kind: 'missing' });
          else resolve({ kind: 'ended', isGood: error === null, output });
        });
      }),
    read: (path) => readFile(path, 'utf8').catch(() => undefined),
    mayOpen: (path) =>
      access(path, constants.R_OK | constants.W_OK).then(
        () => 'yes',
        (error: unknown) => (systemCode(error) === 'ENOENT' ? 'missing' : 'no'),
      ),
    ownerOf: (path) =>
      stat(path).then(
        ({ uid: owner }) => owner,
        () => undefined,
      ),
    loadHid: async () => void (await listHidDevices()),
    loadSerial: loadSerialPort,
  };
}

/** In a container a process may run as a user whom no list of users has. */
function nameOf({ uid }: ProcessFacts, whoAmI: () => { username: string }): string {
  try {
    return whoAmI().username;
  } catch {
    return `#${uid}`;
  }
}
