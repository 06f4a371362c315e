/** `npm run audit`: who did what. Exit 0, 1 where the file does not hold, 2 for wrong arguments. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { CommanderError } from 'commander';
import { systemCode, TillError } from '../src/errors.ts';
import { checkChain, hasLink } from '../src/people/index.ts';
import { type AuditOptions, parseAuditOptions } from './audit/options.ts';
import { shownLine, shownReport } from './audit/report.ts';
import { configAt, exitCodeOf } from './people/place.ts';

process.exitCode = await main();

async function main(): Promise<number> {
  try {
    return await run(parseAuditOptions(process.argv.slice(2), process.env));
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (!(error instanceof TillError)) throw error;
    console.error(`${error.message}\n${error.hint}`);
    return exitCodeOf(error);
  }
}

async function run({ place, verify, noted, json }: AuditOptions): Promise<number> {
  const { config } = configAt(place, process.env);
  const file = path.resolve(config.dataDir, 'audit.jsonl');
  const text = await readFile(file, 'utf8').catch((error) => {
    if (systemCode(error) === 'ENOENT') return '';
    throw error;
  });
  if (!verify) {
    for (const line of text.split('\n').slice(0, -1)) console.log(json ? line : shownLine(line));
    return 0;
  }
  const report = checkChain(text);
  const isCut = noted !== undefined && !hasLink(text, noted);
  if (json) console.log(JSON.stringify({ file, ...report, ...(noted !== undefined && { isCut }) }));
  else console.log(shownReport(file, report, isCut).join('\n'));
  return report.faults.length > 0 || isCut ? 1 : 0;
}
