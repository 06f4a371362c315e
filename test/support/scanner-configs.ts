import {
  type HidScannerConfig,
  type SerialScannerConfig,
  scannerConfig,
  type TcpScannerConfig,
  type Terminator,
} from '../../src/scanner-config.ts';

/** Scanner settings as the configuration's defaults leave them. */
export function serialConfig(path: string, more: Partial<SerialScannerConfig> = {}): SerialScannerConfig {
  return { ...scannerConfig({ transport: 'serial', path }), ...more };
}

export function hidConfig(more: Partial<HidScannerConfig> = {}): HidScannerConfig {
  return { ...scannerConfig({ transport: 'hid' }), ...more };
}

export function tcpListenConfig(listen: string, terminator: Terminator = 'any'): TcpScannerConfig {
  return scannerConfig({ transport: 'tcp', listen, terminator });
}

export function tcpConnectConfig(connect: string): TcpScannerConfig {
  return scannerConfig({ transport: 'tcp', connect });
}
