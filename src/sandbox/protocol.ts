import type { Clock } from '../clock.ts';
import { canonicalString, type Fields } from '../payment/codepay/envelope.ts';
import { readPrivateKey, readPublicKey, rsa2Signer, rsa2Verifier } from '../payment/codepay/signing.ts';
import type { Random } from '../random.ts';
import type { SandboxKeys } from './keys.ts';
import { psnNumber } from './numbers.ts';
import type { Reaction } from './reaction.ts';
import { businessRefusal, envelopeRefusal, refusal, textOf } from './requests.ts';
import type { SimulatedGateway } from './simulated-gateway.ts';

/** The gateway's side of the contract: bodies in, bodies out, both signed. */
export interface Protocol {
  /** What is to be done about a request's body. */
  react(body: string): Promise<Reaction>;
  /** The signed body of an answer, once what it says is durable. */
  answerText(reaction: Extract<Reaction, { kind: 'answer' }>): Promise<string>;
}

export interface ProtocolParts {
  keys: SandboxKeys;
  gateway: SimulatedGateway;
  clock: Clock;
  random: Random;
  onRequest: ((request: { method: string; orderNo: string }) => void) | undefined;
}

/** Refuses what the genuine gateway would refuse before it looks at any order. */
export function createProtocol({ keys, gateway, clock, random, onRequest }: ProtocolParts): Protocol {
  const ours = rsa2Signer(readPrivateKey(keys.gateway.privateKey));
  const foreign = rsa2Signer(readPrivateKey(keys.merchant.privateKey));
  const merchant = rsa2Verifier(readPublicKey(keys.merchant.publicKey));

  return {
    react: async (body) => {
      const fields = parseFields(body);
      if (!fields) return { kind: 'answer', result: refusal('SBX_ENVELOPE', 'the body is no JSON object') };
      onRequest?.({
        method: textOf(fields, 'method') ?? '',
        orderNo: textOf(fields, 'merchant_order_no') ?? '',
      });
      const wrong = envelopeRefusal(fields, clock.now());
      if (wrong) return { kind: 'answer', result: wrong };
      if (!(await merchant.verify(canonicalString(fields), textOf(fields, 'sign') ?? ''))) {
        return { kind: 'answer', result: refusal('SBX_SIGN', 'the signature does not fit') };
      }
      const result = businessRefusal(fields);
      return result ? { kind: 'answer', result } : gateway.react(fields);
    },
    answerText: async ({ result, forged, durable }) => {
      const content =
        'data' in result
          ? { code: '0', data: JSON.stringify(result.data), msg: 'success' }
          : { code: result.code, msg: result.message };
      const envelope = { ...content, psn: psnNumber(clock.now(), random) };
      const signing = (forged ? foreign : ours).sign(canonicalString(envelope));
      const [sign] = await Promise.all([signing, durable]);
      return JSON.stringify({ ...envelope, sign });
    },
  };
}

function parseFields(body: string): Fields | undefined {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Fields)
      : undefined;
  } catch {
    return undefined;
  }
}
