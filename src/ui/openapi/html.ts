/** A piece of a page: what was put into it is text, and can be nothing else. */
export interface Html {
  /** Ready to be sent. */
  text: string;
}

type Part = string | number | Html | readonly Part[];

/** Writes HTML as a template; whatever is put in that is no piece of a page itself is escaped. */
export function html(strings: TemplateStringsArray, ...parts: Part[]): Html {
  const text = strings.map((string, at) => string + (at < parts.length ? shown(parts[at] ?? '') : ''));
  return { text: text.join('') };
}

function shown(part: Part): string {
  if (typeof part === 'string' || typeof part === 'number') return escaped(String(part));
  return 'text' in part ? part.text : part.map(shown).join('');
}

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}
