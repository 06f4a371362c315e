import { createServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

/** What is on the paper. */
export interface Printout {
  lines: string[];
  qr: string | undefined;
  isCut: boolean;
}

/** Numbers of Epson's code pages (`ESC t n`) and what they are called elsewhere. */
const PAGES: Record<number, string> = { 0: 'cp437', 16: 'windows-1252', 18: 'cp852', 19: 'cp858' };

/** Letters above 0x7f of the old pages that the tests print. */
const OLD_PAGES: Record<string, string> = {
  cp437:
    'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0',
  cp852:
    'ÇüéâäůćçłëŐőîŹÄĆÉĹĺôöĽľŚśÖÜŤťŁ×čáíóúĄąŽžĘę¬źČş«»░▒▓│┤ÁÂĚŞ╣║╗╝Żż┐└┴┬├─┼Ăă╚╔╩╦╠═╬¤đĐĎËďŇÍÎě┘┌█▄ŢŮ▀ÓßÔŃńňŠšŔÚŕŰýÝţ´\u00ad˝˛ˇ˘§÷¸°¨˙űŘř■\u00a0',
  cp858:
    'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈ€ÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0',
};

const WINDOWS_1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/** Reads ESC/POS bytes as a printer does; throws at a command it does not know, so that none slips through as text. */
export function decodePrint(bytes: Uint8Array, doubleByte = 'gb18030'): Printout {
  const lines: string[] = [''];
  let qr: string | undefined;
  let isCut = false;
  let page = 'cp437';
  let wide: number[] | undefined;
  const add = (text: string) => {
    lines[lines.length - 1] += text;
  };
  for (let at = 0; at < bytes.length; ) {
    const [byte = 0, second = 0, third = 0] = bytes.subarray(at, at + 3);
    const command = `${byte.toString(16)} ${second.toString(16)}`;
    if (byte === 0x0a) {
      lines.push('');
      at += 1;
    } else if (byte === 0x0d) at += 1;
    else if (command === '1b 74') {
      page = PAGES[third] ?? '';
      if (page === '') throw new Error(`unknown code page ${third}`);
      at += 3;
    } else if (command === '1d 28') {
      const length = third === 0x6b ? (bytes[at + 3] ?? 0) + (bytes[at + 4] ?? 0) * 256 : 0;
      const data = bytes.subarray(at + 5, at + 5 + length);
      if (data[1] === 0x50) qr = Buffer.from(data.subarray(3)).toString('latin1');
      at += 5 + length;
    } else if (command === '1d 56') {
      isCut = true;
      at += 3;
    } else if (command === '1d 72' || command === '1c 43' || command === '1d 21') at += 3;
    else if (command === '1c 26') {
      wide = [];
      at += 2;
    } else if (command === '1c 2e') {
      add(new TextDecoder(doubleByte).decode(Uint8Array.from(wide ?? [])));
      wide = undefined;
      at += 2;
    } else if (command === '1b 40') at += 2;
    else if (/^1b (45|61|4d|2d|32|33)$/.test(command)) at += command === '1b 32' ? 2 : 3;
    else if (byte < 0x20) throw new Error(`unknown command ${command} at ${at}`);
    else {
      if (wide) wide.push(byte);
      else add(letterOf(byte, page));
      at += 1;
    }
  }
  return { lines: lines.filter((line) => line.trim() !== '').map((line) => line.trimEnd()), qr, isCut };
}

function letterOf(byte: number, page: string): string {
  if (byte < 0x80) return String.fromCharCode(byte);
  // Node reads these of windows-1252 as if they were Latin-1.
  if (page === 'windows-1252' && byte < 0xa0) return WINDOWS_1252[byte - 0x80] ?? '';
  return OLD_PAGES[page]?.[byte - 0x80] ?? new TextDecoder(page).decode(Uint8Array.of(byte));
}

export interface FakePrinter {
  /** As the shop's settings name it. */
  place: string;
  /** The bytes of each connection so far, without the questions about its state. */
  jobs: Buffer[];
}

export interface FakePrinterOptions {
  /** Answers to `DLE EOT 2` and `DLE EOT 4`; left out: it never says anything of itself. */
  status?: [cause: number, paper: number];
  /** What it answers when it has printed; left out: nothing. */
  done?: number;
  /** Breaks the line off when the paper begins to come. */
  breaksOff?: boolean;
}

const FINE: [number, number] = [0x12, 0x12];
/** A printer that is ready and talks. */
export const WELL: FakePrinterOptions = { status: FINE, done: 0 };

/** An ESC/POS printer on a free port of this machine; it goes away with the test. */
export async function fakePrinter(options: FakePrinterOptions = WELL): Promise<FakePrinter> {
  const jobs: Buffer[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    const nth = jobs.push(Buffer.alloc(0)) - 1;
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('data', (chunk) => take(socket, chunk, nth));
  });
  const take = (socket: Socket, chunk: Buffer, nth: number) => {
    const asked = Buffer.from([0x10, 0x04, 0x02, 0x10, 0x04, 0x04]);
    const isAsked = chunk.subarray(0, asked.length).equals(asked);
    if (isAsked && options.status) socket.write(Buffer.from(options.status));
    const rest = isAsked ? chunk.subarray(asked.length) : chunk;
    if (rest.length > 0 && options.breaksOff) socket.resetAndDestroy();
    jobs[nth] = Buffer.concat([jobs[nth] ?? Buffer.alloc(0), rest]);
    const isWhole = rest.includes(Buffer.from([0x1d, 0x72, 0x01]));
    if (isWhole && options.done !== undefined) socket.write(Buffer.from([options.done]));
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const { port } = server.address() as { port: number };
  return { place: `127.0.0.1:${port}`, jobs };
}
