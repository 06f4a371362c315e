import { configChecks } from '../../src/config-checks.ts';
import type { TillError } from '../../src/errors.ts';
import { type LoadedConfig, loadConfig } from '../../src/load-config.ts';

/** Where the till's configuration and data are, as far as somebody said. */
export interface ConfigPlace {
  config?: string;
  dataDir?: string;
}

type Environment = Record<string, string | undefined>;

/** What was said, or else what the environment says. */
export function withEnvironment({ config, dataDir }: ConfigPlace, environment: Environment): ConfigPlace {
  const file = config ?? environment.SCANTILL_CONFIG;
  const folder = dataDir ?? environment.SCANTILL_DATA_DIR;
  return { ...(file !== undefined && { config: file }), ...(folder !== undefined && { dataDir: folder }) };
}

/** The configuration of the till there. Throws a `TillError` where it is not good. */
export function configAt({ config, dataDir }: ConfigPlace, environment: Environment): LoadedConfig {
  return loadConfig(
    {
      cwd: process.cwd(),
      env: environment,
      ...(config !== undefined && { file: config }),
      overrides: { ...(dataDir !== undefined && { dataDir }) },
    },
    [configChecks],
  );
}

/** The exit code of a command that a till's fault ended: 2 where its configuration is not good, or else 1. */
export function exitCodeOf({ code }: TillError): 1 | 2 {
  return code === 'CONFIG_INVALID' || code === 'KEY_UNREADABLE' ? 2 : 1;
}
