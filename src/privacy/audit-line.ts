/**
 * A line of the audit log without the name and the address of who did it, where it is from before that moment (epoch ms);
 * nothing where it stays. The person's id stays: acts of one person can still be told from another's.
 */
export function namelessLine(text: string, before: number): string | undefined {
  const line = parsed(text);
  if (typeof line?.at !== 'number' || line.at >= before) return undefined;
  return JSON.stringify({
    ...line,
    ...('name' in line && { name: '' }),
    ...('place' in line && { place: '' }),
    // By it, whoever guesses the name could prove the guess.
    ...('salt' in line && { salt: undefined }),
  });
}

function parsed(text: string): Record<string, unknown> | undefined {
  try {
    const line: unknown = JSON.parse(text);
    return typeof line === 'object' && line !== null ? (line as Record<string, unknown>) : undefined;
  } catch {
    // Damaged: it stays for who looks into that.
    return undefined;
  }
}
