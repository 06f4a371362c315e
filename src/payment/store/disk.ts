import { mkdir, open, readdir, readFile, rename, stat, statfs, unlink } from 'node:fs/promises';

/** What the store does with an open file. */
export interface DiskFile {
  writeFile(text: string): Promise<void>;
  appendFile(text: string): Promise<void>;
  sync(): Promise<void>;
  datasync(): Promise<void>;
  stat(): Promise<{ size: number }>;
  truncate(size: number): Promise<void>;
  close(): Promise<void>;
}

/** The few operations on files the store is built of, under the names and with the errors of `node:fs/promises`. */
export interface Disk {
  /** A folder opened for reading can be synced. */
  open(file: string, flags: number, mode: number): Promise<DiskFile>;
  readFile(file: string, encoding: 'utf8'): Promise<string>;
  readdir(folder: string): Promise<string[]>;
  rename(from: string, to: string): Promise<void>;
  unlink(file: string): Promise<void>;
  mkdir(folder: string, options: { mode: number }): Promise<unknown>;
  stat(file: string): Promise<{ isDirectory(): boolean }>;
  statfs(folder: string): Promise<{ bavail: number; bsize: number }>;
}

/** The disk of this machine. */
export const nodeDisk: Disk = { open, readFile, readdir, rename, unlink, mkdir, stat, statfs };
