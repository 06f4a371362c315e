import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const SCRIPT = resolve('scripts/install/make-certificate.sh');
const run = promisify(execFile);

export interface MadeCertificate {
  certFile: string;
  keyFile: string;
  /** What a tablet has to trust. */
  ca: string;
  /** What the script printed. */
  said: string;
}

/** A till's certificate and its authority, made as a technician makes them. Made again in the same folder, it is another one. */
export async function makeCertificate(folder: string, ...names: string[]): Promise<MadeCertificate> {
  const { stdout } = await run('sh', [SCRIPT, folder, ...(names.length > 0 ? names : ['till.shop.lan'])]);
  return {
    certFile: join(folder, 'till.crt'),
    keyFile: join(folder, 'till.key'),
    ca: readFileSync(join(folder, 'ca.crt'), 'utf8'),
    said: stdout,
  };
}

/** One that has ended, for localhost. */
export const ENDED_CERTIFICATE = {
  certFile: resolve('test/fixtures/tls/localhost-expired.cert.pem'),
  keyFile: resolve('test/fixtures/tls/localhost.key.pem'),
};
