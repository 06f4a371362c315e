import { BlockList, isIP } from 'node:net';
import { z } from 'zod';
import { hostAndPort } from './host-port.ts';
import { isLoopbackHost } from './loopback.ts';

/** The settings of a gun, part of the schema in `config.ts`. */

/** An id of ours: a lane's, a gun's, a wallet's. */
export const id = z.string().regex(/^[A-Za-z0-9_-]{1,32}$/, 'expected 1 to 32 letters, digits, - or _');
export const hostPort = z
  .string('expected HOST:PORT')
  .regex(/^[^\s:]+:\d{1,5}$|^\[[0-9a-fA-F:]+\]:\d{1,5}$/, 'expected HOST:PORT');
const usbId = z.string().regex(/^[0-9a-fA-F]{4}$/, 'expected four hexadecimal digits, such as "0c2e"');
const bytes = z.string().regex(/^([0-9a-fA-F]{2}){1,32}$/, 'expected bytes in hexadecimal, such as "16540d"');
const network = z.string().refine(isNetwork, 'expected an IP address or a network such as "192.0.2.0/24"');

const terminator = z.enum(['any', 'cr', 'lf', 'crlf', 'tab', 'etx', 'none']);

const base = {
  /** How the technician names it. Default: made from its place. */
  id: id.optional(),
  name: z.string().max(60).optional(),
};

/** What a gun is told over its line: a maker's set, or bytes of one's own. */
const commands = z.union([
  z.literal('honeywell'),
  z.strictObject(
    {
      goodBeep: bytes.optional(),
      refusedBeep: bytes.optional(),
      triggerOn: bytes.optional(),
      triggerOff: bytes.optional(),
    },
    { error: ({ code }) => (code === 'invalid_type' ? 'expected "honeywell" or an object' : undefined) },
  ),
]);

/** How codes come on a line of bytes, serial or network. */
const line = {
  /** What ends a code. `any` takes CR, LF, CRLF, TAB and ETX; `none` ends it after `idleMs` of silence. */
  terminator: terminator.default('any'),
  /** Milliseconds of silence that end a code where the terminator is `none`. */
  idleMs: z.int().min(10).max(2000).default(50),
  /** What the gun is set to put before each code; taken off. A code without it is not whole, and dropped. */
  prefix: z.string().min(1).max(16).optional(),
  /** What it puts after each code, before the terminator; taken off, and missed like the prefix. */
  suffix: z.string().min(1).max(16).optional(),
  /** Whether the gun waits for ACK (06) after a good code and NAK (15) after a bad one. */
  acknowledge: z.boolean().default(false),
  commands: commands.optional(),
};

const serialScanner = z.strictObject({
  ...base,
  transport: z.literal('serial'),
  /** A stable path: `/dev/serial/by-id/…` first. */
  path: z.string().min(1),
  /** Bits per second. USB guns ignore it. */
  baudRate: z.int().min(300).max(921600).default(9600),
  dataBits: z.union([z.literal(7), z.literal(8)]).default(8),
  parity: z.enum(['none', 'even', 'odd']).default('none'),
  ...line,
});

const hidScanner = z
  .strictObject({
    ...base,
    transport: z.literal('hid'),
    vendorId: usbId.optional(),
    productId: usbId.optional(),
    serialNumber: z.string().min(1).optional(),
    /** USB port path such as `1-1.2`, to tell equal guns apart. */
    usbPort: z
      .string()
      .regex(/^\d+-\d+(\.\d+)*$/, 'expected a USB port path such as "1-1.2"')
      .optional(),
    /** `pos`: HID point of sale. `keyboard`: the gun types; Linux only. */
    mode: z.enum(['pos', 'keyboard']).default('pos'),
    /** The country keyboard that the gun is set to. Keyboard mode only. */
    layout: z.enum(['us', 'uk', 'de', 'fr', 'es', 'jp']).default('us'),
    /** The key that ends a code: Enter or Tab (`any`), or silence (`none`). Keyboard mode only. */
    terminator: z.enum(['any', 'none']).default('any'),
    idleMs: z.int().min(10).max(2000).default(150),
    /** Honeywell: a gun set to keyboard mode is told to send by its HID POS interface. */
    redirect: z.boolean().default(false),
  })
  .superRefine((gun, context) => {
    const isNamed = (gun.vendorId && gun.productId) || gun.serialNumber || gun.usbPort;
    if (gun.mode === 'keyboard' && !isNamed) {
      const message =
        'a keyboard is only read where it is named: expected vendorId and productId, serialNumber, or usbPort';
      context.addIssue({ code: 'custom', path: ['mode'], message });
    }
    if (gun.mode === 'keyboard' && gun.redirect) {
      const message = 'a gun that is redirected is read in mode "pos": expected one of the two';
      context.addIssue({ code: 'custom', path: ['redirect'], message });
    }
  });

const listening = z
  .strictObject({
    ...base,
    transport: z.literal('tcp'),
    listen: hostPort,
    /** Who may connect. Needed where it listens beyond this machine. */
    allow: z.array(network).min(1).optional(),
    ...line,
  })
  .superRefine(({ listen, allow }, context) => {
    // What is no place at all is told as that alone.
    if (allow !== undefined || !hostPort.safeParse(listen).success) return;
    if (isLoopbackHost(hostAndPort(listen).host)) return;
    const message = 'a port beyond this machine is open to all: expected the guns, such as ["192.0.2.7"]';
    context.addIssue({ code: 'custom', path: ['allow'], message });
  });

const connecting = z.strictObject({ ...base, transport: z.literal('tcp'), connect: hostPort, ...line });

export const scanner = z.union([serialScanner, hidScanner, listening, connecting]);

/** A gun's settings as somebody writes them; the rest are the defaults. Throws where they do not go together. */
export function scannerConfig<Given extends ScannerEntry>(
  given: Given,
): Extract<ScannerConfig, { transport: Given['transport'] }> {
  return scanner.parse(given) as Extract<ScannerConfig, { transport: Given['transport'] }>;
}

/** A gun's settings as they are written. */
export type ScannerEntry = z.input<typeof scanner>;
export type ScannerConfig = z.output<typeof scanner>;
export type SerialScannerConfig = z.output<typeof serialScanner>;
export type HidScannerConfig = z.output<typeof hidScanner>;
export type TcpScannerConfig = z.output<typeof listening> | z.output<typeof connecting>;
/** What a serial and a network gun have in common. */
export type LineConfig = Pick<SerialScannerConfig, keyof typeof line>;
export type GunCommands = z.output<typeof commands>;
export type KeyboardLayout = HidScannerConfig['layout'];
export type Terminator = z.output<typeof terminator>;

function isNetwork(text: string): boolean {
  try {
    allowList([text]);
    return true;
  } catch {
    return false;
  }
}

/** An address, and how many of its bits the network's addresses share. Nothing behind the stroke would be a zero: all. */
const NETWORK = /^([^/]+)(?:\/(\d{1,3}))?$/;

/** Tells whether an address is in one of the networks. Throws for what is neither an address nor a network. */
export function allowList(networks: readonly string[]): (address: string) => boolean {
  const list = new BlockList();
  for (const network of networks) {
    const [, address = '', bits] = NETWORK.exec(network) ?? [];
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    if (bits === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(bits), family);
  }
  return (address) => {
    const plain = address.replace(/^::ffff:(?=\d+\.)/, '');
    return list.check(plain, isIP(plain) === 6 ? 'ipv6' : 'ipv4');
  };
}
