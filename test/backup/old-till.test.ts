import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { oldTillProblem } from '../../src/backup/index.ts';
import { whoAnswers } from '../../src/backup/old-till.ts';
import { noteOldTillGone } from '../../src/backup/old-till-gone.ts';
import { systemClock } from '../../src/clock.ts';
import { lockFolder } from '../../src/payment/index.ts';
import { backUp, firstVersionsFolder, restore, SELF } from '../support/backups.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const parts = { self: SELF, clock: systemClock };
const problem = (addresses: string[], more: { folder?: string; goneSince?: number } = {}, self = SELF) =>
  oldTillProblem(
    { at: 2, from: { tillId: 'OLD1', madeAt: 1, version: '0.1.0' }, oldTill: { addresses, ...more } },
    { ...parts, self },
  );

async function served(answer: RequestListener, make: (answer: RequestListener) => Server = createServer) {
  const server = make(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    server.close();
  });
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}
const saying =
  (body: object, status = 200): RequestListener =>
  (_, response) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));

test('the old till that answers at one of its addresses keeps the restored one from starting', async () => {
  const other = await served(saying({ status: 'ok', version: '0.1.0', tillId: 'NEW9' }));
  const old = await served(saying({ status: 'blocked', version: '0.1.0', tillId: 'OLD1' }, 503));
  expect(await problem([`http://${other}`])).toBeUndefined();
  expect(await problem([`http://${other}`, `http://${old}`])).toMatchObject({
    code: 'OLD_TILL_ANSWERS',
    message: expect.stringContaining(`it answers at http://${old}`),
    hint: expect.stringContaining('--old-till-is-gone'),
  });
});

test('a till that does not say which it is may be the old one', async () => {
  const silent = await served(saying({ status: 'ok', version: '0.1.0' }));
  expect(await problem([`http://${silent}`])).toMatchObject({
    message: expect.stringContaining('does not say which'),
  });
  const strict = await served(saying({ type: 'about:blank', status: 403, code: 'foreign' }, 403));
  expect(await problem([`http://${strict}`])).toMatchObject({ code: 'OLD_TILL_ANSWERS' });
});

test('over TLS it is found whatever its certificate says', async () => {
  const pair = {
    key: readFileSync('test/fixtures/tls/localhost.key.pem'),
    cert: readFileSync('test/fixtures/tls/localhost-expired.cert.pem'),
  };
  const old = await served(saying({ status: 'ok', version: '0.1.0', tillId: 'OLD1' }), (answer) =>
    createTlsServer(pair, answer),
  );
  expect(await problem([`https://${old}`])).toMatchObject({ code: 'OLD_TILL_ANSWERS' });
});

test('where nobody answers, or something that is no till, the start goes on, and soon', async () => {
  const page = await served((_, response) => response.end('<h1>A printer</h1>'));
  const listed = await served(saying([1, 2]));
  const never = await served(() => {});
  const endless = await served((_, response) => {
    const pour = () => response.write('x'.repeat(65_536), (error) => error ?? setImmediate(pour));
    pour();
  });
  const began = performance.now();
  const addresses = [page, listed, never, endless, '127.0.0.1:9'].map((each) => `http://${each}`);
  expect(await problem([...addresses, 'not an address', 'ftp://x', ''])).toBeUndefined();
  expect(performance.now() - began).toBeLessThan(4000);
  expect(await whoAnswers(`http://${page}`, systemClock)).toEqual({ kind: 'other' });
  expect(await whoAnswers('http://127.0.0.1:9', systemClock)).toEqual({ kind: 'silent' });
});

test('a till that runs on the old folder of this machine is found by its lock, and by its own number alone', async () => {
  const folder = temporaryFolder();
  const data = join(folder, 'data');
  const self = { pid: process.pid, isAlive: () => true };
  mkdirSync(data);
  writeFileSync(join(data, 'till.json'), JSON.stringify({ tillId: 'OLD1' }));
  expect(await problem([], { folder: data }, self)).toBeUndefined();
  const release = await lockFolder(data, self);
  expect(await problem([], { folder: data }, self)).toMatchObject({
    message: expect.stringMatching(new RegExp(`on this machine, on ${data}, with process id ${process.pid}`)),
  });
  writeFileSync(join(data, 'till.json'), JSON.stringify({ tillId: 'NEW9' }));
  expect(await problem([], { folder: data }, self)).toBeUndefined();
  // The restored till itself, put where the old one was.
  writeFileSync(
    join(data, 'till.json'),
    JSON.stringify({ tillId: 'NEW9', restores: [{ from: { tillId: 'OLD1' } }] }),
  );
  expect(await problem([], { folder: data }, self)).toBeUndefined();
  await release();
  expect(await problem([], { folder: join(folder, 'gone') }, self)).toBeUndefined();
});

test('once somebody has said that it is gone, nobody looks for it any more', async () => {
  const old = await served(saying({ status: 'ok', version: '0.1.0', tillId: 'OLD1' }));
  expect(await problem([`http://${old}`], { goneSince: 5 })).toBeUndefined();
  const folder = temporaryFolder();
  const data = firstVersionsFolder(folder);
  const { file } = await backUp(folder);
  await restore(file, join(folder, 'new'));
  await noteOldTillGone(join(folder, 'new'), parts);
  const stamp = JSON.parse(readFileSync(join(folder, 'new', 'till.json'), 'utf8'));
  expect(stamp.restores[0].oldTill).toMatchObject({ folder: data, goneSince: expect.any(Number) });
  await expect(noteOldTillGone(data, parts)).rejects.toMatchObject({ code: 'RESTORE_REFUSED' });
});
