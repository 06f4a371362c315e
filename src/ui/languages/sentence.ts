/** A part's own English words as a sentence: a capital first, a stop last. */
export function sentence(text: string): string {
  const trimmed = text.trim();
  // A host name or a path keeps its spelling.
  const isName = /^\S*[./:]\S/.test(trimmed);
  const begun = isName ? trimmed : trimmed.charAt(0).toUpperCase() + trimmed.slice(1);
  return begun + (/[.!?]$/.test(trimmed) ? '' : '.');
}
