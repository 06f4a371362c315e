import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { z } from 'zod';
import { type Config, configSchema } from './config.ts';
import { describeIssues } from './config-problems.ts';
import { errorText, TillError } from './errors.ts';
import { hostAndPort } from './host-port.ts';
import { isLoopbackHost } from './loopback.ts';

/** What the command line and the environment say; flags are already ahead of the environment. */
export interface ConfigSources {
  /** Path of the file; without one the till runs on its sandbox. */
  file?: string;
  cwd: string;
  overrides: { host?: string; port?: string; dataDir?: string };
  /** The environment, for secrets. */
  env: Record<string, string | undefined>;
}

/** What must never stand in a log. */
export interface Secrets {
  token?: string;
  privateKey?: string;
  gatewayPublicKey?: string;
  basicPassword?: string;
  /** Of each receiver in `webhooks`, in their order. */
  webhooks?: readonly string[];
}

export interface LoadedConfig {
  config: Config;
  secrets: Secrets;
}

/** Further checks that only the parts themselves can make; each returns its problems in words. */
export type ConfigCheck = (config: Config, secrets: Secrets) => string[];

/**
 * Reads the configuration and its secrets. Throws `CONFIG_INVALID` naming every problem at once.
 */
export function loadConfig(sources: ConfigSources, checks: readonly ConfigCheck[]): LoadedConfig {
  const { file, cwd } = sources;
  const folder = file === undefined ? cwd : path.dirname(path.resolve(cwd, file));
  const given = file === undefined ? { gateway: { kind: 'sandbox' } } : readJson(path.resolve(cwd, file));
  const raw = withOverrides(given, sources.overrides);
  const parsed = configSchema.safeParse(raw);
  if (!parsed.success) throw invalid(file, describeIssues(parsed.error.issues as z.core.$ZodIssue[], raw));
  const config = withAbsolutePaths(parsed.data, { folder, cwd, overrides: sources.overrides });
  const { secrets, problems } = readSecrets(config, folder, sources.env);
  const all = [
    ...problems,
    ...ownChecks(config, secrets),
    ...checks.flatMap((check) => check(config, secrets)),
  ];
  if (all.length > 0) throw invalid(file, all);
  return { config, secrets };
}

function invalid(file: string | undefined, problems: readonly string[]): TillError {
  const where = file === undefined ? 'the settings' : `the configuration ${file}`;
  const many = problems.length === 1 ? 'A problem' : `${problems.length} problems`;
  return new TillError({
    code: 'CONFIG_INVALID',
    message: `${many} in ${where}:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`,
    hint: 'Nothing was started and nobody was charged. Mend the lines above; `npm start -- --check` tries again without starting.',
  });
}

function readJson(file: string): unknown {
  let text: string;
  try {
    text = readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    throw invalid(file, [`the file cannot be read: ${errorText(error)}`]);
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw invalid(file, [`the file is not JSON: ${errorText(error)}`]);
  }
}

function withOverrides(raw: unknown, { host, port, dataDir }: ConfigSources['overrides']): unknown {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return raw;
  const { server } = raw as { server?: unknown };
  if (server !== undefined && (typeof server !== 'object' || server === null)) return raw;
  return {
    ...raw,
    ...(dataDir === undefined ? {} : { dataDir }),
    ...(host === undefined && port === undefined
      ? {}
      : {
          server: {
            ...server,
            ...(host === undefined ? {} : { host }),
            ...(port === undefined ? {} : { port: /^\d+$/.test(port) ? Number(port) : port }),
          },
        }),
  };
}

/** Paths of the file are relative to it; those of the command line to where it was typed. */
function withAbsolutePaths(
  config: Config,
  { folder, cwd, overrides }: { folder: string; cwd: string; overrides: ConfigSources['overrides'] },
): Config {
  const { logoFile } = config.shop;
  const { tls } = config.server;
  return {
    ...config,
    ...(tls && {
      server: {
        ...config.server,
        tls: {
          ...tls,
          certFile: path.resolve(folder, tls.certFile),
          keyFile: path.resolve(folder, tls.keyFile),
        },
      },
    }),
    dataDir: path.resolve(overrides.dataDir === undefined ? folder : cwd, config.dataDir),
    shop: { ...config.shop, ...(logoFile && { logoFile: path.resolve(folder, logoFile) }) },
  };
}

