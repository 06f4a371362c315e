import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync, symlinkSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { PTY_HOLDER } from './pty-holder.ts';

/** A serial port without hardware: a real tty to whoever opens it. */
export interface Pty {
  /** What to open: the link where one was asked for, otherwise the present terminal. */
  path(): string;
  /** Whether somebody has it open. */
  isOpen(): boolean;
  write(bytes: Uint8Array): void;
  /** Pulls the cable: the terminal is gone. */
  unplug(): void;
  /** Plugs it in again, as a new terminal. */
  plugIn(): Promise<void>;
  close(): Promise<void>;
}

export interface PtyOptions {
  /** A symbolic link that is kept pointing to the present terminal, and is gone while it is unplugged. */
  link?: string | undefined;
  /** Each opening and closing by somebody else. */
  onOpen?: (open: boolean) => void;
  /** What the till tells the gun. */
  onTold?: (bytes: Uint8Array) => void;
}

/** Makes a serial port. Fails where there is no perl or no pseudo-terminals. */
export async function openPty({ link, onOpen, onTold }: PtyOptions = {}): Promise<Pty> {
  const holder = spawn('perl', ['-e', PTY_HOLDER], { stdio: ['pipe', 'pipe', 'pipe'] });
  const ended = once(holder, 'close').catch(() => {});
  let slave = '';
  let open = false;
  let announce = (_problem?: Error) => {};
  let complaint = '';

  const announced = () =>
    new Promise<void>((resolve, reject) => {
      announce = (problem) => (problem ? reject(problem) : resolve());
    });
  const unlink = () => {
    if (link !== undefined) rmSync(link, { force: true });
  };
  const setOpen = (now: boolean) => {
    if (now === open) return;
    open = now;
    onOpen?.(now);
  };

  holder.stderr.on('data', (text) => {
    complaint += text;
  });
  holder.stdin.on('error', () => {});
  holder.on('error', () =>
    announce(new Error('A serial port is simulated by perl, which is missing: install perl-base.')),
  );
  holder.on('exit', () => announce(new Error(complaint.trim() || 'the pseudo-terminal ended')));
  createInterface({ input: holder.stdout }).on('line', (line) => {
    const [word, path] = line.split(' ');
    if (word === 'slave' && path !== undefined) {
      slave = path;
      unlink();
      if (link !== undefined) symlinkSync(path, link);
      announce();
    } else if (word === 'read') {
      onTold?.(Buffer.from(path ?? '', 'hex'));
    } else {
      setOpen(word === 'opened');
    }
  });
  const say = (line: string) => void holder.stdin.write(`${line}\n`);

  await announced();
  return {
    path: () => link ?? slave,
    isOpen: () => open,
    write: (bytes) => say(`write ${Buffer.from(bytes).toString('hex')}`),
    unplug() {
      unlink();
      say('unplug');
      setOpen(false);
    },
    async plugIn() {
      const made = announced();
      say('plug');
      await made;
    },
    async close() {
      unlink();
      holder.stdin.end();
      await ended;
    },
  };
}
