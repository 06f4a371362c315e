import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { systemCode, TillError } from '../../errors.ts';

/** In a folder while a backup is being restored into it, and for good where that was cut off. */
export const RESTORING_FILE = 'restoring.json';
/** In a folder whose till has moved house: its last backup was made for another machine. */
export const MOVED_FILE = 'moved.json';

/** Why no till may be started on the folder, whatever else it holds: it is half restored, or its till has moved out. */
export async function leftProblem(folder: string): Promise<TillError | undefined> {
  if (await isThere(path.join(folder, RESTORING_FILE))) {
    return new TillError({
      code: 'DATA_FOLDER_HALF_RESTORED',
      message: `A backup was being restored into the data folder ${folder}, and that was cut off`,
      hint: 'Delete the folder and restore the backup again. Nothing in it is needed: all of it is in the backup.',
    });
  }
  const moved = await readFile(path.join(folder, MOVED_FILE), 'utf8').catch((error) => {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw error;
  });
  if (moved === undefined) return undefined;
  return new TillError({
    code: 'DATA_FOLDER_MOVED',
    message: `The till of the data folder ${folder} has moved house${whenOf(moved)}: its orders belong to the till that was restored from its last backup`,
    hint: `Start that till. Where that backup was never restored, and never will be, delete ${path.join(folder, MOVED_FILE)}; nobody can undo what two tills with the same orders do.`,
  });
}

async function isThere(file: string): Promise<boolean> {
  try {
    await readFile(file);
    return true;
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return false;
    throw error;
  }
}

function whenOf(text: string): string {
  const [, at] = /"at":"([\dT:.Z-]+)"/.exec(text) ?? [];
  return at === undefined ? '' : ` at ${at}`;
}
