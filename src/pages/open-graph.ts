/** What a network shows of a page, its texts escaped. */
interface Shown {
  readonly language: string;
  readonly site: string;
  readonly title: string;
  readonly sentence: string;
  /** Whole: networks follow no address from the root. Without it they are told of no picture either. */
  readonly address: string | undefined;
  readonly image: string | undefined;
}

export function openGraph({ language, site, title, sentence, address, image }: Shown): string {
  const meta = (property: string, content: string) => `<meta property="og:${property}" content="${content}">`;
  return [
    meta('type', 'website'),
    meta('locale', language),
    meta('site_name', site),
    meta('title', title),
    meta('description', sentence),
    ...(address === undefined ? [] : [meta('url', address)]),
    ...(image === undefined
      ? []
      : [meta('image', image), meta('image:width', '1200'), meta('image:height', '630'), meta('image:alt', title)]),
    `<meta name="twitter:card" content="${image === undefined ? 'summary' : 'summary_large_image'}">`,
  ].join('\n');
}
