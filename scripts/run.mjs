// node scripts/run.mjs ENTRY [arguments]: runs dist/ENTRY.js in this process, built first where dist/ is not what the
// sources say. The program sees its own path and arguments, and its signals and exit code are this process's.
import { fileURLToPath, pathToFileURL } from 'node:url';
import { BuildError, ensureBuilt } from './build.mjs';

const [entry, ...args] = process.argv.slice(2);

try {
  if (entry === undefined) throw new BuildError('Which program? Such as: node scripts/run.mjs src/main');
  await ensureBuilt();
  const program = fileURLToPath(new URL(`../dist/${entry}.js`, import.meta.url));
  process.argv = [process.execPath, program, ...args];
  await import(pathToFileURL(program).href);
} catch (error) {
  if (!(error instanceof BuildError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
