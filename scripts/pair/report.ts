import type { WireCode, WireDevice, WireLanes, WireProgram } from '../../src/ui/pairing-messages.ts';

/** What is shown of a code, with its picture where one is drawn. Pure. */
export function codeText(made: WireCode, picture: string | undefined): string {
  const [first, ...others] = made.addresses;
  if (first === undefined) return `Code: ${made.code}\n\n${ALONE}`;
  const also = others.length > 0 ? `\n(or: ${others.join('  ')})` : '';
  return `On the tablet open  ${first}${also}\nand type the code   ${made.code}\nor take this picture with its camera:\n${picture ?? ''}\nGood once, for ten minutes.`;
}

const ALONE =
  'No tablet reaches this till: it listens on its own machine alone. Set server.host in the configuration (0.0.0.0 is all\n' +
  'addresses of this machine) or start it with --host, and make a code again.';

/** A program's token is told here alone. Pure. */
export function programText({ device, token }: WireProgram): string {
  return `${token}\n\nThis is the token of "${device.name}" (${device.id}). It is shown this once and kept nowhere: store it now.\nIt is sent as   Authorization: Bearer TOKEN`;
}

/** One line for each. `now`: epoch ms. Pure. */
export function listText(devices: readonly WireDevice[], now: number): string {
  if (devices.length === 0) return 'Nothing was let in yet.';
  return devices.map((device) => lineOf(device, now)).join('\n');
}

function lineOf(device: WireDevice, now: number): string {
  const { id, role, name, lanes, scopes } = device;
  const what = role === 'program' ? `program (${scopes.join(', ')})` : role;
  return `${id}  ${name.padEnd(24)} ${what.padEnd(12)} ${lanesText(lanes)}  ${stateOf(device, now)}`;
}

export function stateOf({ revokedAt, expiresAt, lastSeenAt }: WireDevice, now: number): string {
  if (revokedAt !== undefined) return `shut out on ${dayOf(revokedAt)}`;
  if (expiresAt !== undefined && expiresAt <= now) return `expired on ${dayOf(expiresAt)}`;
  const seen = lastSeenAt === undefined ? 'never seen' : `seen on ${dayOf(lastSeenAt)}`;
  return expiresAt === undefined ? seen : `${seen}, until ${dayOf(expiresAt)}`;
}

const lanesText = (lanes: WireLanes): string =>
  lanes === 'all' ? 'all lanes' : `${lanes.length === 1 ? 'lane' : 'lanes'} ${lanes.join(', ')}`;

const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);
