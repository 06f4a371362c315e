import path from 'node:path';
import { Low } from 'lowdb';
import { errorText, systemCode } from '../../errors.ts';
import type { Order } from '../order.ts';
import type { DamageReport } from '../order-store.ts';
import { type Disk, nodeDisk } from './disk.ts';
import { DurableJson } from './durable-adapter.ts';
import { makeFolder, syncFolder } from './durable-file.ts';
import { parseOrder } from './order-schema.ts';

/** One lowdb document per order that is not settled or not seen: `open/<orderNo>.json`. A bad file hurts one order only. */
export class OpenOrders {
  readonly #folder: string;
  readonly #quarantine: string;
  readonly #disk: Disk;
  readonly #documents = new Map<string, Low<Order | null>>();
  /** A document that is being removed may be wanted anew: it is written after that. */
  readonly #removals = new Map<string, Promise<void>>();

  constructor(dataFolder: string, disk: Disk = nodeDisk) {
    this.#disk = disk;
    this.#folder = path.join(dataFolder, 'open');
    this.#quarantine = path.join(dataFolder, 'quarantine');
  }

  /** Reads every document. What cannot be read is set aside and reported, never taken for nothing. */
  async load(): Promise<{ orders: Order[]; damaged: DamageReport[] }> {
    await makeFolder(this.#folder, this.#disk);
    const orders: Order[] = [];
    const damaged: DamageReport[] = [];
    for (const name of await this.#disk.readdir(this.#folder)) {
      // A temporary file is a write that was never acknowledged.
      if (name.endsWith('.tmp')) await this.#disk.unlink(path.join(this.#folder, name));
      else if (name.endsWith('.json')) await this.#loadOne(name, orders, damaged);
    }
    damaged.push(...(await this.#stillAside(damaged)));
    return { orders: orders.sort((a, b) => a.createdAt - b.createdAt), damaged };
  }

  async save(order: Order): Promise<void> {
    await this.#removals.get(order.orderNo)?.catch(() => {});
    const document = this.#documents.get(order.orderNo) ?? this.#document(order.orderNo, order);
    document.data = order;
    await document.write();
    this.#documents.set(order.orderNo, document);
  }

  async remove(orderNo: string): Promise<void> {
    this.#documents.delete(orderNo);
    const removal = this.#disk.unlink(this.#file(orderNo)).catch((error) => {
      if (systemCode(error) !== 'ENOENT') throw error;
    });
    this.#removals.set(orderNo, removal);
    await removal.finally(() => this.#removals.delete(orderNo));
  }

  async #loadOne(name: string, orders: Order[], damaged: DamageReport[]): Promise<void> {
    const orderNo = name.slice(0, -'.json'.length);
    try {
      const document = this.#document(orderNo, null);
      await document.read();
      const order = parseOrder(document.data);
      if (order.orderNo !== orderNo) throw new Error(`it holds order ${order.orderNo}`);
      this.#documents.set(orderNo, document);
      orders.push(order);
    } catch (error) {
      // What the disk would not read is not damaged: set aside, an open order would be lost to a passing fault.
      if (systemCode(error) !== undefined && systemCode(error) !== 'EISDIR') {
        throw new Error(`${name}: ${errorText(error)}`, { cause: error });
      }
      damaged.push(await this.#setAside(name, errorText(error)));
    }
  }

  async #setAside(name: string, reason: string): Promise<DamageReport> {
    await makeFolder(this.#quarantine, this.#disk);
    const keptAs = path.join(this.#quarantine, name);
    await this.#disk.rename(path.join(this.#folder, name), keptAs);
    await syncFolder(this.#quarantine, this.#disk);
    return { file: path.join(this.#folder, name), keptAs, reason, isLoss: true };
  }

  /** What was set aside at an earlier start and is still there: nobody has dealt with it yet. */
  async #stillAside(known: readonly DamageReport[]): Promise<DamageReport[]> {
    const names = await this.#disk.readdir(this.#quarantine).catch((error) => {
      if (systemCode(error) === 'ENOENT') return [];
      throw error;
    });
    return (
      names
        // The books set their own files aside there, and can be made anew; no payment is in them alone.
        .filter((name) => name.endsWith('.json') && !name.startsWith('books-'))
        .map((name) => ({ file: path.join(this.#folder, name), keptAs: path.join(this.#quarantine, name) }))
        .filter(({ keptAs }) => !known.some((report) => report.keptAs === keptAs))
        .map((report) => ({ ...report, reason: 'set aside at an earlier start', isLoss: true }))
    );
  }

  #document(orderNo: string, initial: Order | null): Low<Order | null> {
    return new Low<Order | null>(new DurableJson(this.#file(orderNo), this.#disk), initial);
  }

  #file(orderNo: string): string {
    return path.join(this.#folder, `${orderNo}.json`);
  }
}
