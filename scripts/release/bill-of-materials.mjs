import { NODE_VERSION } from '../install/steps/assemble.mjs';
import { must } from '../install/steps/system.mjs';

/**
 * What a till is made of, as CycloneDX: npm's own list of the libraries that lie in it, and the Node that it carries.
 * Without what npm makes up anew at each run, and with the time of the release.
 */
export function billOfMaterials(till, { seconds }) {
  const args = ['sbom', '--loglevel=error', '--sbom-format', 'cyclonedx', '--omit', 'dev'];
  const { serialNumber: _, ...bill } = JSON.parse(must('npm', args, { cwd: till }));
  const node = {
    'bom-ref': `node@${NODE_VERSION}`,
    type: 'platform',
    name: 'node',
    version: NODE_VERSION,
    purl: `pkg:generic/node@${NODE_VERSION}`,
    licenses: [{ license: { id: 'MIT' } }],
  };
  return {
    ...bill,
    metadata: {
      ...bill.metadata,
      timestamp: new Date(seconds * 1000).toISOString(),
      component: { ...bill.metadata.component, type: 'application', name: 'scantill' },
    },
    components: [...bill.components, node],
  };
}
