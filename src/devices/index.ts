/** The front door of the devices: guns in, scans out. */
export type { Candidate } from './candidate.ts';
export type { CodeRead } from './code-reading.ts';
export type { Malformed } from './frame.ts';
export { areGunNotes, type GunMemory, type GunNotes } from './gun-notes.ts';
export type { ScannerStatus } from './scan.ts';
export { createScanners } from './scanners.ts';
export type { Binding, GunRefusal, GunResult, Scanners, ScannersParts } from './scanners-port.ts';
