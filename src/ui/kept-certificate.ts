import { stat } from 'node:fs/promises';
import { type CertificatePair, type PairFiles, readPair } from '../certificate-pair.ts';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';

export interface KeptCertificateParts {
  clock: Clock;
  log: Log;
  /** From now on the server shows this one. Throws where it cannot. */
  use(pair: CertificatePair): void;
}

/** The certificate in use. */
export interface CertificateState {
  names: readonly string[];
  /** Epoch ms. */
  validTo: number;
  /** Why the files, which have changed since, are not used. */
  problem?: string;
}

/** How soon a renewed certificate is seen, ms. */
const LOOK_EVERY_MS = 5000;

/**
 * Takes a renewed certificate without a restart. The two files are written one after the other: they are read once they
 * have stood still from one look to the next. A pair that does not fit is told of, and the one in use stays.
 */
export class KeptCertificate {
  readonly #files: PairFiles;
  readonly #parts: KeptCertificateParts;
  #pair: CertificatePair;
  #problem: string | undefined;
  #taken: string | undefined;
  #seen: string | undefined;
  #callOff = () => {};
  #isOver = false;

  constructor(files: PairFiles, first: CertificatePair, parts: KeptCertificateParts) {
    this.#files = files;
    this.#pair = first;
    this.#parts = parts;
    this.#lookLater();
  }

  state(): CertificateState {
    const { names, validTo } = this.#pair;
    return { names, validTo, ...(this.#problem === undefined ? {} : { problem: this.#problem }) };
  }

  stop(): void {
    this.#isOver = true;
    this.#callOff();
  }

  #lookLater(): void {
    if (this.#isOver) return;
    this.#callOff = this.#parts.clock.after(LOOK_EVERY_MS, () => {
      void this.#look().finally(() => this.#lookLater());
    });
  }

  async #look(): Promise<void> {
    const { certFile, keyFile } = this.#files;
    const now = (await Promise.all([signOf(certFile), signOf(keyFile)])).join(' ');
    const isStill = now === this.#seen;
    this.#seen = now;
    if (!isStill || now === this.#taken || this.#isOver) return;
    this.#taken = now;
    this.#take();
  }

  #take(): void {
    const { log, use } = this.#parts;
    const reading = readPair(this.#files);
    if (!reading.ok) {
      this.#problem = reading.problems.join('; ');
      log.error('the new certificate is not used', { why: this.#problem });
      return;
    }
    const isOther = reading.pair.cert !== this.#pair.cert || reading.pair.key !== this.#pair.key;
    this.#problem = undefined;
    if (!isOther) return;
    use(reading.pair);
    this.#pair = reading.pair;
    const { names, validTo } = reading.pair;
    log.info('a new certificate is used', { names, until: new Date(validTo).toISOString() });
  }
}

/** Another one for another content; of a link it is that of the file behind it. */
async function signOf(file: string): Promise<string> {
  return stat(file).then(
    ({ mtimeMs, size, ino }) => `${mtimeMs}/${size}/${ino}`,
    () => 'missing',
  );
}
