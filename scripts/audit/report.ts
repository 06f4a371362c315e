import type { ChainReport } from '../../src/people/index.ts';

/** One line of the file for people; what cannot be read as it stands. */
export function shownLine(raw: string): string {
  try {
    const { at, person, name, act, what, place } = JSON.parse(raw) as Record<string, unknown>;
    const when = new Date(Number(at)).toISOString().replace('T', ' ').slice(0, 19);
    const who = name === undefined || name === '' ? String(person) : `${name} (${person})`;
    return [when, who, act, what, place].filter((part) => part !== undefined && part !== '').join('  ');
  } catch {
    return raw;
  }
}

/** What a look at the chain found, with what to do. */
export function shownReport(file: string, report: ChainReport, isCut: boolean): string[] {
  const { lines, unlinked, nameless, faults, last } = report;
  const notes = [
    ...(unlinked > 0
      ? [`${unlinked} at the beginning are from before lines were linked: nothing proves them`]
      : []),
    ...(nameless > 0 ? [`${nameless} had their names taken out`] : []),
  ];
  const counted = `${file}: ${lines} ${lines === 1 ? 'line' : 'lines'}${notes.map((note) => `; ${note}`).join('')}.`;
  if (faults.length === 0 && !isCut) {
    return [
      counted,
      'Nothing was altered, taken out or put in.',
      ...(last === undefined ? [] : [`Last link: ${last}`]),
    ];
  }
  return [
    counted,
    ...faults.map(({ line, why }) => `Line ${line}: ${why}.`),
    ...(isCut
      ? ['The link you noted is not in the file: lines were cut off, or the file is an older one.']
      : []),
    'Compare it with a backup made before (audit.jsonl in it), and keep both.',
  ];
}