function readSecrets(config: Config, folder: string, env: ConfigSources['env']) {
  const problems: string[] = [];
  const secret = (name: string, source: { file?: string | undefined; variable: string }) => {
    const fromEnv = env[source.variable];
    if (fromEnv !== undefined && fromEnv !== '') return fromEnv;
    if (source.file === undefined) return undefined;
    if (source.file.includes('-----BEGIN')) {
      problems.push(`${name}: expected the path of a file; got a key itself`);
      return undefined;
    }
    try {
      return readFileSync(path.resolve(folder, source.file), 'utf8').trim();
    } catch (error) {
      problems.push(`${name}: expected a readable file; ${errorText(error)}`);
      return undefined;
    }
  };
  const needed = (name: string, source: { file?: string | undefined; variable: string }) => {
    const value = secret(name, source);
    if (value === undefined && source.file === undefined) {
      problems.push(`${name}: expected a file, or the variable ${source.variable}; got neither`);
    }
    return value;
  };
  const values: Record<Exclude<keyof Secrets, 'webhooks'>, string | undefined> = {
    token: secret('server.tokenFile', { file: config.server.tokenFile, variable: 'SCANTILL_TOKEN' }),
    privateKey: undefined,
    gatewayPublicKey: undefined,
    basicPassword: undefined,
  };
  if (config.gateway.kind === 'codepay') {
    const { auth } = config.gateway;
    if (auth.type === 'rsa2') {
      values.privateKey = needed('gateway.auth.privateKeyFile', {
        file: auth.privateKeyFile,
        variable: 'SCANTILL_PRIVATE_KEY',
      });
      values.gatewayPublicKey = needed('gateway.auth.gatewayPublicKeyFile', {
        file: auth.gatewayPublicKeyFile,
        variable: 'SCANTILL_GATEWAY_PUBLIC_KEY',
      });
    } else {
      values.basicPassword = needed('gateway.auth.passwordFile', {
        file: auth.passwordFile,
        variable: 'SCANTILL_BASIC_PASSWORD',
      });
    }
  }
  const webhooks = config.webhooks.map(
    ({ secretFile }, index) =>
      secret(`webhooks[${index}].secretFile`, {
        file: secretFile,
        variable: `SCANTILL_WEBHOOK_SECRET_${index + 1}`,
      }) ?? '',
  );
  const given = Object.entries(values).filter(([, value]) => value !== undefined);
  const secrets = { ...(Object.fromEntries(given) as Secrets), ...(webhooks.length > 0 && { webhooks }) };
  return { secrets, problems };
}

function ownChecks(config: Config, secrets: Secrets): string[] {
  const problems: string[] = [];
  if (secrets.token !== undefined && secrets.token.length < 16) {
    problems.push('server.tokenFile: expected a token of at least 16 characters');
  }
  if (config.gateway.kind === 'codepay') {
    const { protocol, hostname } = new URL(config.gateway.baseUrl);
    if (protocol !== 'https:' && !isLoopbackHost(hostname)) {
      problems.push(
        `gateway.baseUrl: expected an https:// address, for payment codes must not cross a network in the clear; got "${config.gateway.baseUrl}"`,
      );
    }
  }
  const webhook = webhookProblem(config.server);
  if (webhook !== undefined) problems.push(`server.webhookListen: ${webhook}`);
  for (const id of twice(config.lanes.map(({ id }) => id))) {
    problems.push(`lanes: the id "${id}" is there twice; each lane needs its own`);
  }
  const guns = config.lanes.flatMap(({ scanners = [] }) => scanners);
  for (const id of twice(guns.flatMap(({ id }) => id ?? []))) {
    problems.push(`lanes: the scanner id "${id}" is there twice; each scanner needs its own`);
  }
  for (const place of twice(guns.flatMap(placeOf))) {
    problems.push(`lanes: a scanner at "${place}" is there twice; each scans for one lane`);
  }
  return problems;
}

function twice(texts: readonly string[]): Set<string> {
  return new Set(texts.filter((each, index) => texts.indexOf(each) !== index));
}

type Gun = NonNullable<Config['lanes'][number]['scanners']>[number];

/** The place of a gun that has one alone; at port 0 each listener gets its own. */
function placeOf(gun: Gun): string[] {
  if (gun.transport === 'serial') return [gun.path];
  if (gun.transport === 'hid') return [];
  const place = 'listen' in gun ? gun.listen : gun.connect;
  return place.endsWith(':0') ? [] : [place];
}

function webhookProblem({ webhookListen, host, port }: Config['server']): string | undefined {
  if (webhookListen === undefined) return undefined;
  const own = hostAndPort(webhookListen);
  if (own.port > 65_535) return `expected a port of at most 65535; got ${own.port}`;
  const isSamePlace =
    own.host === host || [own.host, host].some((each) => each === '0.0.0.0' || each === '::');
  if (!isSamePlace || own.port !== port || port === 0) return undefined;
  return `expected another port than the till's own (server.port); got ${port} for both`;
}
