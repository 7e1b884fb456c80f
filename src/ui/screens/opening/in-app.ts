/** The browsers inside social networks: they often keep nothing, and lose the page when one leaves it. */
export function isInAppBrowser(userAgent: string): boolean {
  return /\b(FBAN|FBAV|Instagram|LinkedInApp)\b/.test(userAgent);
}
