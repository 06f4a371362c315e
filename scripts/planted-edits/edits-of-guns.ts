import type { PlantedEdit } from './edit.ts';

/** Which code reaches which sale, and which gun is opened for whom. */
export const EDITS_OF_GUNS: readonly PlantedEdit[] = [
  {
    wound: 'A code that was begun before the sale was ready pays it',
    file: 'src/devices/input-gate.ts',
    from: `frame.firstByteAt < this.#openSince`,
    to: `frame.lastByteAt < this.#openSince`,
    tests: ['test/devices/gun.test.ts', 'test/devices/input-gate.test.ts'],
  },
  {
    wound: 'A gun that is given to another lane takes the code that was begun for the first one there',
    file: 'src/devices/gun.ts',
    from: `    this.#gate.close();
    this.#lane = lane;`,
    to: `    this.#lane = lane;`,
    tests: ['test/devices/binding.test.ts'],
  },
  {
    wound: 'Two halves of codes with a pause between them are one code',
    file: 'src/devices/framer.ts',
    from: `if (length > 0 && at - lastByteAt > staleMs) {`,
    to: `if (false) {`,
    tests: ['test/devices/framer.test.ts', 'test/devices/framer-properties.test.ts'],
  },
  {
    wound: 'A keyboard that nobody named is read',
    file: 'src/devices/hid/keyboard-transport.ts',
    from: `      if (!isNamed(config)) return refused(keyboardNotNamed(name));
`,
    to: '',
    tests: ['test/devices/hid/keyboard-transport.test.ts'],
  },
  {
    wound: 'Everybody on the network may connect to the port of a gun',
    file: 'src/scanner-config.ts',
    from: `if (isLoopbackHost(hostAndPort(listen).host)) return;`,
    to: `return;`,
    tests: ['test/scanner-config.test.ts'],
  },
];
