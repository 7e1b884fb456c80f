/** Whether a browser says that another site makes it send this. Whoever is not a browser says nothing, and risks nothing. */
export function isCrossSite(headers: Headers, host: string, publicUrl: string | undefined): boolean {
  if (headers.get('Sec-Fetch-Site') === 'cross-site') return true;
  const origin = headers.get('Origin');
  if (origin === null) return false;
  if (!URL.canParse(origin)) return true;
  // A proxy that ends TLS changes the scheme, so that hosts are compared; one that changes the host needs PUBLIC_URL.
  const url = new URL(origin);
  return url.host !== host && url.origin !== publicUrl;
}
