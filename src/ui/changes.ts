/** Lets requests wait for the next change of something. */
export class Changes {
  /** With what each waits for; nothing: whatever changes. */
  readonly #waiting = new Map<() => void, string | undefined>();

  /** Something of that name has changed, such as a lane; of all, where none is given. */
  tell(name?: string): void {
    for (const [wake, wanted] of [...this.#waiting]) {
      if (name === undefined || wanted === undefined || wanted === name) wake();
    }
  }

  /** Resolves at the next change of that name, or of any, or when the signal aborts. Ask for it before looking: nothing is missed then. */
  async next(signal: AbortSignal, name?: string): Promise<void> {
    if (signal.aborted) return;
    await new Promise<void>((resolve) => {
      const wake = () => {
        this.#waiting.delete(wake);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      this.#waiting.set(wake, name);
      signal.addEventListener('abort', wake);
    });
  }
}
