/** After so many looks that money moved under, the money waits for the next. */
const MOST_HURRIED_LOOKS = 3;

/** Knows which bookings are under way, and by period: so that a close can wait for them, and a look can be of one moment. */
export class BookingGate {
  readonly #under = new Map<string, number>();
  #begun = 0;
  /** While it stands, no booking begins. */
  #shut: { opened: Promise<void> } | undefined;
  #waiters: { isOver: () => boolean; done: () => void }[] = [];
  #looks: Promise<unknown> = Promise.resolve();
  /** Looks that have not begun, by name. */
  readonly #queued = new Map<string, Promise<unknown>>();

  /** While it does, a booking has to wait for `opened`. */
  get isShut(): boolean {
    return this.#shut !== undefined;
  }

  async opened(): Promise<void> {
    await this.#shut?.opened;
  }

  /** A booking begins. Returns what tells, once, that it is on disk or will never be. */
  begin(period: string): () => void {
    this.#begun += 1;
    this.#under.set(period, (this.#under.get(period) ?? 0) + 1);
    let isOver = false;
    return () => {
      if (isOver) return;
      isOver = true;
      const left = (this.#under.get(period) ?? 0) - 1;
      if (left > 0) this.#under.set(period, left);
      else this.#under.delete(period);
      const met = this.#waiters.filter((waiter) => waiter.isOver());
      this.#waiters = this.#waiters.filter((waiter) => !met.includes(waiter));
      for (const { done } of met) done();
    };
  }

  /** Resolves when no booking of that period is under way. */
  async drained(period: string): Promise<void> {
    await this.#until(() => !this.#under.has(period));
  }

  /**
   * Reads while no money moves: what is read was so at one moment, and is on disk. Looks follow one another; one of the same
   * name that has not begun is shared, so that many who ask for a busy day at once cost one look.
   */
  still<T>(name: string, read: () => Promise<T>): Promise<T> {
    const queued = this.#queued.get(name);
    // Safe: a name stands for one way to read.
    if (queued !== undefined) return queued as Promise<T>;
    const look = () => {
      this.#queued.delete(name);
      return this.#look(read);
    };
    const looked = this.#looks.then(look, look);
    this.#looks = looked;
    this.#queued.set(name, looked);
    return looked;
  }

  async #look<T>(read: () => Promise<T>): Promise<T> {
    for (let tries = 0; tries < MOST_HURRIED_LOOKS && this.#under.size === 0; tries += 1) {
      const before = this.#begun;
      const result = await read();
      if (this.#begun === before) return result;
    }
    let open: () => void = () => {};
    const opened = new Promise<void>((resolve) => {
      open = resolve;
    });
    this.#shut = { opened };
    try {
      await this.#until(() => this.#under.size === 0);
      return await read();
    } finally {
      this.#shut = undefined;
      open();
    }
  }

  async #until(isOver: () => boolean): Promise<void> {
    if (isOver()) return;
    await new Promise<void>((done) => this.#waiters.push({ isOver, done }));
  }
}
