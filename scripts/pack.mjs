// Packs the built pages once, so that no till has to do it while it sells.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const PACKERS = {
  br: (bytes) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }),
  gzip: (bytes) => gzipSync(bytes, { level: 9 }),
};
/** A file that gains less is served as it is. */
const LEAST_GAIN = 0.1;

/** Writes what gains by it into `<folder>.br` and `<folder>.gzip`, under the same names. */
export function pack(folder) {
  const files = readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath ?? entry.path, entry.name)));
  for (const file of files) {
    const bytes = readFileSync(join(folder, file));
    for (const [encoding, packed] of Object.entries(PACKERS)) {
      const small = packed(bytes);
      if (small.length > bytes.length * (1 - LEAST_GAIN)) continue;
      const path = join(`${folder}.${encoding}`, file);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, small);
    }
  }
}
