/** The known word that is meant by one that is not known, or none: at most two letters differ. */
export function nearest(word, known) {
  const [best] = known
    .map((each) => ({ each, steps: distance(word.toLowerCase(), each) }))
    .filter(({ steps }) => steps <= 2)
    .sort((one, other) => one.steps - other.steps);
  return best?.each;
}

/** Letters to add, take away, change or swap with the next until one word is the other. */
function distance(from, to) {
  const rows = [Array.from({ length: to.length + 1 }, (_, column) => column)];
  for (let row = 1; row <= from.length; row += 1) {
    rows[row] = [row];
    for (let column = 1; column <= to.length; column += 1) {
      const isSame = from[row - 1] === to[column - 1];
      const isSwap = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      rows[row][column] = Math.min(
        rows[row - 1][column] + 1,
        rows[row][column - 1] + 1,
        rows[row - 1][column - 1] + (isSame ? 0 : 1),
        ...(isSwap ? [rows[row - 2][column - 2] + 1] : []),
      );
    }
  }
  return rows[from.length][to.length];
}
