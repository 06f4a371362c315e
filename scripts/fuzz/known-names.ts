import type { SeededRandom } from '../../test/simulation/seeded-random.ts';

/** Names the till has told of, and what stands for them in inputs. */
export class KnownNames {
  readonly #names = new Map<string, string[]>();
  readonly #fixed: Readonly<Record<string, string>>;

  constructor(fixed: Readonly<Record<string, string>>) {
    this.#fixed = fixed;
  }

  /** The newest are kept. */
  learn(kind: 'sale' | 'order' | 'refund' | 'gun', name: string): void {
    const known = this.#names.get(kind) ?? [];
    if (known.at(-1) === name) return;
    this.#names.set(kind, [...known, name].slice(-40));
  }

  /** A text with its places filled; one of which nothing is known gets a name that fits none. */
  filled(text: string, random: SeededRandom): string {
    return text.replace(/\{\{(\w+)\}\}/g, (_, kind: string) => {
      const fixed = this.#fixed[kind];
      if (fixed !== undefined) return fixed;
      const known = this.#names.get(kind) ?? [];
      return known[random.between(0, Math.max(0, known.length - 1))] ?? 'S2611210000000000000';
    });
  }

  /** The same in everything inside a value. */
  filledIn(value: unknown, random: SeededRandom): unknown {
    if (typeof value === 'string') return this.filled(value, random);
    if (Buffer.isBuffer(value) || typeof value !== 'object' || value === null) return value;
    const text = JSON.stringify(value);
    return text.includes('{{') ? JSON.parse(this.filled(text, random)) : value;
  }
}
