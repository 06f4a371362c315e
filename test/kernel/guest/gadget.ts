/**
 * USB guns on the kernel's own loop-back buses (dummy_hcd and configfs gadgets). To the kernel each is a plugged device:
 * ids, strings, interfaces, reports, and a true disconnect.
 */

import { execFileSync } from 'node:child_process';
import {
  closeSync,
  constants,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { until } from './steps.ts';

/** One interface: HID with a report descriptor, or serial (CDC ACM). */
export type GadgetFunction =
  | { kind: 'hid'; descriptor: Uint8Array; reportLength: number; isBootKeyboard?: boolean }
  | { kind: 'acm' };

export interface GadgetOptions {
  /** Names it in configfs. */
  name: string;
  /** What it says it is (default: its name). */
  product?: string;
  /** Which loop-back bus it is plugged into, from 0: its USB port. */
  bus: number;
  /** Four hexadecimal digits each. */
  vendorId: string;
  productId: string;
  serialNumber: string;
  functions: readonly GadgetFunction[];
}

export interface Gadget {
  plugIn(): void;
  unplug(): void;
  /** Sends by its interface of that number, from 0. Resolves when the host has taken all of it. */
  send(reports: readonly Uint8Array[], byInterface?: number): Promise<void>;
  /** Sends until the gun is unplugged: what was not taken then is lost, as with a real one. */
  sendWhilePlugged(reports: readonly Uint8Array[]): Promise<void>;
  /** Unplugged for good. The kernel has room for four HID interfaces on the guns' side. */
  remove(): void;
}

const GADGETS = '/sys/kernel/config/usb_gadget';

export function createGadget({ name, product = name, bus, functions, ...ids }: GadgetOptions): Gadget {
  const gadget = `${GADGETS}/${name}`;
  const english = `${gadget}/strings/0x409`;
  for (const folder of [gadget, english, `${gadget}/configs/c.1`]) mkdirSync(folder);
  write({
    [`${gadget}/idVendor`]: `0x${ids.vendorId}`,
    [`${gadget}/idProduct`]: `0x${ids.productId}`,
    [`${english}/manufacturer`]: 'Kernel Lab',
    [`${english}/product`]: product,
    [`${english}/serialnumber`]: ids.serialNumber,
  });
  const folders = functions.map((each, i) => {
    const folder = `${gadget}/functions/${each.kind}.${name}${i}`;
    mkdirSync(folder);
    if (each.kind === 'hid') {
      write({
        [`${folder}/protocol`]: each.isBootKeyboard ? '1' : '0',
        [`${folder}/subclass`]: each.isBootKeyboard ? '1' : '0',
        [`${folder}/report_length`]: String(each.reportLength),
        [`${folder}/report_desc`]: each.descriptor,
      });
    }
    symlinkSync(folder, `${gadget}/configs/c.1/${each.kind}.${name}${i}`);
    return folder;
  });
  let plugged = false;

  async function send(reports: readonly Uint8Array[], { byInterface = 0, isLossy = false }): Promise<void> {
    const device = openNode(nodeOf(folders[byInterface] ?? ''));
    try {
      for (const report of reports) {
        await until(() => (isLossy && !plugged) || isTaken(device, report), {
          what: 'the host takes a report',
        });
      }
    } catch (error) {
      if (!isLossy || plugged) throw error;
    } finally {
      closeSync(device);
    }
  }

  function unplug(): void {
    plugged = false;
    write({ [`${gadget}/UDC`]: '\n' });
  }

  return {
    plugIn() {
      write({ [`${gadget}/UDC`]: `dummy_udc.${bus}` });
      plugged = true;
    },
    unplug,
    remove() {
      if (plugged) unplug();
      const links = readdirSync(`${gadget}/configs/c.1`).filter((entry) => /^(hid|acm)\./.test(entry));
      for (const link of links) unlinkSync(`${gadget}/configs/c.1/${link}`);
      for (const folder of [`${gadget}/configs/c.1`, ...folders, english, gadget]) rmdirSync(folder);
    },
    send: (reports, byInterface = 0) => send(reports, { byInterface }),
    sendWhilePlugged: (reports) => send(reports, { isLossy: true }),
  };
}

function write(settings: Record<string, string | Uint8Array>): void {
  for (const [path, value] of Object.entries(settings)) writeFileSync(path, value);
}

function openNode(node: string): number {
  // As a line of a gun: nothing added, nothing echoed.
  if (node.includes('ttyGS')) execFileSync('stty', ['-F', node, 'raw', '-echo']);
  return openSync(node, constants.O_RDWR | constants.O_NONBLOCK | constants.O_NOCTTY);
}

/** A report is taken once the host has polled the one before. */
function isTaken(device: number, report: Uint8Array): boolean {
  try {
    return writeSync(device, report) > 0;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EAGAIN') return false;
    throw error;
  }
}

/** The gun's own end of an interface: `/dev/hidgN` or `/dev/ttyGSN`. */
function nodeOf(folder: string): string {
  if (existsSync(`${folder}/port_num`))
    return `/dev/ttyGS${readFileSync(`${folder}/port_num`, 'utf8').trim()}`;
  const numbers = readFileSync(`${folder}/dev`, 'utf8');
  const isIt = (name: string) => readFileSync(`/sys/class/hidg/${name}/dev`, 'utf8') === numbers;
  return `/dev/${readdirSync('/sys/class/hidg').find(isIt)}`;
}

/** A loop-back bus's only port, as the till's configuration calls it. */
export function usbPortOf(bus: number): string {
  const hub = readdirSync(`/sys/devices/platform/dummy_hcd.${bus}`).find((name) => /^usb\d+$/.test(name));
  return `${hub?.slice('usb'.length)}-1`;
}
