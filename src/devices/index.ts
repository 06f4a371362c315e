/** The front door of the devices: guns in, scans out. */
export type { Finding, Scan, ScannerState, ScannerStatus, ScannerTransport } from './scan.ts';
export {
  createScanners,
  type LaneGuns,
  type Scanners,
  type ScannersOptions,
  type ScannersParts,
} from './scanners.ts';
export { type SimulatedGun, simulatedGun } from './simulated-transport.ts';
export type { Transport } from './transport.ts';
