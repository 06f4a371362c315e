import { expect, test } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import { systemRandom } from '../../src/random.ts';
import { sandboxKeys } from '../../src/sandbox/keys.ts';
import { createProtocol } from '../../src/sandbox/protocol.ts';
import type { Reaction } from '../../src/sandbox/reaction.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const success = (durable: Promise<void>): Extract<Reaction, { kind: 'answer' }> => ({
  kind: 'answer',
  result: { data: { trans_no: '501', trans_status: 2 } },
  durable,
});

async function protocol() {
  const keys = await sandboxKeys(temporaryFolder());
  const gateway = {
    react: (): Reaction => ({ kind: 'hang' }),
    truthOf: () => ({ exists: false, state: 'none', paidMinor: 0, refundedMinor: 0, keptMinor: 0 }) as const,
    isDown: () => false,
    clockOffsetMs: () => 0,
  };
  return createProtocol({ keys, gateway, clock: systemClock, random: systemRandom, onRequest: undefined });
}

test('an answer is not given before what it says is durable', async () => {
  const { answerText } = await protocol();
  let release: () => void = () => undefined;
  const durable = new Promise<void>((resolve) => {
    release = resolve;
  });
  let isGiven = false;
  const answer = answerText(success(durable)).then((text) => {
    isGiven = true;
    return text;
  });
  await answerText(success(Promise.resolve()));
  await answerText(success(Promise.resolve()));
  expect(isGiven).toBe(false);
  release();
  expect(JSON.parse(await answer)).toMatchObject({ code: '0', msg: 'success' });
});

test('what could not be made durable is not answered', async () => {
  const { answerText } = await protocol();
  const failed = Promise.reject(new Error('disk full'));
  await expect(answerText(success(failed))).rejects.toThrow('disk full');
});

test.each(['', 'null', '[]', '<html>', '{"app_id":'])('the body %j is refused', async (body) => {
  const { react } = await protocol();
  expect(await react(body)).toMatchObject({ result: { code: 'SBX_ENVELOPE' } });
});
