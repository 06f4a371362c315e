/** Somebody over the page who takes the keys that are typed, such as a pad for a PIN. */
export interface KeyTaker {
  /** `KeyboardEvent.key`, of a key outside every field. Returns whether it was taken; others do what they always do. */
  key(key: string): boolean;
  /** The keys before this moment were a gun's: they never were. */
  undo(): void;
}

export interface KeyTakers {
  /** From now on keys go to this one; the function given back ends it. The last one who asked gets them. */
  take(taker: KeyTaker): () => void;
  isTaken(): boolean;
  offer(key: string): boolean;
  undo(): void;
}

/** Who takes the page's keys, beside the till itself. */
export function createKeyTakers(): KeyTakers {
  let takers: KeyTaker[] = [];
  return {
    take: (taker) => {
      takers = [...takers, taker];
      return () => {
        takers = takers.filter((one) => one !== taker);
      };
    },
    isTaken: () => takers.length > 0,
    offer: (key) => takers.at(-1)?.key(key) ?? false,
    undo: () => takers.at(-1)?.undo(),
  };
}
