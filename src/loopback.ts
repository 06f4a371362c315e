const LOOPBACK_IPV4 = /^127(\.\d{1,3}){3}$/;

/** Whether a socket's remote address is this machine itself. */
export function isLoopbackAddress(address: string | undefined): boolean {
  return address === '::1' || LOOPBACK_IPV4.test(address?.replace(/^::ffff:/, '') ?? '');
}

/** Whether what is sent to that host, or listens on it, stays on this machine. An IPv6 address with or without its brackets. */
export function isLoopbackHost(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || host === '::1' || LOOPBACK_IPV4.test(host);
}

/** Whether what is sent to that URL stays on this machine. */
export function isLoopbackUrl(url: string): boolean {
  return URL.canParse(url) && isLoopbackHost(new URL(url).hostname);
}

/** Where a till listens without TLS: as configured, or on its own machine alone where others come with TLS. */
export function plainHost({ host, tls }: { host: string; tls?: object | undefined }): string {
  if (tls === undefined || isLoopbackHost(host)) return host;
  return host.includes(':') ? '::1' : '127.0.0.1';
}
