import type { Terminator } from '../scanner-config.ts';
import { splitAim } from './frame.ts';
import { type ParitySign, paritySign, uniformParity } from './parity-signs.ts';

/** What the bytes of one scan show of the gun's settings. `text` is card data. */
export interface LineSigns {
  /** Whether the bytes are text at all. */
  isReadable: boolean;
  text: string;
  terminator: Exclude<Terminator, 'any'>;
  /** STX came first. */
  hasStx: boolean;
  /** ETX came after the text. */
  hasEtx: boolean;
  aim?: string;
  /** What stands before and after the code itself. */
  prefix?: string;
  suffix?: string;
  /** Seven data bits were read as eight. */
  parityBit?: ParitySign;
  /** All bytes have one parity, none its top bit: those of the other parity may have been lost on the way. */
  oneParity?: 'even' | 'odd';
  /** Bytes that are no text. */
  strange: number;
  bytes: number;
}

const STX = 0x02;
const ETX = 0x03;
const GS = 0x1d;

/** What ends a code, longest first: of two that fit, the longer one is meant. */
const ENDS: readonly [string, Exclude<Terminator, 'any'>][] = [
  ['\r\n', 'crlf'],
  ['\r', 'cr'],
  ['\n', 'lf'],
  ['\t', 'tab'],
  ['\x03', 'etx'],
];

/** Reads the bytes of one scan. `known`: the text of the code that was scanned, where somebody says it. */
export function readSigns(bytes: Uint8Array, known?: string): LineSigns {
  const parityBit = paritySign(bytes);
  const plain = parityBit === undefined ? bytes : bytes.map((byte) => byte & 0x7f);
  let from = 0;
  let to = plain.length;
  while (from < to && isControl(plain[from])) from += 1;
  while (to > from && isControl(plain[to - 1])) to -= 1;
  const body = plain.subarray(from, to);
  const strange = body.filter((byte) => isControl(byte) || byte > 0x7e).length;
  const tail = Buffer.from(plain.subarray(to)).toString('latin1');
  const oneParity = parityBit === undefined ? uniformParity(bytes) : undefined;
  return {
    isReadable: body.length > 3 && strange === 0,
    strange,
    bytes: bytes.length,
    terminator: terminatorOf(tail),
    hasStx: plain.subarray(0, from).includes(STX),
    hasEtx: plain.subarray(to).includes(ETX),
    ...undress(Buffer.from(body).toString('latin1'), known),
    ...(parityBit && { parityBit }),
    ...(oneParity && { oneParity }),
  };
}

function isControl(byte = 0): boolean {
  return (byte < 0x20 && byte !== GS) || byte === 0x7f;
}

/** The last of them: what comes before it is dropped at the edge of a code anyway. */
function terminatorOf(tail: string): Exclude<Terminator, 'any'> {
  return ENDS.find(([end]) => tail.endsWith(end))?.[1] ?? 'none';
}

/** A code of digits, with letters or marks around it that the gun was told to send. */
const DRESSED = /^(\D{0,16})(\d{8,})(\D{0,16})$/;
/** An AIM identifier that comes after a prefix. */
const INNER_AIM = /^([^\d\]]{1,16})(\][A-Za-z][0-9A-Za-z])(.+)$/;

/** Takes off what the gun put around the code. Without a known text only marks around digits can be told from it. */
function undress(whole: string, known = ''): Pick<LineSigns, 'text' | 'aim' | 'prefix' | 'suffix'> {
  const front = splitAim(whole);
  const inner = front.aim === undefined ? INNER_AIM.exec(whole) : null;
  const [, lead = '', aim = front.aim, rest = front.text] = inner ?? [];
  const [before, text, after] = known !== '' && rest.includes(known) ? around(rest, known) : marksOff(rest);
  const prefix = lead + before;
  const isLong = prefix.length > LONGEST_MARK || after.length > LONGEST_MARK;
  return {
    text: isLong ? rest : text,
    ...(aim !== undefined && { aim }),
    ...(prefix !== '' && !isLong && { prefix }),
    ...(after !== '' && !isLong && { suffix: after }),
  };
}

/** What the configuration takes as a prefix or suffix. */
const LONGEST_MARK = 16;

function marksOff(text: string): [string, string, string] {
  const [, before = '', code = text, after = ''] = DRESSED.exec(text) ?? [];
  return [before, code, after];
}

function around(text: string, known: string): [string, string, string] {
  const at = text.indexOf(known);
  return [text.slice(0, at), known, text.slice(at + known.length)];
}
