/**
 * The top-level members of a JSON object, each value as the exact text it has in the source: a signature covers that
 * text, and a number keeps its digits (`200.00`). Undefined where the text is not one JSON object, or names a member
 * twice: two readers would then disagree on what it says; or where it has more than `most` of them.
 */
export function rawMembers(text: string, most = Number.POSITIVE_INFINITY): Map<string, string> | undefined {
  if (!isJsonObject(text)) return undefined;
  const members = new Map<string, string>();
  let at = skipSpace(text, text.indexOf('{') + 1);
  while (text[at] !== '}') {
    const keyEnd = endOfValue(text, at);
    const key: unknown = JSON.parse(text.slice(at, keyEnd));
    if (typeof key !== 'string' || members.has(key) || members.size === most) return undefined;
    const start = skipSpace(text, skipSpace(text, keyEnd) + 1);
    const end = endOfValue(text, start);
    members.set(key, text.slice(start, end));
    at = skipSpace(text, end);
    if (text[at] === ',') at = skipSpace(text, at + 1);
  }
  return members;
}

/** A raw member as text: a string's content, a number's or boolean's own spelling, a nested value's source. */
export function memberText(raw: string | undefined): string | undefined {
  if (raw === undefined || raw === 'null') return undefined;
  return raw.startsWith('"') ? String(JSON.parse(raw)) : raw;
}

/** The grammar is the platform's to judge; what follows may then rely on a valid text. */
function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (/[ \t\r\n]/.test(text.charAt(at))) at += 1;
  return at;
}

/** The index after the value that begins at `from`, in a text known to be valid JSON. */
function endOfValue(text: string, from: number): number {
  let depth = 0;
  let inString = false;
  for (let at = from; at < text.length; at += 1) {
    const char = text.charAt(at);
    if (inString) {
      if (char === '\\') at += 1;
      else if (char === '"') {
        inString = false;
        if (depth === 0) return at + 1;
      }
    } else if (char === '"') inString = true;
    else if (char === '{' || char === '[') depth += 1;
    else if (depth === 0 && /[\s,:}\]]/.test(char)) return at;
    else if (char === '}' || char === ']') {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return text.length;
}
