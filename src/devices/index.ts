/** The front door of the devices: guns in, scans out. */
export type { Scan, ScannerStatus } from './scan.ts';
export { createScanners, type LaneGuns } from './scanners.ts';
