import { createInterface } from 'node:readline';

/** The terminal was closed, or Ctrl+C was pressed. */
export class Interrupted extends Error {}

/** Asks on a terminal, one line at a time. */
export interface Asker {
  /** The line that was typed, without the spaces around it. Rejects with `Interrupted`. */
  line(prompt: string): Promise<string>;
  say(text: string): void;
  close(): void;
}

export interface AskerStreams {
  input: NodeJS.ReadableStream;
  output: NodeJS.WritableStream;
}

/** Lines that are pasted at once wait for their questions: a key has several. */
export function createAsker({ input, output }: AskerStreams): Asker {
  const terminal = createInterface({ input, output });
  const early: string[] = [];
  let waiting: { resolve(line: string): void; reject(error: Error): void } | undefined;
  let isClosed = false;
  terminal.on('line', (line) => {
    const asked = waiting;
    waiting = undefined;
    if (asked) asked.resolve(line.trim());
    else early.push(line.trim());
  });
  terminal.on('SIGINT', () => terminal.close());
  terminal.on('close', () => {
    isClosed = true;
    waiting?.reject(new Interrupted());
  });
  return {
    line: (prompt) =>
      new Promise((resolve, reject) => {
        output.write(prompt);
        const line = early.shift();
        if (line !== undefined) resolve(line);
        else if (isClosed) reject(new Interrupted());
        else waiting = { resolve, reject };
      }),
    say: (text) => void output.write(`${text}\n`),
    close: () => terminal.close(),
  };
}
