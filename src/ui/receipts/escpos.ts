import ReceiptPrinterEncoder from '@point-of-sale/receipt-printer-encoder';
import type { Receipt } from '../receipt-messages.ts';
import { bytesOfLetter, type DoubleByte, doubleByteOf } from './double-byte.ts';
import { layOut, type PrintLine } from './layout.ts';

/** Letters of 12 dots on the 576 or 384 dots that the two widths of paper have. */
const COLUMNS = { 80: 48, 58: 32 } as const;

/** Code pages that every printer of the Epson kind has: of Western and Central Europe, with the euro. */
const CODE_PAGES = ['cp437', 'cp858', 'windows1252', 'cp852'] as const;

/** FS & and FS . : letters of two bytes begin and end. FS C 1: they are in Shift JIS. */
const DOUBLE_BYTE_ON = [0x1c, 0x26];
const DOUBLE_BYTE_OFF = [0x1c, 0x2e];
const AS_SHIFT_JIS = [0x1c, 0x43, 0x01];

/** Lines from the head to the knife. */
const FEED = 4;

export type Encoded = { ok: true; bytes: Uint8Array } | { ok: false; letters: string };

/** A paper as bytes for an ESC/POS printer, or the letters that no printer of that country can print. Pure. */
export function escPosOf(receipt: Receipt): Encoded {
  const columns = COLUMNS[receipt.widthMm];
  const doubleByte = doubleByteOf(receipt.language);
  const missing = new Set<string>();
  const encoder = new ReceiptPrinterEncoder({
    language: 'esc-pos',
    columns,
    feedBeforeCut: FEED,
    newline: '\n',
    codepageMapping: 'epson',
    codepageCandidates: [...CODE_PAGES],
  });
  encoder.initialize().codepage('auto');
  if (doubleByte === 'shift_jis') encoder.raw(AS_SHIFT_JIS);
  const put = (line: PrintLine) => {
    const factor = line.isLarge ? 2 : 1;
    encoder.bold(line.isBold).size(factor, factor);
    for (const piece of piecesOf(plainText(line.text), doubleByte)) {
      if (piece.kind === 'text') encoder.text(piece.text);
      else if (piece.kind === 'double') encoder.raw([...DOUBLE_BYTE_ON, ...piece.bytes, ...DOUBLE_BYTE_OFF]);
      else missing.add(piece.letter);
    }
    encoder.size(1, 1).bold(false).newline();
  };
  for (const line of receipt.lines) {
    if (line.kind === 'qr')
      encoder.align('center').qrcode(line.text, { size: 6, errorlevel: 'm' }).align('left');
    else for (const each of layOut(line, columns)) put(each);
  }
  encoder.cut('partial');
  if (missing.size > 0) return { ok: false, letters: [...missing].join('') };
  return { ok: true, bytes: encoder.encode() };
}

type Piece =
  | { kind: 'text'; text: string }
  | { kind: 'double'; bytes: number[] }
  | { kind: 'missing'; letter: string };

function piecesOf(text: string, encoding: DoubleByte): Piece[] {
  const pieces: Piece[] = [];
  for (const letter of text) {
    const last = pieces.at(-1);
    const bytes = isEuropean(letter) ? undefined : bytesOfLetter(letter, encoding);
    if (isEuropean(letter)) {
      if (last?.kind === 'text') last.text += letter;
      else pieces.push({ kind: 'text', text: letter });
    } else if (bytes && last?.kind === 'double') last.bytes.push(...bytes);
    else pieces.push(bytes ? { kind: 'double', bytes: [...bytes] } : { kind: 'missing', letter });
  }
  return pieces;
}

/** What the code pages have between them: Latin letters with their marks, and the signs of money. */
const EUROPEAN = /^[\x20-\x7e¡-ÿĂăĄąĆćČčĎďĐđĘęĚěĹĺĽľŁłŃńŇňŐőŔŕŘřŚśŞşŠšŢţŤťŮůŰűŹźŻżŽžŒœŸƒ€]$/;

function isEuropean(letter: string): boolean {
  return EUROPEAN.test(letter);
}

/** Signs that look the same on paper, and that old code pages have: special spaces, quotes, dashes; marks that only steer. */
function plainText(text: string): string {
  return [...text.normalize('NFC')]
    .map((letter) => {
      // A letter whose mark no code page has is legible without it.
      const base = isEuropean(letter) ? letter : letter.normalize('NFD').charAt(0);
      return /[a-z]/i.test(base) ? base : letter;
    })
    .join('')
    .replace(/ı/g, 'i')
    .replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/[\u00a0\u2000-\u200a\u202f\u205f]/g, ' ')
    .replace(/[‘’‚]/g, "'")
    .replace(/[“”„]/g, '"')
    .replace(/[‐‑–—−]/g, '-')
    .replace(/…/g, '...')
    .replace(/[·•]/g, '*');
}
