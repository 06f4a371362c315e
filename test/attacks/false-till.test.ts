import { writeFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { findTill } from '../../scripts/doctor/running-till.ts';
import { askTill, askTillText } from '../../scripts/people/till-door.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const TOKEN = 'what-the-token-file-holds';

/** Some user of the machine, who listens where the till did until it ended. */
async function falseTill() {
  const heard: IncomingHttpHeaders[] = [];
  const server = createServer((request, response) => {
    heard.push(request.headers);
    response.end('{"status":"ok","version":"9.9.9"}');
  });
  onTestFinished(() => void server.close());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { heard, port: (server.address() as AddressInfo).port };
}

test('who listens in the place of a till that has ended learns no token of it', async () => {
  const { heard, port } = await falseTill();
  const dataDir = temporaryFolder();
  writeFileSync(
    join(dataDir, 'console.json'),
    JSON.stringify({ url: `http://127.0.0.1:${port}`, key: 'old' }),
  );
  await askTill({ dataDir, token: TOKEN }, { method: 'GET', path: '/orders' });
  await askTillText({ dataDir, token: TOKEN }, '/healthz');
  await findTill({ host: '127.0.0.1', port, token: TOKEN });
  await findTill({ host: '0.0.0.0', port, token: TOKEN });
  expect(heard).toHaveLength(6);
  expect(JSON.stringify(heard)).not.toContain(TOKEN);
});
