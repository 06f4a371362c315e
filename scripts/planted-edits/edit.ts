/** A wrong edit of the kind that wounded another till, and what must catch it. */
export interface PlantedEdit {
  /** What the till would do wrong, as a plain sentence without its full stop. */
  wound: string;
  /** In `src`. */
  file: string;
  /** Stands in the file exactly once. */
  from: string;
  to: string;
  /** Test files of which one at least must fail. */
  tests: readonly string[];
}

/** Why an edit cannot be made to that text; nothing where it can. */
export function whyNotApplied(
  text: string,
  { from, to }: Pick<PlantedEdit, 'from' | 'to'>,
): string | undefined {
  const count = text.split(from).length - 1;
  if (count === 0) return 'its text is no longer there';
  if (count > 1) return `its text is there ${count} times`;
  return from === to ? 'it changes nothing' : undefined;
}

/** The text with the edit made. Throws where it cannot be made. */
export function applied(text: string, edit: PlantedEdit): string {
  const why = whyNotApplied(text, edit);
  if (why !== undefined) throw new Error(`"${edit.wound}" cannot be planted in ${edit.file}: ${why}`);
  return text.replace(edit.from, () => edit.to);
}
