import { Command } from 'commander';
import { errorText } from '../src/errors.ts';
import { MUTATED_FILES } from './mutation/mutated-files.ts';
import { type FileScore, scoresOf } from './mutation/scores.ts';
import { installedTool, runTool } from './mutation/tool.ts';
import { copyRepository } from './repository-copy.ts';

/** `npm run mutate`: changes the pure files of the payment engine bit by bit, and shows which changes no test notices. */

const options = new Command('mutate')
  .description(
    'Mutation testing of the pure files: makes every small change a careless hand could make, in a copy, and runs the tests against each. Exits 1 where a change survives that docs/mutation-testing.md does not explain.',
  )
  .argument('[files...]', 'only these of the pure files, such as src/payment/policy.ts')
  .option('--at-once <n>', 'how many changes are tried at once', '2')
  .option('--json', 'one line of JSON');
options.parse();
const { atOnce, json } = options.opts<{ atOnce: string; json?: boolean }>();

try {
  const files = options.args.length > 0 ? options.args : MUTATED_FILES;
  const unknown = files.find((file) => !MUTATED_FILES.includes(file));
  if (unknown !== undefined) throw new Error(`${unknown} is none of: ${MUTATED_FILES.join(', ')}`);
  show(await mutate(files));
} catch (error) {
  console.error(errorText(error));
  process.exitCode = 1;
}

async function mutate(files: readonly string[]): Promise<FileScore[]> {
  const tool = await installedTool();
  const copy = copyRepository();
  try {
    const report = await runTool(tool, { folder: copy.folder, files, atOnce: Number(atOnce) || 1 });
    return scoresOf(report);
  } finally {
    copy.remove();
  }
}

function show(scores: readonly FileScore[]): void {
  const sum = (pick: (score: FileScore) => number) => scores.reduce((total, score) => total + pick(score), 0);
  const tried = sum(({ found, survived }) => found + survived.length);
  const found = sum((score) => score.found);
  const unexplained = scores.flatMap(({ survived }) => survived.filter(({ why }) => why === undefined));
  const percent = (part: number, whole: number) =>
    whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)} %`;
  if (json) console.log(JSON.stringify({ tried, found, unexplained: unexplained.length, scores }));
  else {
    console.log('\n| File | Changes | Noticed | Survived, explained | Survived |\n|---|---|---|---|---|');
    for (const { file, found: noticed, survived } of scores) {
      const open = survived.filter(({ why }) => why === undefined).length;
      const all = noticed + survived.length;
      console.log(
        `| \`${file}\` | ${all} | ${percent(noticed, all)} | ${survived.length - open} | ${open} |`,
      );
    }
    console.log(
      `| all | ${tried} | ${percent(found, tried)} | ${tried - found - unexplained.length} | ${unexplained.length} |\n`,
    );
    console.log('| Change that no test notices | Why |\n|---|---|');
    for (const { place, from, to, why } of scores.flatMap(({ survived }) => survived)) {
      if (why !== undefined) console.log(`| \`${place}\`: \`${from}\` → \`${to}\` | ${why} |`);
    }
    for (const { place, from, to } of unexplained) console.log(`UNEXPLAINED ${place}: ${from} → ${to}`);
  }
  process.exitCode = unexplained.length > 0 || tried === 0 ? 1 : 0;
}
