import path from 'node:path';
import { Command } from 'commander';
import { type AnswerName, type Answers, QUESTIONS } from './answers.ts';

/** What `init` was asked to do. */
export interface InitOptions {
  dir: string;
  dataDir?: string;
  /** File with the gateway's public key; `-`: standard input. */
  gatewayKey?: string;
  answers: Partial<Answers>;
  /** Makes the key pair, shows its public key, and stops. */
  keysOnly: boolean;
  newKey: boolean;
  /** Where the books are is known without the configuration: the installer said so. */
  isInstalled: boolean;
  force: boolean;
  /** The user of the till. */
  user?: string;
  json: boolean;
}

type Given = Omit<InitOptions, 'answers' | 'isInstalled'> & Partial<Answers>;

/** Reads the arguments (without node and script). Help, and arguments commander refuses, end as a `CommanderError`. */
export function parseInitOptions(
  argv: readonly string[],
  environment: Record<string, string | undefined> = {},
): InitOptions {
  const command = new Command('init')
    .description(
      "Sets a till up: makes the merchant's key pair, shows the public key to upload, asks what it has to know, and writes\n" +
        'config.json. What is given as a flag is not asked. Without a terminal nothing is asked at all.\n' +
        'The private key stays in its file and is never shown.\n' +
        'Exit: 0 made, 1 not made, 2 wrong or missing arguments.',
    )
    .option('--dir <folder>', 'where the configuration and its keys are to be', usualFolder(environment))
    .option(
      '--data-dir <folder>',
      'where orders are kept (default: /var/lib/scantill, or data beside the file)',
    )
    .option('--gateway-key <file>', "file with the gateway's public key; - reads it from standard input")
    .option('--keys-only', 'make the key pair, show its public key, and stop', false)
    .option('--new-key', 'make a new pair though there is one; the old one stays', false)
    .option('--force', 'write a new configuration though there is one; the old one is kept beside it', false)
    .option('--user <name>', 'the user the till runs as, where root sets up a till that no installer made')
    .option('--json', 'print JSON, and ask nothing', false)
    .exitOverride();
  for (const { flag, text } of QUESTIONS) command.option(`${flag} <text>`, text);
  command.parse([...argv], { from: 'user' });
  const { dir, dataDir, gatewayKey, keysOnly, newKey, force, user, json, ...rest } = command.opts<Given>();
  const answers = Object.fromEntries(
    QUESTIONS.flatMap(({ name }) => (rest[name] === undefined ? [] : [[name, rest[name].trim()]])),
  ) as Partial<Record<AnswerName, string>>;
  return {
    dir,
    answers,
    keysOnly,
    isInstalled: environment.SCANTILL_DATA_DIR !== undefined,
    newKey,
    force,
    json,
    ...(dataDir !== undefined && { dataDir }),
    ...(gatewayKey !== undefined && { gatewayKey }),
    ...(user !== undefined && { user }),
  };
}

/** That of the installed till's configuration. */
function usualFolder({ SCANTILL_CONFIG: file }: Record<string, string | undefined>): string {
  return file === undefined ? '/etc/scantill' : path.dirname(file);
}
