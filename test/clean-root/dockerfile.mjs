/** A Dockerfile's stages with their instructions, in order; lines that go on are joined, comments left out. */
export function parseDockerfile(text) {
  const lines = text
    .split('\n')
    .filter((line) => !line.startsWith('#'))
    .join('\n')
    .replaceAll(/\\\n\s*/g, '')
    .split('\n')
    .filter((line) => line.trim() !== '');
  const stages = [];
  for (const line of lines) {
    const [, name, rest] = /^([A-Z]+) (.*)$/.exec(line) ?? [];
    if (name === undefined) throw new Error(`not an instruction: ${line}`);
    if (name === 'FROM') {
      const [, image, as] = /^(\S+)(?: AS (\S+))?$/.exec(rest) ?? [];
      stages.push({ image, as, steps: [] });
    } else stages.at(-1).steps.push({ name, rest });
  }
  return stages;
}

/** The words of an instruction in its JSON form, such as `CMD ["start"]`; anything before the list is passed over. */
export function wordsOf(stage, name) {
  const step = stage.steps.findLast((each) => each.name === name);
  const list = /\[.*\]$/.exec(step?.rest ?? '')?.[0];
  return list === undefined ? undefined : JSON.parse(list);
}

/** Options and places of a COPY. */
export function copyOf(rest) {
  const words = rest.split(/\s+/);
  const from = words.find((word) => word.startsWith('--from='))?.slice('--from='.length);
  const places = words.filter((word) => !word.startsWith('--'));
  return { from, sources: places.slice(0, -1), target: places.at(-1) };
}
