// A font for Chinese and Japanese beside the fetched Chromium: without one, those pages are rows of empty boxes.
import { existsSync, mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openPackageSources, unpackPackage } from './debian-packages.mjs';

/** Small (2 MB), with simplified and traditional Chinese and both syllabaries of Japanese. */
const PACKAGE = 'fonts-wqy-microhei';
const BUDGET_MS = 60_000;
/** How long nobody asks again after it could not be fetched: each test file asks for a browser. */
const PATIENCE_MS = 3_600_000;

/** Where the font is, in the folder of the fetched Chromium, for its fontconfig. */
export const FONTS_FOLDER = 'east-asian-fonts';

/** Fetches the font into `home` where it is not there yet. Says loudly if it cannot, and leaves the browser as it is. */
export async function addFonts(home) {
  const fonts = join(home, FONTS_FOLDER);
  if (existsSync(fonts)) return;
  const failed = `${fonts}.failed`;
  const complaint = 'No font for Chinese and Japanese: in pictures and tests those pages are empty boxes.';
  if (existsSync(failed) && Date.now() - statSync(failed).mtimeMs < PATIENCE_MS) {
    console.error(complaint);
    return;
  }
  const draft = `${fonts}.${process.pid}`;
  const apt = join(draft, 'apt');
  const system = join(draft, 'system');
  const signal = AbortSignal.timeout(BUDGET_MS);
  try {
    mkdirSync(system, { recursive: true });
    console.error(`Fetching ${PACKAGE} for Chinese and Japanese pages (once)…`);
    const sources = await openPackageSources(apt, signal);
    await sources.downloadOnly([PACKAGE]);
    for (const archive of sources.archives()) await unpackPackage(archive, { into: system, signal });
    renameSync(join(system, 'usr/share/fonts'), fonts);
    rmSync(failed, { force: true });
  } catch (error) {
    writeFileSync(failed, '');
    console.error(`${complaint} ${error.message}`);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}
