import { openFailed } from '../devices/findings.ts';
import type { Check } from './check.ts';
import type { Machine } from './machine.ts';

/** The oldest Node.js the till runs on, as in package.json. */
const OLDEST_NODE = [20, 19] as const;

/** How a missing part counts: without it a gun that somebody configured cannot work. */
export interface GunsNeeded {
  hid: boolean;
  serial: boolean;
}

/** Node.js, the native libraries of the guns, and the system's service that gives plugged-in devices rights and names. */
export async function softwareChecks(machine: Machine, needed: GunsNeeded): Promise<Check[]> {
  const libraries = await Promise.all([
    libraryCheck({ id: 'hidLibrary', title: 'HID library', isNeeded: needed.hid, load: machine.loadHid }),
    libraryCheck({
      id: 'serialLibrary',
      title: 'Serial library',
      isNeeded: needed.serial,
      load: machine.loadSerial,
    }),
  ]);
  return [nodeCheck(machine), ...libraries, ...(await udevadmCheck(machine))];
}

function nodeCheck({ nodeVersion }: Machine): Check {
  const [major = 0, minor = 0] = nodeVersion.replace(/^v/, '').split('.').map(Number);
  const [oldest, least] = OLDEST_NODE;
  const isFit = major > oldest || (major === oldest && minor >= least);
  const base = { id: 'node', title: 'Node.js', detail: `${nodeVersion}.` };
  if (isFit) return { ...base, outcome: 'ok' };
  const cure = `Install Node.js ${oldest}.${least} or newer, from nodejs.org or the system's packages.`;
  return { ...base, outcome: 'fail', cure };
}

interface Library {
  id: string;
  title: string;
  isNeeded: boolean;
  load(): Promise<void>;
}

async function libraryCheck({ id, title, isNeeded, load }: Library): Promise<Check> {
  try {
    await load();
    return { id, title, outcome: 'ok', detail: 'It loads.' };
  } catch (error) {
    const { message, cure } = openFailed(title, error);
    const known = isNeeded ? message : `${message} No gun that is configured needs it.`;
    return { id, title, outcome: isNeeded ? 'fail' : 'warn', detail: known, cure };
  }
}

async function udevadmCheck({ system, run }: Machine): Promise<Check[]> {
  if (system !== 'linux') return [];
  const base = { id: 'udevadm', title: 'udev' };
  const result = await run('udevadm', ['--version']);
  if (result.kind === 'ended' && result.isGood) {
    return [{ ...base, outcome: 'ok', detail: `udevadm ${result.output.trim()}.` }];
  }
  const detail =
    'The program udevadm is missing. Without udev guns get no rights for the till, and no names in /dev/serial/by-id.';
  const cure = 'On Debian or Ubuntu: sudo apt-get install udev; for a till in a container, on its host.';
  return [{ ...base, outcome: 'warn', detail, cure }];
}
