// Prints the path of a Chromium for the browser tests; fetches one into .cache/chromium where the machine has none.
// Nothing is installed and no rights are needed: Debian packages are downloaded and unpacked beside the project.
import { chmodSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { hasDebianTools, isProgram, openPackageSources, run, unpackPackage } from './debian-packages.mjs';
import { addFonts, FONTS_FOLDER } from './east-asian-fonts.mjs';
import { isAlive, withLock } from './lock.mjs';

const BUDGET_MS = 180_000;
/** One plain Latin font and one that has nearly every script but the East Asian ones. */
const PACKAGES = ['chromium', 'fonts-dejavu-core', 'fonts-noto-core'];
const PROGRAM = 'usr/lib/chromium/chromium';
const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

const cache = fileURLToPath(new URL('../.cache', import.meta.url));
const home = join(cache, 'chromium');

if (process.argv.includes('--help')) {
  console.log(`node scripts/get-chromium.mjs

Prints the path of a Chromium: the one SCANTILL_CHROMIUM names, else one that is installed, else the project's own
copy in .cache/chromium, which is fetched on Debian-like machines, with a font for Chinese and Japanese.`);
} else {
  try {
    console.log(await chromium());
  } catch (error) {
    console.error(`No Chromium: ${error.message}\nInstall one, or name one in SCANTILL_CHROMIUM.`);
    process.exitCode = 1;
  }
}

async function chromium() {
  const named = process.env.SCANTILL_CHROMIUM;
  if (!named) return installed() ?? (await cached());
  if (!isProgram(named)) throw new Error(`SCANTILL_CHROMIUM names ${named}, which is not a program.`);
  return named;
}

function installed() {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  return ['/usr/bin', ...folders]
    .flatMap((folder) => NAMES.map((name) => join(folder, name)))
    .find((path) => isProgram(path));
}

async function cached() {
  const wrapper = join(home, 'chromium');
  if (isProgram(wrapper) && existsSync(join(home, FONTS_FOLDER))) return wrapper;
  if (!isProgram(wrapper) && !hasDebianTools()) {
    throw new Error('none is installed, and fetching one is only known for Debian-like machines.');
  }
  mkdirSync(cache, { recursive: true });
  await withLock(`${home}.lock`, async () => {
    if (!isProgram(wrapper)) await fetchInto(`${home}.${process.pid}`);
    await addFonts(home);
    writeFontList(home);
  });
  return wrapper;
}

async function fetchInto(folder) {
  for (const name of readdirSync(cache)) {
    const pid = Number(/^chromium\.(\d+)$/.exec(name)?.[1] ?? 0);
    if (pid > 0 && !isAlive(pid)) rmSync(join(cache, name), { recursive: true, force: true });
  }
  const signal = AbortSignal.timeout(BUDGET_MS);
  const system = join(folder, 'system');
  mkdirSync(system, { recursive: true });
  console.error('Fetching Chromium and what it needs into .cache/chromium (about 150 MB, once)…');
  try {
    const sources = await openPackageSources(join(folder, 'apt'), signal);
    await sources.downloadWithNeeds(PACKAGES);
    for (const archive of sources.archives()) await unpackPackage(archive, { into: system, signal });
    rmSync(join(folder, 'apt'), { recursive: true });
    if (!isProgram(join(system, PROGRAM)))
      throw new Error("this machine's package source has none to unpack.");
    writeWrapper(folder);
    writeFontList(folder);
    await run(join(folder, 'chromium'), ['--version'], { signal });
    rmSync(home, { recursive: true, force: true });
    renameSync(folder, home);
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw signal.aborted ? new Error(`fetching it took longer than ${BUDGET_MS / 1000} s.`) : error;
  }
}

function writeWrapper(folder) {
  const libraries = ['usr/lib', 'lib']
    .flatMap((base) => subfolders(join(folder, 'system', base)).map((name) => `${base}/${name}`))
    .filter((path) => path.includes('-linux-'))
    .flatMap((path) => [path, `${path}/pulseaudio`, `${path}/nss`])
    .map((path) => `$here/system/${path}`);
  writeFileSync(
    join(folder, 'chromium'),
    `#!/bin/sh
here=$(dirname "$(readlink -f "$0")")
export LD_LIBRARY_PATH="${libraries.join(':')}\${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"
export FONTCONFIG_FILE="$here/fonts.conf"
export XDG_CACHE_HOME="$here/cache"
exec "$here/system/${PROGRAM}" "$@"
`,
  );
  chmodSync(join(folder, 'chromium'), 0o755);
}

function writeFontList(folder) {
  const file = join(folder, 'fonts.conf');
  writeFileSync(
    `${file}.draft`,
    `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir prefix="relative">system/usr/share/fonts</dir>
  <dir prefix="relative">${FONTS_FOLDER}</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
  <alias><family>sans-serif</family><prefer><family>Noto Sans</family><family>DejaVu Sans</family></prefer></alias>
  <alias><family>monospace</family><prefer><family>DejaVu Sans Mono</family></prefer></alias>
  <!-- For system-ui it asks for no family at all. -->
  <match target="pattern"><edit name="family" mode="append_last"><string>Noto Sans</string></edit></match>
</fontconfig>
`,
  );
  renameSync(`${file}.draft`, file);
}

function subfolders(path) {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}
