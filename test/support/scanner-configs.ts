import type { SerialScannerConfig, TcpScannerConfig, Terminator } from '../../src/config.ts';

/** Scanner settings as the configuration's defaults leave them. */
export function serialConfig(path: string): SerialScannerConfig {
  return {
    transport: 'serial',
    path,
    baudRate: 9600,
    dataBits: 8,
    parity: 'none',
    terminator: 'any',
    idleMs: 50,
  };
}

export function tcpListenConfig(listen: string, terminator: Terminator = 'any'): TcpScannerConfig {
  return { transport: 'tcp', listen, terminator, idleMs: 50 };
}

export function tcpConnectConfig(connect: string): TcpScannerConfig {
  return { transport: 'tcp', connect, terminator: 'any', idleMs: 50 };
}
