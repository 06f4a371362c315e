import { createFramer } from '../../src/devices/framer.ts';
import { type Figure, ms, print } from './figures.ts';

const CHUNK = 64 * 1024;
const TOTAL = 16 * 1024 * 1024;

/** What a line costs that is full of something else than codes. */
export function benchGarbage(): void {
  console.log('16 MiB through the framer, in pieces of 64 KiB');
  const noise = Uint8Array.from({ length: CHUNK }, (_, i) => Math.imul(i + 1, 2654435761) >>> 24);
  const codes = Buffer.from('281234567890123456\r\n'.repeat(CHUNK)).subarray(0, CHUNK);
  const aim = 'under 1 s';
  print({ ...passed('digits without a terminator', Buffer.alloc(CHUNK, 0x37)), aim });
  print({ ...passed('noise', noise), aim });
  print(passed('codes of 18 digits', codes));
}

function passed(name: string, chunk: Uint8Array): Figure {
  const framer = createFramer({ terminator: 'any' });
  const before = process.memoryUsage().arrayBuffers;
  const startedAt = performance.now();
  let codes = 0;
  for (let at = 0; at < TOTAL / CHUNK; at += 1) codes += framer.push(chunk, at).length;
  const tookMs = performance.now() - startedAt;
  const grown = Math.round((process.memoryUsage().arrayBuffers - before) / 1024);
  return {
    name,
    values: { took: ms(tookMs), codes: String(codes), grown: `${grown} KiB` },
    aim: 'under 1 s',
  };
}
