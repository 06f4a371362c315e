import { text } from 'node:stream/consumers';

/** The terminal, or the pipe, that a PIN comes from. */
export interface PinSource extends NodeJS.ReadableStream {
  isTTY?: boolean;
  setRawMode?(isRaw: boolean): unknown;
}

/** Nobody answered: the terminal was closed, or Ctrl+C was pressed. */
export class NoPin extends Error {}

/** A PIN: the first line of a pipe; on a terminal it is asked for twice, and not shown. */
export async function readPin(source: PinSource, say: (line: string) => void): Promise<string> {
  if (!source.isTTY) return (await text(source)).split('\n', 1)[0]?.trim() ?? '';
  for (;;) {
    say('PIN: ');
    const pin = await typed(source);
    say('\nOnce more: ');
    const again = await typed(source);
    say('\n');
    if (pin === again) return pin;
    say('These two are not the same.\n');
  }
}

function typed(source: PinSource): Promise<string> {
  return new Promise((resolve, reject) => {
    let line = '';
    const end = () => {
      source.off('data', take);
      source.off('end', gone);
      source.setRawMode?.(false);
      source.pause();
    };
    const gone = () => {
      end();
      reject(new NoPin('No PIN was typed; nothing was done.'));
    };
    const take = (chunk: Buffer | string) => {
      for (const character of String(chunk)) {
        if (character === '\u0003' || character === '\u0004') return gone();
        if (character === '\r' || character === '\n') {
          end();
          return resolve(line);
        }
        line = character === '\u007f' || character === '\b' ? line.slice(0, -1) : line + character;
      }
    };
    source.setRawMode?.(true);
    source.on('data', take);
    source.on('end', gone);
    source.resume();
  });
}
