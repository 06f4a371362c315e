import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { openPty } from '../../scripts/scanner-simulator/pty.ts';
import { systemClock } from '../../src/clock.ts';
import { keyboardTransport } from '../../src/devices/hid/keyboard-transport.ts';
import { posTransport } from '../../src/devices/hid/pos-transport.ts';
import { serialTransport } from '../../src/devices/serial/serial-transport.ts';
import { simulatedGun } from '../../src/devices/simulated-transport.ts';
import { tcpTransport } from '../../src/devices/tcp-transport.ts';
import { scannerTransportContract } from '../contracts/scanner-transport.ts';
import { honeywellReports } from '../fixtures/hid-reports.ts';
import { keys, typed, UP } from '../fixtures/keyboard-typing.ts';
import { fakeHid, hidScanner } from '../support/fake-hid.ts';
import { hidConfig, serialConfig, tcpConnectConfig, tcpListenConfig } from '../support/scanner-configs.ts';
import { tcpGun } from '../support/tcp-gun.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { until } from '../support/until.ts';

scannerTransportContract('simulated', async () => {
  const gun = simulatedGun(systemClock);
  return {
    transport: gun.transport,
    mode: 'simulated',
    send: gun.push,
    unplug: gun.unplug,
    plugIn: gun.plugIn,
    dispose: async () => {},
  };
});

scannerTransportContract('tcp connect', async () => {
  let socket: Socket | undefined;
  const server = createServer((accepted) => {
    accepted.setNoDelay(true);
    accepted.on('error', () => {});
    accepted.resume();
    socket = accepted;
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
  const current = () =>
    until(() => (socket && !socket.destroyed ? socket : undefined), { what: 'the till connects' });
  return {
    transport: tcpTransport({ ...tcpConnectConfig(`127.0.0.1:${port}`), commands: 'honeywell' }, systemClock),
    mode: 'network',
    send: async (bytes) => void (await current()).write(bytes),
    async unplug() {
      // The till may have closed it already.
      const gone = await until(() => socket, { what: 'the till has connected' });
      socket = undefined;
      gone.end();
    },
    plugIn: () => {},
    async dispose() {
      socket?.destroy();
      server.close();
    },
  };
});

scannerTransportContract('tcp listen', async () => {
  let address = '';
  let gun: Socket | undefined;
  const dial = async () => {
    gun = (await tcpGun(address)).on('error', () => {}).resume();
    return gun;
  };
  return {
    transport: tcpTransport({ ...tcpListenConfig('127.0.0.1:0'), commands: 'honeywell' }, systemClock),
    mode: 'network',
    outlivesGun: true,
    onOpened(connection) {
      gun?.destroy();
      gun = undefined;
      address = connection.address ?? '';
    },
    send: async (bytes) => void (gun ?? (await dial())).write(bytes),
    unplug() {
      gun?.destroy();
      gun = undefined;
    },
    plugIn: () => {},
    dispose: async () => void gun?.destroy(),
  };
});

scannerTransportContract('serial', async () => {
  const folder = temporaryFolder();
  const pty = await openPty({ link: `${folder}/gun` });
  return {
    transport: serialTransport(serialConfig(`${folder}/gun`, { commands: 'honeywell' }), systemClock),
    mode: 'serial',
    async send(bytes) {
      await until(pty.isOpen, { what: 'the port is open' });
      pty.write(bytes);
    },
    unplug: pty.unplug,
    plugIn: pty.plugIn,
    dispose: pty.close,
  };
});

scannerTransportContract(
  'hid pos',
  async () => {
    const path = '/dev/hidraw0';
    const gun = hidScanner(path);
    const fake = fakeHid([gun]);
    const parts = {
      clock: systemClock,
      claims: new Set<string>(),
      quietMs: 0,
      loadHid: async () => fake.library,
      readDescriptor: async () => undefined,
    };
    return {
      transport: posTransport(hidConfig(), parts),
      mode: 'hidPos',
      send(bytes) {
        for (const report of hidReports(Buffer.from(bytes).toString('latin1'))) fake.report(path, report);
      },
      unplug: () => fake.vanish(path),
      plugIn() {
        fake.devices = [gun];
      },
      dispose: async () => {},
    };
  },
  'reports',
);

scannerTransportContract(
  'keyboard',
  async () => {
    const path = '/dev/hidraw0';
    const gun = hidScanner(path, { usagePage: 1, usage: 6 });
    const fake = fakeHid([gun]);
    const config = hidConfig({ mode: 'keyboard', vendorId: '0c2e', productId: '1007' });
    const transport = keyboardTransport(config, {
      clock: systemClock,
      claims: new Set<string>(),
      loadHid: async () => fake.library,
      system: 'linux',
      silence: async () => 'silent',
    });
    return {
      transport,
      mode: 'keyboard',
      send(bytes) {
        for (const report of keyReports(Buffer.from(bytes).toString('latin1'))) fake.report(path, report);
      },
      unplug: () => fake.vanish(path),
      plugIn() {
        fake.devices = [gun];
      },
      dispose: async () => {},
    };
  },
  'reports',
);

/** What a gun types for a text: one Enter for CR LF, and Alt with the number of a character that has no key. */
function keyReports(text: string): Uint8Array[] {
  const ALT = 0x04;
  const keypad = (digit: string) => (digit === '0' ? 0x62 : 0x58 + Number(digit));
  return Array.from(text.replaceAll('\r\n', '\r')).flatMap((char) => {
    if (char < '\x7f') return typed(char);
    const digits = String(char.charCodeAt(0)).padStart(4, '0');
    return [...Array.from(digits).flatMap((digit) => [keys(ALT, keypad(digit)), keys(ALT)]), UP];
  });
}

/** What a gun sends for the lines of a text; the last one goes on where nothing ends it. */
function hidReports(text: string): Uint8Array[] {
  const parts = text.split(/\r\n?/);
  return parts.flatMap((part, i) => {
    const goesOn = i === parts.length - 1;
    if (goesOn && part === '') return [];
    const hasAim = part.startsWith(']Q1');
    const reports = honeywellReports(hasAim ? part.slice(3) : part, { aim: hasAim ? ']Q1' : '\0\0\0' });
    if (goesOn) for (const report of reports) report[report.length - 1] = 1;
    return reports;
  });
}
