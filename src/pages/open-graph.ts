import { fr } from '../ui/words/fr/first.ts';

/** What a network shows of a page, its texts escaped. */
interface Shown {
  readonly language: string;
  readonly title: string;
  readonly sentence: string;
  /** An absolute URL: networks follow no relative address. Without it there is no picture tag either. */
  readonly address: string | undefined;
  readonly image: string | undefined;
}

export function openGraph({ language, title, sentence, address, image }: Shown): string {
  const meta = (property: string, content: string) => `<meta property="og:${property}" content="${content}">`;
  return [
    meta('type', 'website'),
    meta('locale', localeOf(language)),
    meta('site_name', fr['app.name']),
    meta('title', title),
    meta('description', sentence),
    ...(address === undefined ? [] : [meta('url', address)]),
    ...(image === undefined
      ? []
      : [meta('image', image), meta('image:width', '1200'), meta('image:height', '630'), meta('image:alt', title)]),
    `<meta name="twitter:card" content="${image === undefined ? 'summary' : 'summary_large_image'}">`,
  ].join('\n');
}

/** Returns `fr_FR` for `fr`: networks name a language with the country where most people speak it. */
function localeOf(language: string): string {
  const { language: spoken, region } = new Intl.Locale(language).maximize();
  return region === undefined ? spoken : `${spoken}_${region}`;
}
