/** `npm run schema`: writes `config.schema.json` anew, after the configuration or its page has changed. */
import { readFileSync, writeFileSync } from 'node:fs';
import { configSchemaText, SCHEMA_FILE } from './init/config-schema.ts';

// Beside package.json; this runs in dist/scripts.
const root = new URL('../../', import.meta.url);
const page = readFileSync(new URL('docs/configuration.md', root), 'utf8');
writeFileSync(new URL(SCHEMA_FILE, root), configSchemaText(page));
