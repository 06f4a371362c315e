/** Hands the browser a text as a file to keep. Works on plain HTTP too. */
export function download(name: string, csv: string): void {
  // Spreadsheets take a file without this mark for an old code page.
  const address = URL.createObjectURL(new Blob(['\ufeff', csv], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser has begun by then; a task later is enough for those that have not.
  setTimeout(() => URL.revokeObjectURL(address), 0);
}
