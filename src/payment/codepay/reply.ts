import type { UnknownReason } from '../gateway.ts';
import { canonicalString } from './envelope.ts';
import { memberText, rawMembers } from './raw-json.ts';
import type { Verifier } from './signing.ts';

/** What an answer's envelope says, as text. */
interface Claims {
  code?: string;
  message?: string;
  psn?: string;
}

/** An answer that was verified, or why it cannot be believed. `claims` of the latter are for people to read only. */
export type Reply =
  | { kind: 'verified'; claims: Claims; data: ReplyData }
  | { kind: 'unbelievable'; claims: Claims; reason: UnknownReason; detail: string };

/** The members of `data` as text, each spelt as the gateway spelt it. */
export type ReplyData = ReadonlyMap<string, string>;

/**
 * Reads the body of an answer and verifies its signature, which covers `code`, `data`, `msg` and `psn`. `data` comes
 * as a JSON string, signed as it stands, or as an object, signed as the text it has in the body. Without a verifier
 * (Basic authentication) the answer is taken as it is.
 */
export async function readReply(body: Uint8Array, verifier: Verifier | undefined): Promise<Reply> {
  const members = membersOf(body);
  if (!members) return unbelievable({}, 'notJson', 'the answer is not one JSON object');
  const rawData = members.get('data');
  const signed = {
    code: memberText(members.get('code')),
    data: memberText(rawData),
    msg: memberText(members.get('msg')),
    psn: memberText(members.get('psn')),
  };
  const claims = claimsOf(signed);
  if (verifier) {
    const signature = memberText(members.get('sign'))?.trim();
    if (!signature) return unbelievable(claims, 'unsigned', 'the answer carries no signature');
    if (!(await verifier.verify(canonicalString(signed), signature))) {
      return unbelievable(claims, 'badSignature', 'the signature of the answer does not fit');
    }
  }
  const data = dataMembers(signed.data);
  if (!data) return unbelievable(claims, 'notJson', 'the data of the answer is not one JSON object');
  return { kind: 'verified', claims, data };
}

function membersOf(body: Uint8Array): Map<string, string> | undefined {
  try {
    return rawMembers(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    // Bytes that are not UTF-8: two readers could see two texts.
    return undefined;
  }
}

/** Error answers may have no data, or an empty text in its place. */
function dataMembers(text: string | undefined): ReplyData | undefined {
  if (text === undefined || text.trim() === '') return new Map();
  const members = rawMembers(text);
  if (!members) return undefined;
  const data = new Map<string, string>();
  for (const [name, raw] of members) {
    const value = memberText(raw);
    if (value !== undefined && value !== '') data.set(name, value);
  }
  return data;
}

function claimsOf(signed: {
  code?: string | undefined;
  msg?: string | undefined;
  psn?: string | undefined;
}): Claims {
  return {
    ...(signed.code !== undefined && { code: signed.code }),
    ...(signed.msg !== undefined && { message: signed.msg }),
    ...(signed.psn !== undefined && { psn: signed.psn }),
  };
}

function unbelievable(claims: Claims, reason: UnknownReason, detail: string): Reply {
  return { kind: 'unbelievable', claims, reason, detail };
}
