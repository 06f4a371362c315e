import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'vite';

const here = import.meta.dirname;
const { version } = JSON.parse(readFileSync(join(here, 'package.json'), 'utf8')) as { version: string };

/** Builds the pages into `dist/public`, which the till serves: each in the folder of its name. */
export default defineConfig({
  root: join(here, 'src/ui'),
  publicDir: join(here, 'public'),
  define: { SCANTILL_VERSION: JSON.stringify(version) },
  build: {
    outDir: join(here, 'dist/public'),
    emptyOutDir: true,
    sourcemap: false,
    target: ['chrome108', 'safari16', 'firefox110'],
    // All files of a page are asked for at once; the browsers above need no help with that.
    modulePreload: { polyfill: false },
    // Nor data: addresses, which that policy would have to allow.
    assetsInlineLimit: 0,
    rolldownOptions: {
      input: ['tablet', 'technician', 'customer', 'pair'].map((page) =>
        join(here, 'src/ui', page, 'index.html'),
      ),
    },
  },
});
