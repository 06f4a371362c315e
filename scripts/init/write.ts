import { copyFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { configChecks } from '../../src/config-checks.ts';
import { TillError } from '../../src/errors.ts';
import { loadConfig } from '../../src/load-config.ts';
import { type Answers, configOf } from './answers.ts';
import { SCHEMA_FILE } from './config-schema.ts';
import { cannot, type Owner, placeFile } from './new-file.ts';
import { NotMade } from './not-made.ts';

export interface WriteRequest {
  dir: string;
  answers: Answers;
  /** Left out: where the till looks by itself. */
  dataDir: string | undefined;
  owner: Owner | undefined;
  /** Relative to `dir`. */
  merchantKeyFile: string;
  /** Relative to `dir`; never one that a configuration which is there names. */
  gatewayKeyFile: string;
  /** PEM; none on the sandbox. */
  gatewayKey?: string | undefined;
  /** The JSON schema that is copied beside the configuration; none where the package has none. */
  schemaFrom?: string | undefined;
  /** The ending under which a configuration that is there is kept; without one none may be there. */
  replaceAs?: string | undefined;
}

export const CONFIG_FILE = 'config.json';

/**
 * Writes the configuration, and the files it names, only once the till itself would start with it. Nothing that a
 * configuration which is there names is touched, and the new one comes last: it is there as a whole, or as it was. Throws `NotMade`. Returns its path.
 */
export function writeConfig(request: WriteRequest): string {
  const { dir, answers, gatewayKey, owner, replaceAs } = request;
  const file = path.join(dir, CONFIG_FILE);
  const text = `${JSON.stringify(
    configOf(answers, {
      merchantKey: request.merchantKeyFile,
      gatewayKey: request.gatewayKeyFile,
      ...(request.dataDir !== undefined && { dataDir: request.dataDir }),
      ...(request.schemaFrom !== undefined && { schema: `./${SCHEMA_FILE}` }),
    }),
    null,
    2,
  )}\n`;
  prove(request, text);
  if (gatewayKey !== undefined) {
    placeFile({ file: path.join(dir, request.gatewayKeyFile), text: gatewayKey, isSecret: false, owner });
  }
  if (request.schemaFrom !== undefined) copyFileSync(request.schemaFrom, path.join(dir, SCHEMA_FILE));
  if (replaceAs !== undefined && existsSync(file)) copyFileSync(file, `${file}${replaceAs}`);
  placeFile({ file, text, isSecret: false, owner: undefined });
  return file;
}

/** By the till's own check, before anything takes its place. */
function prove({ dir, gatewayKey, merchantKeyFile }: WriteRequest, text: string): void {
  const draft = path.join(dir, `.${CONFIG_FILE}.draft`);
  try {
    writeFileSync(draft, text);
  } catch (error) {
    throw cannot(dir, error);
  }
  try {
    const env = {
      ...(gatewayKey !== undefined && {
        SCANTILL_GATEWAY_PUBLIC_KEY: gatewayKey,
        SCANTILL_PRIVATE_KEY: readFileSync(path.join(dir, merchantKeyFile), 'utf8'),
      }),
    };
    loadConfig({ file: draft, cwd: dir, env, overrides: {} }, [configChecks]);
  } catch (error) {
    if (!(error instanceof TillError)) throw error;
    throw new NotMade(`No configuration was written. ${error.message.replaceAll(draft, 'that would be')}`);
  } finally {
    rmSync(draft, { force: true });
  }
}
