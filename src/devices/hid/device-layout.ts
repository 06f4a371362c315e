import { parseDescriptor } from './descriptor.ts';
import { KNOWN_LAYOUTS, vendorLayout } from './known-layouts.ts';
import { findLayouts, type PosOutputs, type ReportLayout } from './layout.ts';
import type { OpenableHid } from './library.ts';
import { isHoneywell } from './makers.ts';
import { reportDescriptorOf } from './sysfs.ts';

/** How a gun's reports are read, and what it can be told. */
export interface DeviceLayout {
  /** In the order they are trusted: a report that cannot be of the first is tried with the next. */
  reports: readonly ReportLayout[];
  outputs: PosOutputs;
  /** `descriptor`: the gun says so itself; `maker`: its maker's guns are known; `looks`: each report is told by its looks. */
  from: 'descriptor' | 'maker' | 'looks';
  /** The same for a technician, a whole sentence. */
  why: string;
}

/** Bytes of Honeywell's report of serial commands where its descriptor could not be read. */
const SERIAL_COMMANDS = { length: 64 };

/** Finds out how a HID point-of-sale gun's reports are to be read. Used on opening it, and by who explains it. */
export async function layoutFor(
  { path, vendorId }: Pick<OpenableHid, 'path' | 'vendorId'>,
  readDescriptor: (path: string) => Promise<Uint8Array | undefined> = reportDescriptorOf,
): Promise<DeviceLayout> {
  const bytes = await readDescriptor(path);
  const descriptor = bytes && parseDescriptor(bytes);
  const { reports, outputs } = descriptor ? findLayouts(descriptor) : { reports: [], outputs: {} };
  if (reports.length > 0) {
    const { serialCommands, ...bits } = outputs;
    const toldBytes = isHoneywell(vendorId) && serialCommands ? { serialCommands } : {};
    const others = KNOWN_LAYOUTS.filter((known) =>
      reports.some(({ reportId, length }) => reportId === known.reportId && length === known.length),
    );
    const why = `Its report descriptor tells where its codes are: ${reports.map(described).join('; ')}.`;
    return { reports: [...reports, ...others], outputs: { ...bits, ...toldBytes }, from: 'descriptor', why };
  }
  const reason = whyNotDescribed(descriptor);
  const known = vendorLayout(vendorId);
  const told = { outputs: isHoneywell(vendorId) ? { serialCommands: SERIAL_COMMANDS } : {} };
  if (!known) {
    const why = `${reason} Each report is told by its looks.`;
    return { reports: KNOWN_LAYOUTS, ...told, from: 'looks', why };
  }
  const ranked = [known, ...KNOWN_LAYOUTS.filter((other) => other !== known)];
  const why = `${reason} It is read as the guns of ${known.name} are known to send: ${described(known)}.`;
  return { reports: ranked, ...told, from: 'maker', why };
}

function whyNotDescribed(descriptor: { problem?: string } | undefined): string {
  if (!descriptor) return 'Its report descriptor cannot be read on this system.';
  if (descriptor.problem === undefined) return 'Its report descriptor names no field for codes.';
  return `Its report descriptor makes no sense: ${descriptor.problem}.`;
}

function described({ reportId, dataFrom, dataTo, aimAt, count }: ReportLayout): string {
  const text = `report ${reportId}, text in bytes ${dataFrom} to ${dataTo - 1}`;
  const length = count ? `its length in byte ${count.at}` : 'filled up with zeros';
  const aim = aimAt[0] === undefined ? 'no symbology' : `the symbology from byte ${aimAt[0]}`;
  return `${text}, ${length}, ${aim}`;
}
