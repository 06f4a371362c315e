/** Lets requests wait for the next change of something. */
export class Changes {
  readonly #waiting = new Set<() => void>();

  /** Something has changed. */
  tell(): void {
    for (const wake of [...this.#waiting]) wake();
  }

  /** Resolves at the next change, or when the signal aborts. Ask for it before looking: nothing is missed then. */
  async next(signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    await new Promise<void>((resolve) => {
      const wake = () => {
        this.#waiting.delete(wake);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      this.#waiting.add(wake);
      signal.addEventListener('abort', wake);
    });
  }
}
