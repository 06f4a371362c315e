import { Command } from 'commander';
import { errorText } from '../src/errors.ts';
import type { PlantedEdit } from './planted-edits/edit.ts';
import { PLANTED_EDITS } from './planted-edits/index.ts';
import { runTests, type Tried, tryEdit } from './planted-edits/try-edit.ts';
import { copyRepository } from './repository-copy.ts';

/** `npm run planted`: shows that the tests catch each of a list of wrong edits. */

const options = new Command('planted')
  .description(
    'Plants wrong edits that wounded other tills, one after the other, in copies of the sources, and shows which test catches each. Exits 1 where one is not caught.',
  )
  .option('--only <text>', 'only edits whose sentence holds this')
  .option('--at-once <n>', 'how many copies are worked in', '2')
  .option('--json', 'one line of JSON')
  .parse()
  .opts<{ only?: string; atOnce: string; json?: boolean }>();

interface Row extends Pick<Tried, 'failed'> {
  wound: string;
  seconds: number;
  /** Why it could not be tried. */
  why?: string;
}

const edits = PLANTED_EDITS.filter(({ wound }) => options.only === undefined || wound.includes(options.only));
const rows = await tryAll(edits, Math.max(1, Number(options.atOnce) || 1));
const missed = rows.filter(({ failed }) => failed === undefined);
if (options.json) console.log(JSON.stringify({ edits: rows.length, missed: missed.length, rows }));
else {
  console.log('\n| Planted edit | Caught by | Seconds |\n|---|---|---|');
  for (const { wound, failed, seconds, why } of rows) {
    console.log(
      `| ${wound} | ${failed ? `${failed.title} (\`${failed.file}\`)` : `**nothing**${why ?? ''}`} | ${seconds} |`,
    );
  }
  console.log(`\n${rows.length} edits, ${missed.length} not caught`);
}
process.exitCode = missed.length > 0 || rows.length === 0 ? 1 : 0;

/** Before anything is planted, every test that is to catch something must pass: else a failure proves nothing. */
async function tryAll(todo: readonly PlantedEdit[], atOnce: number): Promise<Row[]> {
  const copies = Array.from({ length: Math.min(atOnce, todo.length) }, copyRepository);
  try {
    const [first] = copies;
    if (!first) return [];
    const untouched = await runTests([...new Set(todo.flatMap(({ tests }) => tests))], first);
    if (untouched.failed) {
      const { file, title } = untouched.failed;
      throw new Error(`Nothing is planted yet, and a test fails: ${title} (${file}). Mend that first.`);
    }
    const rows = new Map<PlantedEdit, Row>();
    const queue = [...todo];
    const work = async (copy: (typeof copies)[number]) => {
      for (let edit = queue.shift(); edit; edit = queue.shift()) {
        const row = await tryEdit(edit, copy).then(rowOf(edit), notTried(edit));
        rows.set(edit, row);
        if (!options.json)
          console.log(`${row.failed ? 'caught' : 'NOT CAUGHT'}: ${edit.wound}${row.why ?? ''}`);
      }
    };
    await Promise.all(copies.map(work));
    return todo.flatMap((edit) => rows.get(edit) ?? []);
  } finally {
    for (const copy of copies) copy.remove();
  }
}

function rowOf({ wound }: PlantedEdit): (tried: Tried) => Row {
  return ({ failed, seconds }) => ({ wound, failed, seconds: Math.round(seconds * 10) / 10 });
}

/** An edit that leaves nothing to run shows nothing. */
function notTried({ wound }: PlantedEdit): (error: unknown) => Row {
  return (error) => ({ wound, failed: undefined, seconds: 0, why: ` (not tried: ${errorText(error)})` });
}
