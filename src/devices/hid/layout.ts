import { elementsOf, type HidDescriptor, type HidField, type HidReportKind } from './descriptor.ts';

/** Where one input report of a gun has what. Positions are bytes from the begin of the report, its id included. */
export interface ReportLayout {
  /** 0: the report begins without an id. */
  reportId: number;
  /** Bytes of the whole report. */
  length: number;
  /** How many bytes of the text are used. Left out: NULs fill it up. */
  count?: { at: number; bytes: 1 | 2 };
  /** The three bytes of the AIM identifier; none where the report has no such field. */
  aimAt: readonly number[];
  /** First byte of the text, and the byte after the last it may have. */
  dataFrom: number;
  dataTo: number;
  /** The bits that say that the code goes on in the next report. Left out: it never does. */
  more?: { at: number; mask: number };
}

/** An element of an output report. */
export interface OutputBit {
  reportId: number;
  /** Bytes of the whole report, the id included, which stands there even if it is 0. */
  length: number;
  /** The byte it is in, and what turns it on. */
  at: number;
  mask: number;
}

/** What a gun can be told by output reports that its descriptor declares. */
export interface PosOutputs {
  /** Reads while it is on. */
  initiateRead?: OutputBit;
  preventRead?: OutputBit;
  errorBeep?: OutputBit;
  goodReadBeep?: OutputBit;
  /** Bytes of Honeywell's output report for the commands of its serial guns. */
  serialCommands?: { length: number };
}

/** HID Point of Sale Usage Tables 1.02, usage page 0x8C; the byte count is of Generic Desktop. */
const USAGE = {
  scanner: 0x02,
  byteCount: 0x0001_003b,
  preventRead: 0x008c_005f,
  initiateRead: 0x008c_0060,
  errorBeep: 0x008c_0085,
  goodReadBeep: 0x008c_0086,
  aim: [0x008c_00fb, 0x008c_00fc, 0x008c_00fd],
  decodedData: 0x008c_00fe,
  continued: 0x008c_00ff,
} as const;

/** Honeywell's report of serial commands, from its firmware's descriptor: a length, and the command. */
export const SERIAL_COMMAND_REPORT = 0xfd;

/** The layout of each report a gun sends codes in, and what it can be told; nothing where no such report is declared. */
export function findLayouts(descriptor: HidDescriptor): { reports: ReportLayout[]; outputs: PosOutputs } {
  const scanner = ({ usagePage, usage }: { usagePage: number; usage: number }) =>
    usagePage === 0x8c && usage === USAGE.scanner;
  const collections = descriptor.problem === undefined ? descriptor.collections.filter(scanner) : [];
  const own = collections.flatMap(({ fields }) => fields);
  const ids = new Set(own.flatMap(({ kind, reportId }) => (kind === 'input' ? [reportId] : [])));
  const reports = [...ids].flatMap((id) => {
    const inputs = own.filter(({ kind, reportId }) => kind === 'input' && reportId === id);
    return reportLayout(inputs, sizeOf(descriptor, 'input', id)) ?? [];
  });
  return { reports, outputs: findOutputs(descriptor, own) };
}

/** Bytes of a report without its id. Other collections may have fields in it too. */
function sizeOf({ collections }: HidDescriptor, kind: HidReportKind, id: number): number {
  const ends = collections.flatMap(({ fields }) =>
    fields.flatMap((field) =>
      field.kind === kind && field.reportId === id ? [field.bitOffset + field.bits * field.count] : [],
    ),
  );
  return Math.ceil(Math.max(0, ...ends) / 8);
}

function reportLayout(fields: readonly HidField[], size: number): ReportLayout | undefined {
  const [data, ...furtherData] = places(fields, USAGE.decodedData);
  const [count] = places(fields, USAGE.byteCount);
  const [more] = places(fields, USAGE.continued);
  const countSize = count && countBytes(count);
  const moreMask = more && maskOf(more);
  // What is not in whole bytes, or in several pieces, is no text the till can read.
  if (!data || furtherData.length > 0 || bytePositions(data).length === 0) return undefined;
  if ((count && !countSize) || (more && !moreMask)) return undefined;
  const head = data.reportId === 0 ? 0 : 1;
  const aim = USAGE.aim.flatMap((usage) => places(fields, usage)).flatMap(bytePositions);
  const dataFrom = head + data.bit / 8;
  return {
    reportId: data.reportId,
    length: head + size,
    ...(count && countSize && { count: { at: head + count.bit / 8, bytes: countSize } }),
    aimAt: aim.length === 3 ? aim.map((at) => head + at) : [],
    dataFrom,
    dataTo: dataFrom + data.count,
    ...(more && moreMask && { more: { at: head + Math.floor(more.bit / 8), mask: moreMask } }),
  };
}

/** The elements of a report that have a usage. `bit` is that of the first. */
interface Place {
  reportId: number;
  bit: number;
  bits: number;
  count: number;
}

function places(fields: readonly HidField[], usage: number): Place[] {
  return fields.flatMap((field) => {
    const elements = field.isConstant ? undefined : elementsOf(field, usage);
    if (!elements) return [];
    const { reportId, bitOffset, bits } = field;
    return [{ reportId, bit: bitOffset + elements.from * bits, bits, count: elements.to - elements.from }];
  });
}

/** Where the bytes of a place are, without the report's id; none where they are not whole bytes. */
function bytePositions({ bit, bits, count }: Place): number[] {
  if (bits !== 8 || bit % 8 !== 0) return [];
  return Array.from({ length: count }, (_, element) => bit / 8 + element);
}

/** Bytes of a count: one or two, low one first. */
function countBytes({ bit, bits, count }: Place): 1 | 2 | undefined {
  if (bit % 8 !== 0) return undefined;
  if (bits * count === 8) return 1;
  return bits * count === 16 ? 2 : undefined;
}

/** The bits of a place's first element within its byte. */
function maskOf({ bit, bits }: Place): number | undefined {
  const isInOneByte = bits >= 1 && (bit % 8) + bits <= 8;
  return isInOneByte ? (2 ** bits - 1) * 2 ** (bit % 8) : undefined;
}

function findOutputs(descriptor: HidDescriptor, own: readonly HidField[]): PosOutputs {
  const settable = own.filter(({ kind, isArray }) => kind === 'output' && !isArray);
  const bitFor = (usage: number): OutputBit | undefined => {
    const [place] = places(settable, usage);
    const mask = place && maskOf({ ...place, bits: Math.min(place.bits, 1) });
    if (!place || !mask) return undefined;
    const { reportId, bit } = place;
    return {
      reportId,
      length: 1 + sizeOf(descriptor, 'output', reportId),
      at: 1 + Math.floor(bit / 8),
      mask,
    };
  };
  const initiateRead = bitFor(USAGE.initiateRead);
  const preventRead = bitFor(USAGE.preventRead);
  const errorBeep = bitFor(USAGE.errorBeep);
  const goodReadBeep = bitFor(USAGE.goodReadBeep);
  const serial = sizeOf(descriptor, 'output', SERIAL_COMMAND_REPORT);
  return {
    ...(initiateRead && { initiateRead }),
    ...(preventRead && { preventRead }),
    ...(errorBeep && { errorBeep }),
    ...(goodReadBeep && { goodReadBeep }),
    ...(serial > 0 && { serialCommands: { length: 1 + serial } }),
  };
}
