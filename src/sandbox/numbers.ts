import type { Random } from '../random.ts';

/**
 * A transaction number of the sandbox. It begins with 50, as genuine ones do: no wallet's codes begin so, and nobody
 * searching a data folder for payment codes will stop at it.
 */
export function transactionNumber(at: number, random: Random): string {
  return `50${at}${randomDigits(random, 6)}`;
}

/** `psn`: month, day, hour, minute, second (UTC) and ten random digits. */
export function psnNumber(at: number, random: Random): string {
  return new Date(at).toISOString().replace(/\D/g, '').slice(4, 14) + randomDigits(random, 10);
}

/** `YYYY-MM-DD HH:mm:ss`, UTC. */
export function gatewayTime(at: number): string {
  return new Date(at).toISOString().slice(0, 19).replace('T', ' ');
}

function randomDigits(random: Random, count: number): string {
  return Array.from(random.bytes(count), (byte) => byte % 10).join('');
}
