interface LockedPackage {
  resolved?: string;
  integrity?: string;
  link?: boolean;
  optionalDependencies?: Record<string, string>;
}

/** What keeps a `package-lock.json` from installing elsewhere: a registry written in, or a platform left out. */
export function lockFindings(text: string): string[] {
  const { packages } = JSON.parse(text) as { packages?: Record<string, LockedPackage> };
  if (packages === undefined) return ['the lock file lists no packages'];
  return Object.entries(packages).flatMap(([place, entry]) => [
    ...(entry.resolved === undefined ? [] : [`${place} is bound to the address it came from`]),
    ...(place === '' || entry.integrity !== undefined ? [] : [`${place} has no checksum`]),
    ...Object.keys(entry.optionalDependencies ?? {})
      .filter((name) => !foldersAbove(place).some((folder) => `${folder}node_modules/${name}` in packages))
      .map((name) => `${place} may need ${name} on another platform, which is not locked`),
  ]);
}

/** Where Node looks for a package's dependencies: `a/node_modules/b` gives `a/node_modules/b/`, `a/` and the root. */
function foldersAbove(place: string): string[] {
  if (place === '') return [''];
  const above = place.slice(0, Math.max(0, place.lastIndexOf('node_modules/'))).replace(/\/$/, '');
  return [`${place}/`, ...foldersAbove(above)];
}
