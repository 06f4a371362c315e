import { type DescriptorItem, descriptorItems } from './descriptor-items.ts';

/**
 * A HID report descriptor (USB Device Class Definition for HID 1.11, section 6.2.2) as far as finding fields needs it.
 * It comes from the device, so any bytes may be in it: what makes no sense ends the reading with a problem.
 */
export interface HidDescriptor {
  /** Top-level collections, in order. Not to be relied on where there is a problem. */
  collections: HidCollection[];
  problem?: string;
}

export interface HidCollection {
  usagePage: number;
  usage: number;
  fields: HidField[];
}

export type HidReportKind = 'input' | 'output' | 'feature';

/** What one Input, Output or Feature item declares: `count` elements of `bits` bits each, side by side. */
export interface HidField {
  kind: HidReportKind;
  /** 0 where the reports of the device have no id. */
  reportId: number;
  /** Of its first element, in bits from the begin of the report, its id left out. */
  bitOffset: number;
  bits: number;
  count: number;
  /** Padding. */
  isConstant: boolean;
  /** Each element holds the number of a usage, not a value of its own usage. */
  isArray: boolean;
  /** Of its elements in order, usage page in the upper 16 bits; the last usage is that of all elements that remain. */
  usages: readonly UsageRange[];
}

/** Usages from `first` to `last`, both included. */
export interface UsageRange {
  first: number;
  last: number;
}

/** Linux refuses what is larger (HID_MAX_DESCRIPTOR_SIZE; HID_MAX_BUFFER_SIZE, in bits). */
const MAX_DESCRIPTOR_BYTES = 4096;
const MAX_REPORT_BITS = 16_384 * 8;
const MAX_DEPTH = 64;

const KINDS: Readonly<Record<number, HidReportKind>> = { 128: 'input', 144: 'output', 176: 'feature' };

/** What items of type Global say, until they say something else. */
interface Globals {
  page: number;
  bits: number;
  count: number;
  reportId: number;
}

/** A usage as it was declared; one of four bytes names its own page. */
interface DeclaredUsages extends UsageRange {
  namesPage: boolean;
}

export function parseDescriptor(bytes: Uint8Array): HidDescriptor {
  if (bytes.length > MAX_DESCRIPTOR_BYTES) {
    return { collections: [], problem: `it is longer than ${MAX_DESCRIPTOR_BYTES} bytes` };
  }
  const collections: HidCollection[] = [];
  const pushed: Globals[] = [];
  /** Bits so far of each report, by kind and id. */
  const ends = new Map<string, number>();
  let globals: Globals = { page: 0, bits: 0, count: 0, reportId: 0 };
  let usages: DeclaredUsages[] = [];
  let minimum: DeclaredUsages | undefined;
  let depth = 0;
  let top: HidCollection | undefined;

  function addField(kind: HidReportKind, flags: number): string | undefined {
    const { bits, count, reportId } = globals;
    if (!top) return 'a field is in no collection';
    const report = `${kind} ${reportId}`;
    const bitOffset = ends.get(report) ?? 0;
    const end = bitOffset + bits * count;
    // Each of the two may have 32 bits: their product may be past what a number holds exactly, but not below the limit.
    if (end > MAX_REPORT_BITS) return 'a report is larger than any can be';
    ends.set(report, end);
    const isConstant = (flags & 1) !== 0;
    const isArray = (flags & 2) === 0;
    const withPages = completed(usages, globals.page);
    top.fields.push({ kind, reportId, bitOffset, bits, count, isConstant, isArray, usages: withPages });
    return undefined;
  }

  function mainItem({ tag, value }: DescriptorItem): string | undefined {
    const kind = KINDS[tag];
    if (kind !== undefined) return addField(kind, value);
    if (tag === 0xa0) {
      if (depth === 0) {
        const usage = completed(usages, globals.page)[0]?.first ?? 0;
        top = { usagePage: Math.floor(usage / 0x10000), usage: usage % 0x10000, fields: [] };
        collections.push(top);
      }
      depth += 1;
      return depth > MAX_DEPTH ? 'collections are nested too deep' : undefined;
    }
    if (tag !== 0xc0) return undefined;
    depth -= 1;
    if (depth === 0) top = undefined;
    return depth < 0 ? 'a collection ends that never began' : undefined;
  }

  function globalItem({ tag, value }: DescriptorItem): string | undefined {
    if (tag === 0x04) globals.page = value % 0x10000;
    if (tag === 0x74) globals.bits = value;
    if (tag === 0x94) globals.count = value;
    if (tag === 0x84) {
      globals.reportId = value;
      if (value < 1 || value > 255) return 'a report id is not from 1 to 255';
    }
    if (tag === 0xa4) {
      pushed.push({ ...globals });
      if (pushed.length > MAX_DEPTH) return 'too much is pushed';
    }
    if (tag === 0xb4) {
      const last = pushed.pop();
      if (!last) return 'something is popped that was never pushed';
      globals = last;
    }
    return undefined;
  }

  function localItem({ tag, value, size }: DescriptorItem): string | undefined {
    const namesPage = size > 2;
    const usage = namesPage ? value : globals.page * 0x10000 + value;
    const declared = { first: usage, last: usage, namesPage };
    if (tag === 0x08) usages.push(declared);
    if (tag === 0x18) minimum = declared;
    if (tag === 0x28) {
      if (!minimum || minimum.first > usage) return 'a range of usages has no begin, or ends before it';
      usages.push({ ...minimum, last: usage });
    }
    // A delimiter: which of several usages a field has is left to the reader. No gun is known to do that.
    return tag === 0xa8 ? 'a field has several usages to choose from' : undefined;
  }

  function read(): string | undefined {
    const { items, isWhole } = descriptorItems(bytes);
    for (const item of items) {
      const type = item.tag & 0x0c;
      const readItem = [mainItem, globalItem, localItem][type >> 2];
      const problem = readItem?.(item);
      if (problem !== undefined) return problem;
      if (type === 0) {
        usages = [];
        minimum = undefined;
      }
    }
    if (!isWhole || depth > 0) return 'it breaks off';
    const ids = collections.flatMap(({ fields }) => fields.map(({ reportId }) => reportId === 0));
    return ids.includes(true) && ids.includes(false) ? 'only some of its reports have an id' : undefined;
  }

  const problem = read();
  return { collections, ...(problem !== undefined && { problem }) };
}

/**
 * Gives the usages that named no page themselves the page that holds at the main item; those before the last that has
 * it already keep theirs. That is how Linux reads a descriptor that changes the page between usages.
 */
function completed(usages: readonly DeclaredUsages[], page: number): UsageRange[] {
  const lastWithIt = usages.findLastIndex(
    ({ first, namesPage }) => !namesPage && Math.floor(first / 0x10000) === page,
  );
  return usages.map(({ first, last, namesPage }, at) =>
    namesPage || at <= lastWithIt
      ? { first, last }
      : { first: page * 0x10000 + (first % 0x10000), last: page * 0x10000 + (last % 0x10000) },
  );
}

/** The elements of a field that have a usage (page in its upper 16 bits): `from` and the one after the last. */
export function elementsOf(
  { usages, count }: Pick<HidField, 'usages' | 'count'>,
  usage: number,
): { from: number; to: number } | undefined {
  let before = 0;
  for (const [at, { first, last }] of usages.entries()) {
    if (usage >= first && usage <= last) {
      const from = before + usage - first;
      const to = at === usages.length - 1 && usage === last ? count : from + 1;
      return from < Math.min(to, count) ? { from, to: Math.min(to, count) } : undefined;
    }
    before += last - first + 1;
  }
  return undefined;
}
