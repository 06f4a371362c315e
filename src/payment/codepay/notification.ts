import type { Notification } from '../gateway.ts';
import { factsOf, statusOf } from './answer.ts';
import { canonicalString } from './envelope.ts';
import { memberText, rawMembers } from './raw-json.ts';
import type { Verifier } from './signing.ts';

interface Reading {
  appId: string;
  merchantNo: string;
  /** None with Basic authentication: nothing is signed then, and what is posted is a hint at most. */
  verifier: Verifier | undefined;
}

/** A genuine one has about thirty. Sorting thousands for a signature would keep the whole till busy. */
const MOST_FIELDS = 200;

/** What was posted to the till: its body as text, and the header that says what that is. */
interface Posted {
  body: string;
  contentType: string;
}

/**
 * Reads a notification: flat fields as JSON or as a form, signed like a request, with the gateway's key, over each field
 * as the text it has in the body. What costs nothing to see is looked at first: a signature is the dear part.
 */
export async function readNotification(posted: Posted, reading: Reading): Promise<Notification> {
  const fields = fieldsOf(posted);
  if ('detail' in fields) return { kind: 'malformed', detail: fields.detail };
  const { texts } = fields;
  for (const [name, ours] of [
    ['app_id', reading.appId],
    ['merchant_no', reading.merchantNo],
  ] as const) {
    const stated = texts.get(name);
    if (stated !== undefined && stated !== ours) {
      return { kind: 'misdirected', detail: `${name}: expected that of this till; got another` };
    }
  }
  if (reading.verifier && !(await isSigned(texts, reading.verifier))) return { kind: 'badSignature' };
  const facts = factsOf(texts);
  const { orderNo } = facts;
  if (orderNo === undefined) {
    return { kind: 'malformed', detail: 'merchant_order_no: expected an order number; got none' };
  }
  if (!reading.verifier) return { kind: 'hint', orderNo };
  return { kind: 'signed', status: statusOf(texts) ?? 'unknown', facts: { ...facts, orderNo } };
}

async function isSigned(texts: ReadonlyMap<string, string>, verifier: Verifier): Promise<boolean> {
  // In a form a `+` that its sender forgot to escape is read as a space; a signature holds none.
  const signature = texts.get('sign')?.trim().replaceAll(' ', '+');
  if (!signature) return false;
  return verifier.verify(canonicalString(Object.fromEntries(texts)), signature);
}

type Fields = { texts: ReadonlyMap<string, string> } | { detail: string };

function fieldsOf({ body, contentType }: Posted): Fields {
  const type = contentType.split(';')[0]?.trim().toLowerCase();
  switch (type) {
    case 'application/json':
      return (
        present(jsonTexts(body)) ?? {
          detail: 'expected one JSON object with each of at most 200 fields once',
        }
      );
    case 'application/x-www-form-urlencoded':
      return (
        present(formTexts(body)) ?? {
          detail: 'expected a form in UTF-8 with each of at most 200 fields once',
        }
      );
    default: {
      const got = type ? `"${type.slice(0, 60)}"` : 'none';
      return {
        detail: `Content-Type: expected application/json or application/x-www-form-urlencoded; got ${got}`,
      };
    }
  }
}

/** Null and "" say nothing, and are not signed. */
function present(texts: ReadonlyMap<string, string | undefined> | undefined): Fields | undefined {
  if (!texts) return undefined;
  const told = [...texts].flatMap(([name, text]) => (text ? [[name, text] as const] : []));
  return { texts: new Map(told) };
}

function jsonTexts(body: string): Map<string, string | undefined> | undefined {
  const members = rawMembers(body, MOST_FIELDS);
  return members && new Map([...members].map(([name, raw]) => [name, memberText(raw)]));
}

/** Nothing where it is no UTF-8, or names a field twice: two readers would disagree on what it says. */
function formTexts(body: string): Map<string, string> | undefined {
  const texts = new Map<string, string>();
  const pairs = body.split('&', MOST_FIELDS + 1);
  if (pairs.length > MOST_FIELDS) return undefined;
  for (const pair of pairs) {
    if (pair === '') continue;
    const cut = pair.indexOf('=');
    const name = unescaped(cut < 0 ? pair : pair.slice(0, cut));
    const text = unescaped(cut < 0 ? '' : pair.slice(cut + 1));
    if (name === undefined || text === undefined || texts.has(name)) return undefined;
    texts.set(name, text);
  }
  return texts;
}

function unescaped(text: string): string | undefined {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return undefined;
  }
}
