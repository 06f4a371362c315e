import type { Random } from '../random.ts';
import { digitsOf, EMV_OUTCOME_TAG, type OutcomeId } from './outcomes.ts';

/** Kinds of code that can be made up. The last three are what a cashier scans by mistake. */
export const CODE_KINDS = ['alipay', 'wechat', 'unionpay', 'emv', 'ean13', 'url', 'garbage'] as const;
export type CodeKind = (typeof CODE_KINDS)[number];

export interface CodeRequest {
  wallet: CodeKind;
  /** What the sandbox shall do with it (default `paid`). The last three kinds never reach it. */
  outcome?: OutcomeId;
}

/** A fresh code of the form that wallet shows, random but for the digits that choose the outcome. */
export function makeCode({ wallet, outcome = 'paid' }: CodeRequest, random: Random): string {
  const digits = digitsOf(outcome);
  switch (wallet) {
    case 'alipay':
      return `28${randomDigits(random, 14)}${digits}`;
    case 'wechat':
      return `13${randomDigits(random, 14)}${digits}`;
    case 'unionpay':
      return `62${randomDigits(random, 15)}${digits}`;
    case 'emv':
      return emvCode(digits, random);
    case 'ean13':
      return withCheckDigit(`400${randomDigits(random, 9)}`);
    case 'url':
      return `https://shop.example/p/${randomDigits(random, 8)}`;
    case 'garbage':
      return Array.from(random.bytes(9), (byte) => '~#?%&/abcXYZ_-+.'.charAt(byte & 15)).join('');
  }
}

function randomDigits(random: Random, count: number): string {
  return Array.from({ length: count }, () => Math.floor(random.fraction() * 10)).join('');
}

/** EAN-13: weights 1 and 3 in turn, the sum filled up to a multiple of ten. */
function withCheckDigit(twelve: string): string {
  const sum = Array.from(twelve, Number).reduce((total, digit, i) => total + digit * (i % 2 ? 3 : 1), 0);
  return `${twelve}${(10 - (sum % 10)) % 10}`;
}

/** EMVCo customer-presented mode: payload format indicator, one application, common data with a cryptogram. */
function emvCode(digits: string, random: Random): string {
  const application = [...tlv(0x4f, hex('a000000333010102')), ...tlv(0x50, ascii('Sandbox'))];
  const transparent = [
    ...tlv(0x9f26, [...random.bytes(8)]),
    ...tlv(0x9f36, [...random.bytes(2)]),
    ...tlv(EMV_OUTCOME_TAG, ascii(digits)),
  ];
  const payload = [
    ...tlv(0x85, ascii('CPV01')),
    ...tlv(0x61, application),
    ...tlv(0x62, [...tlv(0x57, [0x62, ...random.bytes(9)]), ...tlv(0x64, transparent)]),
  ];
  return Buffer.from(payload).toString('base64');
}

/** One BER-TLV element of fewer than 128 bytes. */
function tlv(tag: number, value: readonly number[]): number[] {
  const head = tag > 0xff ? [tag >> 8, tag & 0xff] : [tag];
  return [...head, value.length, ...value];
}

const ascii = (text: string): number[] => [...Buffer.from(text, 'latin1')];
const hex = (text: string): number[] => [...Buffer.from(text, 'hex')];
