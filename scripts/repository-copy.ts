import { cpSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where the built scripts find the repository they belong to. */
export const REPOSITORY = fileURLToPath(new URL('../..', import.meta.url));

/** Made by programs, not by people; a copy makes its own. */
const LEFT_OUT = /^(node_modules|dist.*|data|reports|coverage|\.git|\.stryker-tmp)$/;

/** The sources in a temporary folder, to be edited there. */
export interface RepositoryCopy {
  folder: string;
  remove(): void;
}

/** Copies the sources as they are now; the libraries are the repository's own, linked. */
export function copyRepository(): RepositoryCopy {
  const folder = mkdtempSync(join(tmpdir(), 'scantill-copy-'));
  for (const name of readdirSync(REPOSITORY).filter((each) => !LEFT_OUT.test(each))) {
    cpSync(join(REPOSITORY, name), join(folder, name), { recursive: true });
  }
  symlinkSync(join(REPOSITORY, 'node_modules'), join(folder, 'node_modules'));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
