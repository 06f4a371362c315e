/** `npm run pair`. Exit 0 where it is done, 1 where it is not, 2 for wrong arguments. */
import { CommanderError } from 'commander';
import QRCode from 'qrcode';
import { TillError } from '../src/errors.ts';
import type {
  WireCode,
  WireCodeState,
  WireDevice,
  WireDevices,
  WireProgram,
} from '../src/ui/pairing-messages.ts';
import { type PairOptions, type PairWish, parsePairOptions } from './pair/options.ts';
import { codeText, listText, programText, stateOf } from './pair/report.ts';
import { configAt, exitCodeOf } from './people/place.ts';
import { askTill, NotDone } from './people/till-door.ts';

/** One question waits so long, s: shorter than a question may take. */
const WAIT_S = 10;

type Ask = <T>(method: string, path: string, body?: object) => Promise<T>;

process.exitCode = await main();

async function main(): Promise<number> {
  try {
    const options = parsePairOptions(process.argv.slice(2), process.env);
    const { config, secrets } = configAt(options.place, process.env);
    const door = { dataDir: config.dataDir, token: secrets.token };
    const ask: Ask = (method, path, body) => askTill(door, { method, path, body });
    return await run(options, ask);
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (error instanceof TillError) {
      console.error(`${error.message}\n${error.hint}`);
      return exitCodeOf(error);
    }
    if (error instanceof NotDone) console.error(error.message);
    else throw error;
    return 1;
  }
}

async function run({ wish, json, waits }: PairOptions, ask: Ask): Promise<number> {
  const say = (answer: object, text: string) => console.log(json ? JSON.stringify(answer) : text);
  switch (wish.do) {
    case 'list': {
      const answer = await ask<WireDevices>('GET', '/devices');
      say(answer, listText(answer.devices, Date.now()));
      return 0;
    }
    case 'program': {
      const { do: _, ...body } = wish;
      const answer = await ask<WireProgram>('POST', '/programs', body);
      say(answer, programText(answer));
      return 0;
    }
    case 'rename':
    case 'revoke': {
      const path = `/devices/${encodeURIComponent(wish.id)}`;
      const { device } =
        wish.do === 'rename'
          ? await ask<{ device: WireDevice }>('PUT', path, { name: wish.name })
          : await ask<{ device: WireDevice }>('DELETE', path);
      say({ device }, `${device.id}  ${device.name}  ${stateOf(device, Date.now())}`);
      return 0;
    }
    case 'code':
      return pair(wish, { json, waits }, ask);
  }
}

async function pair(
  { name, role, lanes }: Extract<PairWish, { do: 'code' }>,
  { json, waits }: { json: boolean; waits: boolean },
  ask: Ask,
): Promise<number> {
  const made = await ask<WireCode>('POST', '/pairing/codes', { name, role, lanes });
  if (json) console.log(JSON.stringify(made));
  else
    console.log(
      codeText(made, made.qr && (await QRCode.toString(made.qr.text, { type: 'terminal', small: true }))),
    );
  if (!waits || made.addresses.length === 0) return 0;
  const withdraw = () => {
    void ask('DELETE', `/pairing/codes/${made.id}`)
      .catch(() => {})
      .finally(() => process.exit(1));
  };
  process.once('SIGINT', withdraw).once('SIGTERM', withdraw);
  for (;;) {
    const now = await ask<WireCodeState>('GET', `/pairing/codes/${made.id}?waitSeconds=${WAIT_S}`);
    if (now.state === 'open') continue;
    if (json) console.log(JSON.stringify(now));
    else if (now.device) console.log(`"${now.device.name}" is paired (${now.device.id}).`);
    else console.error(ENDED[now.state]);
    return now.state === 'used' ? 0 : 1;
  }
}

const ENDED: Record<Exclude<WireCodeState['state'], 'open'>, string> = {
  used: 'The code was used.',
  over: 'The time of the code is over, and nobody came in with it. Make another one.',
  guessed: 'Somebody guessed at this code: it is shut. Make another one.',
};
