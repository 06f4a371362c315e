import { connect as connectTcp } from 'node:net';
import { type ConnectionOptions, connect, type TLSSocket } from 'node:tls';
import { expect, onTestFinished } from 'vitest';
import { attackedTill, LAN, onNetwork, TOKEN } from '../support/attacked-till.ts';
import { makeCertificate } from '../support/certificates.ts';
import { type RawClient, rawClient } from '../support/raw-client.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { until } from '../support/until.ts';

async function tillWithTls() {
  const folder = temporaryFolder();
  const made = await makeCertificate(folder, LAN ?? '127.0.0.1');
  const { certFile, keyFile } = made;
  const attacked = await attackedTill({ tls: { certFile, keyFile, port: 0 } });
  const [, port] = /"port":(\d+),"msg":"TLS is spoken"/.exec(attacked.till.output()) ?? [];
  return { ...attacked, folder, made, tlsPort: Number(port) };
}

/** What came of a handshake, and of a request after it. */
async function askTls(
  options: ConnectionOptions,
  request?: string,
): Promise<{ text: string; names: string | undefined }> {
  const socket: TLSSocket = connect(options);
  onTestFinished(() => void socket.destroy());
  let text = '';
  let names: string | undefined;
  socket.on('secureConnect', () => {
    names = socket.getPeerCertificate().subjectaltname;
    if (request === undefined) socket.destroy();
    else socket.write(request);
  });
  socket.on('data', (chunk) => {
    text += chunk.toString();
  });
  socket.on('error', (error) => {
    text += error.message;
  });
  await until(() => socket.closed, { what: 'the connection ends' });
  return { text, names };
}

onNetwork(
  'the network comes by TLS alone, of today’s kind, and has to prove itself there as well',
  async () => {
    const { host, port, tlsPort, made } = await tillWithTls();
    const plain = connectTcp({ host, port });
    onTestFinished(() => void plain.destroy());
    const refused = await new Promise((resolve) =>
      plain.once('error', resolve).once('connect', () => resolve('connected')),
    );
    expect(refused).toMatchObject({ code: 'ECONNREFUSED' });

    const ask = (headers: string) =>
      askTls(
        { host, port: tlsPort, ca: made.ca },
        `GET /api/v1/lanes HTTP/1.1\r\nHost: ${host}:${tlsPort}\r\nConnection: close\r\n${headers}\r\n`,
      );
    expect((await ask('')).text).toMatch(/^HTTP\/1\.1 401 /);
    expect((await ask(`Authorization: Bearer ${TOKEN}\r\n`)).text).toMatch(/^HTTP\/1\.1 200 /);
    expect(
      (await ask(`Authorization: Bearer ${TOKEN}\r\nOrigin: http://${host}:${tlsPort}\r\n`)).text,
    ).toMatch(/ 403 /);

    const old = { host, port: tlsPort, ca: made.ca, ciphers: 'DEFAULT@SECLEVEL=0' };
    for (const version of ['TLSv1', 'TLSv1.1'] as const) {
      const { names } = await askTls({ ...old, minVersion: version, maxVersion: version });
      expect([version, names]).toEqual([version, undefined]);
    }
    for (const version of ['TLSv1.2', 'TLSv1.3'] as const) {
      const { names } = await askTls({ ...old, minVersion: version, maxVersion: version });
      expect([version, names]).toEqual([version, expect.stringContaining(host)]);
    }
    const http = await rawClient(tlsPort, host);
    http.send('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
    expect(await http.ended()).not.toContain('<html');
  },
);

onNetwork(
  'handshakes that are begun and left, and rubbish in their place, cost no sale and no place',
  async () => {
    const { host, tlsPort, made, sellsDuring, till } = await tillWithTls();
    const hello = Buffer.from('16030100c8010000c40303', 'hex');
    await sellsDuring('half-open TLS', async () => {
      const open: RawClient[] = [];
      const endsAt = performance.now() + 2000;
      while (performance.now() < endsAt) {
        const client = await rawClient(tlsPort, host);
        client.send(open.length % 2 === 0 ? hello : Buffer.alloc(300, open.length));
        open.push(client);
      }
      expect(open.length).toBeGreaterThan(100);
      const { names } = await until(
        async () => {
          const { text, names } = await askTls({ host, port: tlsPort, ca: made.ca });
          return names !== undefined && { text, names };
        },
        { what: 'a tablet gets its handshake' },
      );
      expect(names).toContain(host);
      await until(() => open.every((client) => client.isOver()), {
        what: 'all are let go',
        timeoutMs: 9000,
      });
    });
    expect(till.output()).not.toMatch(/"level":"error"/);
  },
);

onNetwork('a certificate made anew is shown without a restart', async () => {
  const { host, tlsPort, folder, till } = await tillWithTls();
  const shown = async () => (await askTls({ host, port: tlsPort, rejectUnauthorized: false })).names;
  expect(await shown()).not.toContain('127.0.0.9');
  await makeCertificate(folder, host, '127.0.0.9');
  await until(() => till.output().includes('a new certificate is used'), {
    what: 'it is seen',
    timeoutMs: 20_000,
  });
  expect(await shown()).toContain('127.0.0.9');
});
