import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';
import type { PresentationFile } from '../../core/survey/presentation.ts';
import type { SurveyFile } from '../../core/survey/survey-file.ts';
import { invitationAddress } from '../../ui/address/addresses.ts';
import { sharingEn } from '../../ui/words/en/sharing.ts';
import { sharingFr } from '../../ui/words/fr/sharing.ts';
import { typeset } from '../../ui/words/typeset.ts';
import type { Site, SiteSource } from '../site.ts';
import { escaped } from './escaped.ts';

/**
 * `/p/<profile>`: what a social network shows of a shared link. The profile's id, and only it, is in the address.
 * Previews want whole addresses, which only PUBLIC_URL gives: without it they name none, and no picture.
 */
export function previews(source: SiteSource, pictures: string, origin: string | undefined): Plugin {
  return {
    name: 'previews',
    applyToEnvironment: (environment) => environment.name === 'client',
    async generateBundle() {
      const pages = previewPages(await source.read(), pictures, origin);
      for (const [fileName, html] of pages) this.emitFile({ type: 'asset', fileName, source: html });
    },
  };
}

/** By path in the release. Two surveys may not share the id of a profile: the address would not say which is meant. */
export function previewPages(
  { surveys }: Site,
  pictures: string,
  origin: string | undefined,
): ReadonlyMap<string, string> {
  const pages = new Map<string, string>();
  const all = [...surveys.values()];
  for (const [place, { current, files, presentation }] of all.entries()) {
    const file = files.get(current.revision);
    if (!file?.typology) continue;
    for (const profile of file.typology.profiles) {
      const path = `p/${profile.id}.html`;
      if (pages.has(path))
        throw new Error(`Two surveys have a profile "${profile.id}": their shared links would be the same`);
      const hasPicture = existsSync(join(pictures, `${profile.id}.png`));
      const address = origin === undefined ? undefined : `${origin}/p/${profile.id}`;
      pages.set(path, previewPage({ file, profile, presentation, isFirst: place === 0, address, hasPicture }));
    }
  }
  return pages;
}

interface PreviewInput {
  readonly file: SurveyFile;
  readonly profile: NonNullable<SurveyFile['typology']>['profiles'][number];
  readonly presentation: PresentationFile;
  readonly isFirst: boolean;
  /** Of the page, for those who are elsewhere. */
  readonly address: string | undefined;
  readonly hasPicture: boolean;
}

/** No script and no refresh: whoever follows the link sees whose profile it is, then decides. */
export function previewPage({ file, profile, presentation, isFirst, address, hasPicture }: PreviewInput): string {
  const [language = 'fr'] = file.languages;
  const text = language === 'en' ? sharingEn : sharingFr;
  const say = (words: string) => escaped(typeset(words, language));
  const name = say(profile.name[language] ?? profile.id);
  const title = say(
    presentation.words?.title?.[language]?.replace('{profile}', profile.name[language] ?? profile.id) ??
      text['preview.title'](profile.name[language] ?? profile.id),
  );
  const sentence = `${say(profile.sentence[language] ?? '')} ${say(text['draw.spirit'])}`;
  const site = say(file.typology?.title[language] ?? file.title[language] ?? '');
  const meta = (property: string, content: string) => `<meta property="og:${property}" content="${content}">`;
  const image = hasPicture && address !== undefined ? `${address}.png` : undefined;
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<meta name="description" content="${sentence}">
<meta name="robots" content="noindex">
${[
  meta('type', 'website'),
  meta('site_name', site),
  meta('title', title),
  meta('description', sentence),
  ...(address === undefined ? [] : [meta('url', address)]),
  ...(image !== undefined
    ? [meta('image', image), meta('image:width', '1200'), meta('image:height', '630'), meta('image:alt', title)]
    : []),
].join('\n')}
<meta name="twitter:card" content="${image !== undefined ? 'summary_large_image' : 'summary'}">
<style>${STYLE}</style>
</head>
<body>
<main>
<p>${say(text['preview.kicker'])} · ${site}</p>
<h1>${name}</h1>
<p>${sentence}</p>
<p><a href="${escaped(invitationAddress('', file.id, isFirst))}">${say(text['preview.enter'])}</a></p>
</main>
</body>
</html>
`;
}

const STYLE =
  ':root{color-scheme:light dark}body{margin:0;background:#fbfaf6;color:#16202b;font:1.125rem/1.5 system-ui,sans-serif}' +
  'main{max-width:34rem;margin:0 auto;padding:3rem 1.25rem}h1{font-size:2.5rem;line-height:1.1;margin:.25rem 0 1rem}' +
  'a{display:inline-block;padding:.75rem 1.5rem;border-radius:.75rem;background:#0b5a61;color:#fff;font-weight:600;text-decoration:none}' +
  'a:focus-visible{outline:3px solid;outline-offset:2px}' +
  '@media(prefers-color-scheme:dark){body{background:#12181f;color:#e8e6df}a{background:#7fd0cf;color:#06282b}}';
