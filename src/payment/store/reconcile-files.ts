import path from 'node:path';
import { z } from 'zod';
import { systemCode } from '../../errors.ts';
import type { ReconcileStore, Reconciliation } from '../reconcile.ts';
import { type Disk, nodeDisk } from './disk.ts';
import { DurableJson } from './durable-adapter.ts';
import { makeFolder } from './durable-file.ts';

/** A document of them. */
export const reconciliationSchema = z.object({
  schema: z.literal(1),
  day: z.iso.date(),
  startedAt: z.number().int(),
  finishedAt: z.number().int().optional(),
  done: z.array(z.string()),
  differences: z.array(
    z.object({
      kind: z.enum(['oursOnly', 'amount', 'state', 'notAnswered']),
      orderNo: z.string(),
      refundNo: z.string().optional(),
      ours: z.string(),
      theirs: z.string(),
    }),
  ),
});

/** How far each day has been reconciled: `books/reconcile/<day>.json`. One that cannot be understood is begun anew. */
export class ReconcileFiles implements ReconcileStore {
  readonly #folder: string;
  readonly #disk: Disk;

  constructor(dataFolder: string, disk: Disk = nodeDisk) {
    this.#folder = path.join(dataFolder, 'books', 'reconcile');
    this.#disk = disk;
  }

  async load(day: string): Promise<Reconciliation | undefined> {
    try {
      const parsed = reconciliationSchema.safeParse(await this.#document(day).read());
      return parsed.success ? (parsed.data as Reconciliation) : undefined;
    } catch (error) {
      if (systemCode(error) !== undefined) throw error;
      return undefined;
    }
  }

  async save(reconciliation: Reconciliation): Promise<void> {
    await makeFolder(this.#folder, this.#disk);
    await this.#document(reconciliation.day).write(reconciliation);
  }

  #document(day: string): DurableJson<unknown> {
    return new DurableJson(path.join(this.#folder, `${day}.json`), this.#disk);
  }
}
