const formats = new Map<string, Intl.DateTimeFormat>();

/** Making a format costs more than all the rest of a row; a list has hundreds. */
function format(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const name = `${locale} ${JSON.stringify(options)}`;
  const known = formats.get(name) ?? new Intl.DateTimeFormat(locale, options);
  formats.set(name, known);
  return known;
}

const DAY = { day: 'numeric', month: 'short', year: 'numeric' } as const;
const MINUTE = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;

/** The day of a moment where this tablet is, as a text that another day never has. */
export function dayOf(epochMs: number, locale: string): string {
  return format(locale, DAY).format(epochMs);
}

/** `10:42`; with its day where that is not `today`, which `dayOf` tells. */
export function whenText(iso: string, today: string, locale: string): string {
  const at = Date.parse(iso);
  const day = dayOf(at, locale);
  const time = format(locale, MINUTE).format(at);
  return day === today ? time : `${day}, ${time}`;
}

/** To the second, as a story is told. */
export function secondText(iso: string, locale: string): string {
  return format(locale, { timeStyle: 'medium', hourCycle: 'h23' }).format(Date.parse(iso));
}

/** Day, hour, minute and second. */
export function fullText(iso: string, locale: string): string {
  return format(locale, { dateStyle: 'medium', timeStyle: 'medium', hourCycle: 'h23' }).format(
    Date.parse(iso),
  );
}
