import { constants as fsConstants } from 'node:fs';
import { constants as osConstants } from 'node:os';
import { getSystemErrorMap } from 'node:util';
import { type Disk, type DiskFile, nodeDisk } from '../../src/payment/store/disk.ts';

/** No room left, read-only, or a drive that fails to sync. */
export type DiskFault = 'ENOSPC' | 'EROFS' | 'EIO';

const STRUCK: Record<DiskFault, RegExp> = {
  ENOSPC: /^(create|write|append|mkdir)$/,
  EROFS: /^(create|write|append|mkdir|rename|unlink|truncate|sync|datasync)$/,
  EIO: /^(write|append|sync|datasync|truncate)$/,
};

export interface FailingDisk extends Disk {
  /** Operations so far that change something. */
  operations(): number;
  /** Every operation the fault strikes fails, after so many further ones of any kind went well. */
  fail(fault: DiskFault, afterOperations?: number): void;
  /** From now on no operation ends at all, until `mend`. */
  hang(): void;
  mend(): void;
}

/** This machine's disk, which fails when told to, with the words of the system. A full one takes half of what it is given. */
export function failingDisk(): FailingDisk {
  let operations = 0;
  let fault: { code: DiskFault; from: number } | undefined;
  let hanging: { ended: Promise<void>; end: () => void } | undefined;

  const strike = async (operation: string, half: () => Promise<unknown> = async () => {}): Promise<void> => {
    operations += 1;
    await hanging?.ended;
    if (!fault || operations <= fault.from || !STRUCK[fault.code].test(operation)) return;
    const { code } = fault;
    await half();
    throw systemError(code, operation);
  };

  const fileOf = (file: DiskFile): DiskFile => {
    const put = (name: 'write' | 'append', text: string, write: (text: string) => Promise<void>) =>
      strike(name, () => write(text.slice(0, text.length / 2))).then(() => write(text));
    return {
      writeFile: (text) => put('write', text, (part) => file.writeFile(part)),
      appendFile: (text) => put('append', text, (part) => file.appendFile(part)),
      sync: () => strike('sync').then(() => file.sync()),
      datasync: () => strike('datasync').then(() => file.datasync()),
      truncate: (size) => strike('truncate').then(() => file.truncate(size)),
      stat: () => file.stat(),
      close: () => file.close(),
    };
  };

  return {
    ...nodeDisk,
    open: async (name, flags, mode) => {
      if (flags & fsConstants.O_CREAT) await strike('create');
      return fileOf(await nodeDisk.open(name, flags, mode));
    },
    rename: (from, to) => strike('rename').then(() => nodeDisk.rename(from, to)),
    unlink: (file) => strike('unlink').then(() => nodeDisk.unlink(file)),
    mkdir: (folder, options) => strike('mkdir').then(() => nodeDisk.mkdir(folder, options)),
    operations: () => operations,
    fail: (code, afterOperations = 0) => {
      fault = { code, from: operations + afterOperations };
    },
    hang: () => {
      let end = () => {};
      const ended = new Promise<void>((resolve) => {
        end = resolve;
      });
      hanging = { ended, end };
    },
    mend: () => {
      fault = undefined;
      hanging?.end();
      hanging = undefined;
    },
  };
}

/** What Node throws for it: `ENOSPC: no space left on device, write`. */
function systemError(code: DiskFault, syscall: string): Error {
  const [, words = ''] = getSystemErrorMap().get(-osConstants.errno[code]) ?? [];
  return Object.assign(new Error(`${code}: ${words}, ${syscall}`), { code, syscall });
}
