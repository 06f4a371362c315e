import { Command } from 'commander';

/** What the doctor was asked to do. */
export interface DoctorOptions {
  /** The till's configuration; without one it is looked at as a till without any starts. */
  config?: string;
  port?: string;
  host?: string;
  dataDir?: string;
  /** Whether to ask the gateway. */
  gateway: boolean;
  json: boolean;
  /** Where the gun is whose settings are to be found: a serial port's path, or HOST:PORT. */
  findSettings?: string;
}

/** Reads the arguments (without node and script). Help, and arguments commander refuses, end as a `CommanderError`. */
export function parseDoctorOptions(
  argv: readonly string[],
  environment: Record<string, string | undefined>,
): DoctorOptions {
  const command = new Command('doctor')
    .description('Looks at this machine as a till needs it. Exit 0: nothing fails; 1: something does.')
    .option('--config <file>', "the till's configuration")
    .option('--port <number>', 'as for npm start')
    .option('--host <address>', 'as for npm start')
    .option('--data-dir <folder>', 'as for npm start')
    .option('--no-gateway', 'do not ask the gateway')
    .option('--json', 'print JSON', false)
    .option(
      '--find-settings <place>',
      'listen to scans of one gun, and tell how it is set: PATH or HOST:PORT',
    )
    .exitOverride();
  command.parse([...argv], { from: 'user' });
  const given = command.opts<DoctorOptions>();
  const config = given.config ?? environment.SCANTILL_CONFIG;
  const port = given.port ?? environment.SCANTILL_PORT;
  const host = given.host ?? environment.SCANTILL_HOST;
  const dataDir = given.dataDir ?? environment.SCANTILL_DATA_DIR;
  return {
    gateway: given.gateway,
    json: given.json,
    ...(config !== undefined && { config }),
    ...(port !== undefined && { port }),
    ...(host !== undefined && { host }),
    ...(dataDir !== undefined && { dataDir }),
    ...(given.findSettings !== undefined && { findSettings: given.findSettings }),
  };
}
