/**
 * The rows of a CSV text (RFC 4180): cells between commas, in quotation marks where they hold commas, quotation marks or line
 * breaks. `separator` may be another character, such as `;`. A last line break ends a row, and begins none.
 */
export function parseCsv(text: string, separator = ','): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let isQuoted = false;
  const endCell = () => {
    row.push(cell);
    cell = '';
  };
  const endRow = () => {
    endCell();
    rows.push(row);
    row = [];
  };
  const body = text.startsWith('\uFEFF') ? text.slice(1) : text;
  for (let i = 0; i < body.length; i += 1) {
    const char = body[i] ?? '';
    const next = body[i + 1];
    if (isQuoted && char === '"' && next === '"') {
      cell += char;
      i += 1;
    } else if (isQuoted && char === '"') isQuoted = false;
    else if (isQuoted) cell += char;
    else if (char === '"' && cell === '') isQuoted = true;
    else if (char === separator) endCell();
    else if (char === '\n') endRow();
    else if (char === '\r' && next === '\n') {
      endRow();
      i += 1;
    } else cell += char;
  }
  if (cell !== '' || row.length > 0) endRow();
  return rows;
}
