/** Splits `HOST:PORT`, as the configuration's schema lets it through; an IPv6 address stands in brackets there. */
export function hostAndPort(place: string): { host: string; port: number } {
  const colon = place.lastIndexOf(':');
  return { host: place.slice(0, colon).replace(/^\[|\]$/g, ''), port: Number(place.slice(colon + 1)) };
}
