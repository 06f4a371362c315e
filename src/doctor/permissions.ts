import type { Check } from './check.ts';
import type { Machine } from './machine.ts';

/** The rule that lets the till's user open scanners, as the installer puts it there. */
const RULE_FILE = '/etc/udev/rules.d/70-scantill-scanners.rules';
/** Who may open serial ports, by the distributions' own rules. */
const SERIAL_GROUPS = ['dialout', 'uucp'];
const HID_GROUP = 'plugdev';

const INSTALL_RULE =
  'sudo cp scripts/install/70-scantill-scanners.rules /etc/udev/rules.d/ && sudo udevadm control --reload && sudo udevadm trigger';

export interface PermissionQuestion {
  machine: Machine;
  /** Whether a gun of that kind is plugged in or configured: without one, nothing is missed. */
  needed: { hid: boolean; serial: boolean };
  /** The rule file as this version ships it, to find an older one. */
  shippedRule?: string | undefined;
  /** The process that has the data folder. */
  tillPid?: number | undefined;
}

/** Whether this user may open guns: by the groups, the udev rule, and as whom the till itself runs. Linux only. */
export async function permissionChecks(question: PermissionQuestion): Promise<Check[]> {
  if (question.machine.system !== 'linux') return [];
  const rule = inForce(await question.machine.read(RULE_FILE));
  return [
    ...(await userCheck(question)),
    await groupCheck(question, /"hidraw".*GROUP="([\w-]+)"/.exec(rule ?? '')?.[1] ?? HID_GROUP),
    ruleCheck(question, rule),
  ];
}

/** What one user may do says nothing of what another may. */
async function userCheck({ machine, tillPid }: PermissionQuestion): Promise<Check[]> {
  const { user } = machine;
  const base = { id: 'user', title: 'User' };
  const owner = tillPid === undefined ? undefined : await machine.ownerOf(`/proc/${tillPid}`);
  if (owner !== undefined && owner !== user.uid) {
    const name = nameIn(await machine.read('/etc/passwd'), owner) ?? `#${owner}`;
    const detail = `You are ${user.name}, and the till runs as ${name}: what it may open is not what you may.`;
    return [{ ...base, outcome: 'warn', detail, cure: `Ask as the till: sudo -u ${name} npm run doctor` }];
  }
  if (user.uid === 0) {
    const detail = 'You are root, who may open everything: whether the user of the till may is not known.';
    return [
      {
        ...base,
        outcome: 'warn',
        detail,
        cure: 'Ask as the user the till runs as: sudo -u USER npm run doctor',
      },
    ];
  }
  return [{ ...base, outcome: 'ok', detail: `${user.name}.` }];
}

async function groupCheck(
  { machine: { read, user }, needed }: PermissionQuestion,
  hidGroup: string,
): Promise<Check> {
  const base = { id: 'groups', title: 'Groups' };
  const groups = groupsIn(await read('/etc/group'));
  const serialGroup = SERIAL_GROUPS.find((name) => groups.has(name)) ?? 'dialout';
  const asked = [...new Set([serialGroup, hidGroup])];
  if (user.uid === 0) return { ...base, outcome: 'ok', detail: 'root needs none.' };
  const active = asked.filter((name) => user.groupIds.includes(groups.get(name)?.id ?? -1));
  const missing = asked.filter((name) => !active.includes(name));
  if (missing.length === 0)
    return { ...base, outcome: 'ok', detail: `${user.name} is in ${asked.join(' and ')}.` };
  const isGiven = missing.filter((name) => groups.get(name)?.members.includes(user.name));
  if (isGiven.length === missing.length) {
    const detail = `${user.name} was put into ${missing.join(' and ')}, but this login began before that.`;
    const cure = 'Log out and in again; restart the till (sudo systemctl restart scantill).';
    return { ...base, outcome: 'warn', detail, cure };
  }
  const isMissed =
    (missing.includes(serialGroup) && needed.serial) || (missing.includes(hidGroup) && needed.hid);
  const detail = `${user.name} is not in ${missing.join(' and ')}.`;
  if (!isMissed) return { ...base, outcome: 'ok', detail: `${detail} No gun that is there needs it.` };
  const made = missing
    .filter((name) => !groups.has(name))
    .map((name) => `sudo groupadd --system ${name} && `);
  const cure = `${made.join('')}sudo usermod -aG ${missing.join(',')} ${user.name}, then log out and in again.`;
  return { ...base, outcome: 'warn', detail, cure };
}

function ruleCheck({ needed, shippedRule }: PermissionQuestion, rule: string | undefined): Check {
  const base = { id: 'udevRule', title: 'udev rule' };
  if (rule === undefined) {
    const detail = `${RULE_FILE} is not there.`;
    if (!needed.hid)
      return { ...base, outcome: 'ok', detail: `${detail} No HID gun that is there needs it.` };
    return { ...base, outcome: 'warn', detail: `${detail} Only root may open HID guns.`, cure: INSTALL_RULE };
  }
  if (/MODE="0?666"/.test(rule)) {
    const detail = `${RULE_FILE} lets every program of this machine read codes (MODE 0666).`;
    return { ...base, outcome: 'warn', detail, cure: INSTALL_RULE };
  }
  const lacking = makersIn(inForce(shippedRule)).filter((id) => !rule.includes(id));
  if (lacking.length > 0) {
    const detail = `${RULE_FILE} is an older one: it lacks the makers ${lacking.join(', ')}.`;
    return { ...base, outcome: 'warn', detail, cure: INSTALL_RULE };
  }
  return { ...base, outcome: 'ok', detail: `${RULE_FILE} is there.` };
}

/** The lines that count: people change the file, and switch lines on and off by a `#`. */
function inForce<Text extends string | undefined>(rule: Text): Text | string {
  return rule === undefined ? rule : rule.replace(/^\s*#.*$/gm, '');
}

function makersIn(rule = ''): string[] {
  return [...rule.matchAll(/ATTRS?\{idVendor\}=="([^"]+)"/g)].flatMap(([, ids = '']) => ids.split('|'));
}

interface Group {
  id: number;
  members: string[];
}

function groupsIn(text = ''): Map<string, Group> {
  const rows = text.split('\n').map((line) => line.split(':'));
  return new Map(
    rows.map(([name = '', , id, members = '']) => [name, { id: Number(id), members: members.split(',') }]),
  );
}

function nameIn(passwd = '', uid: number): string | undefined {
  const row = passwd.split('\n').find((line) => line.split(':')[2] === String(uid));
  return row?.split(':')[0];
}
