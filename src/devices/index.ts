/** The front door of the devices: guns in, scans out. */
export type { ScannerStatus } from './scan.ts';
export { createScanners } from './scanners.ts';
