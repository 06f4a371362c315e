import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { errorText } from '../../src/errors.ts';
import { type Answers, FIRST_PLACES, QUESTIONS } from './answers.ts';
import type { Asker } from './asker.ts';
import { asked, askedKey, completed } from './interview.ts';
import { gatewayKeyPem, type MerchantKey, merchantKey } from './keys.ts';
import { cannot } from './new-file.ts';
import { NotMade } from './not-made.ts';
import type { InitOptions } from './options.ts';
import { ownerOf } from './owner.ts';
import { keyToShow, madeText, nextSteps } from './told.ts';
import { CONFIG_FILE, writeConfig } from './write.ts';

export interface InitParts {
  /** None: nobody can be asked. */
  asker: Asker | undefined;
  machine: { timeZone: string };
  /** Who runs it; root gives the files to the till's user. */
  uid: number | undefined;
  /** Epoch ms. */
  now: number;
  /** The JSON schema that is put beside the configuration, where the package has one. */
  schemaFrom: string | undefined;
  /** The result. */
  say(text: string): void;
  /** What was wrong with the arguments. */
  complain(text: string): void;
}

/** Makes the key pair and the configuration. Resolves with the exit code; throws `NotMade` or `Interrupted`. */
export async function runInit(options: InitOptions, parts: InitParts): Promise<number> {
  const { asker, machine, say } = parts;
  const { json, keysOnly } = options;
  const dir = path.resolve(options.dir);
  const file = path.join(dir, CONFIG_FILE);
  const isThere = existsSync(file);
  if (isThere && !options.force && !keysOnly && !isAsInstalled(file)) throw thereAlready(file);
  const { answers: usual, missing, wrong } = completed(options.answers, machine);
  const isReal = options.answers.gateway !== 'sandbox';
  if (isReal && options.gatewayKey === undefined)
    missing.push("--gateway-key  file with the gateway's public key");
  if (wrong.length > 0) return refuse(parts, 'These do not fit:', wrong);
  if (!asker && !keysOnly && missing.length > 0)
    return refuse(parts, 'These are needed, for nobody can be asked here:', missing);
  makeFolder(dir);

  const stamp =
    isThere || options.newKey ? `-${new Date(parts.now).toISOString().replace(/\D/g, '').slice(0, 14)}` : '';
  const owner = ownerOf(options.user, parts.uid);
  const merchantKeyFile = options.newKey
    ? `keys/merchant${stamp}.pem`
    : ((isThere ? keyNamedBy(file) : undefined) ?? FIRST_PLACES.merchantKey);
  const gatewayKeyFile = isThere ? `keys/gateway${stamp}.pub.pem` : FIRST_PLACES.gatewayKey;
  const ownKey = () => merchantKey({ file: path.resolve(dir, merchantKeyFile), owner });

  if (keysOnly) {
    const key = ownKey();
    say(json ? JSON.stringify({ key }) : keyToShow(key));
    return 0;
  }
  const { answers, key, gatewayKey } = asker
    ? await interview(options, { asker, machine, ownKey })
    : unasked(options, { answers: usual, ownKey });
  const config = writeConfig({
    dir,
    answers,
    owner,
    merchantKeyFile,
    gatewayKeyFile,
    gatewayKey,
    dataDir: options.dataDir ?? usualData(dir, options.isInstalled),
    schemaFrom: parts.schemaFrom,
    ...(isThere && { replaceAs: `.before${stamp}` }),
  });
  const made = { config, ...(isThere && { kept: `${config}.before${stamp}` }), ...(key && { key }) };
  const steps = nextSteps(options.isInstalled ? undefined : config, answers);
  say(json ? JSON.stringify({ ...made, next: steps }) : madeText(made, steps));
  return 0;
}

interface Known {
  answers: Answers;
  key?: MerchantKey;
  gatewayKey?: string;
}

async function interview(
  { answers: given, gatewayKey: keyFile }: InitOptions,
  { asker, machine, ownKey }: { asker: Asker; machine: InitParts['machine']; ownKey(): MerchantKey },
): Promise<Known> {
  const all = QUESTIONS.map(({ name }) => name);
  const first = await asked(['gateway'], { known: given, machine, asker });
  if (first.gateway === 'sandbox') {
    const rest = await asked(all, { known: first, machine, asker });
    return { answers: completed(rest, machine).answers };
  }
  const key = ownKey();
  asker.say(keyToShow(key));
  await asker.line('Upload it in the portal, then press Enter.\n> ');
  const ofGateway = QUESTIONS.filter((question) => question.ofGateway).map(({ name }) => name);
  const known = await asked(ofGateway, { known: first, machine, asker });
  const read = (text: string) => gatewayKeyPem(text, key.publicKey);
  const gatewayKey = keyFile === undefined ? await askedKey(asker, read) : read(readKey(keyFile));
  const rest = await asked(all, { known, machine, asker });
  return { answers: completed(rest, machine).answers, key, gatewayKey };
}

function unasked(
  { gatewayKey: keyFile }: InitOptions,
  { answers, ownKey }: { answers: Answers; ownKey(): MerchantKey },
): Known {
  if (answers.gateway === 'sandbox' || keyFile === undefined) return { answers };
  const text = readKey(keyFile);
  const key = ownKey();
  return { answers, key, gatewayKey: gatewayKeyPem(text, key.publicKey) };
}

function readKey(file: string): string {
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8');
  } catch (error) {
    throw new NotMade(`--gateway-key: ${file} cannot be read: ${errorText(error)}`);
  }
}

function refuse({ complain }: InitParts, why: string, lines: readonly string[]): number {
  complain([why, ...lines.map((line) => `  ${line}`)].join('\n'));
  return 2;
}

function thereAlready(file: string): NotMade {
  return new NotMade(
    `There is a configuration already: ${file}. Nothing was changed.\n` +
      'Change it with an editor, or write a new one with --force: this one is kept beside it then.',
  );
}

function makeFolder(dir: string): void {
  try {
    mkdirSync(dir, { recursive: true, mode: 0o755 });
  } catch (error) {
    throw cannot(dir, error);
  }
}

/** What an installer leaves: the sandbox, and nothing that anybody has decided. */
function isAsInstalled(file: string): boolean {
  try {
    const { $schema, gateway, ...rest } = JSON.parse(readFileSync(file, 'utf8'));
    return gateway?.kind === 'sandbox' && Object.keys(rest).length === 0;
  } catch {
    return false;
  }
}

/** Nothing where the installed till knows by itself, and keeps practice and money apart. */
function usualData(dir: string, isInstalled: boolean): string | undefined {
  if (isInstalled) return undefined;
  return dir === '/etc/scantill' ? '/var/lib/scantill' : 'data';
}

/** The private key of the configuration that is replaced: its public half is what the gateway knows. */
function keyNamedBy(file: string): string | undefined {
  try {
    const { gateway } = JSON.parse(readFileSync(file, 'utf8'));
    return typeof gateway?.auth?.privateKeyFile === 'string' ? gateway.auth.privateKeyFile : undefined;
  } catch {
    return undefined;
  }
}
