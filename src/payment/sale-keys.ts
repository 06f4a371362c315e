/** A day is promised; a wall clock that is set wrong by a day, and right again, must not make the till forget. */
const KEPT_MS = 3 * 24 * 60 * 60_000;
const PROMISED_MS = 24 * 60 * 60_000;
/** Some weeks of a busy shop. Above it a key is kept as long as was promised, and no longer. */
const MANY = 100_000;

interface KeyedCharge {
  lane: string;
  amountMinor: number;
  reference?: string;
}

export interface KnownSale {
  saleId: string;
  /** Whether a repeated request asks for what the first one asked for. */
  isFor(request: KeyedCharge): boolean;
}

/** Sales by the key they were put on the lane with, for 24 hours and more: a repeated command finds the first one's sale. */
export class SaleKeys {
  readonly #sales = new Map<string, KeyedCharge & { saleId: string; at: number }>();

  /** Learns sales or orders that carry a key. */
  add(
    sales: readonly (KeyedCharge & { saleId: string; createdAt: number; key?: string; saleKey?: string })[],
  ): void {
    for (const sale of sales) {
      const key = sale.key ?? sale.saleKey;
      if (key === undefined || this.#sales.has(key)) continue;
      const { lane, amountMinor, reference, saleId, createdAt } = sale;
      this.#sales.set(key, {
        lane,
        amountMinor,
        saleId,
        at: createdAt,
        ...(reference === undefined ? {} : { reference }),
      });
    }
  }

  find(key: string, now: number): KnownSale | undefined {
    for (const [old, { at }] of this.#sales) {
      if (at > now - (this.#sales.size > MANY ? PROMISED_MS : KEPT_MS)) break;
      this.#sales.delete(old);
    }
    const sale = this.#sales.get(key);
    return (
      sale && {
        saleId: sale.saleId,
        isFor: ({ lane, amountMinor, reference }) =>
          lane === sale.lane && amountMinor === sale.amountMinor && reference === sale.reference,
      }
    );
  }
}
