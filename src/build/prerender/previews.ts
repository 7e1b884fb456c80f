import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';
import type { PublishedSurvey } from '../../authoring/published-surveys.ts';
import { type EmblemDrawing, emblemsOf } from '../../core/survey/presentation.ts';
import type { LocalText } from '../../core/survey/survey-parts.ts';
import { compositePage, invitationAddress, previewAddress } from '../../ui/address/addresses.ts';
import { sharingEn } from '../../ui/words/en/sharing.ts';
import { sharingFr } from '../../ui/words/fr/sharing.ts';
import { typeset } from '../../ui/words/typeset.ts';
import { firstFile, type Site, type SiteSource } from '../site.ts';
import { escaped } from './escaped.ts';
import { openGraph } from './open-graph.ts';

/**
 * `/p/<profile>`: what a social network shows of a shared link, and `/p/<profile>.<language>` in another language than that of
 * reference. The profile's id, and only it, is in the address. Pictures are those of the folder `previews` beside a survey.
 * Previews want whole addresses, which only PUBLIC_URL gives: without it they name none, and no picture.
 */
export function previews(source: SiteSource, origin: string | undefined): Plugin {
  return {
    name: 'previews',
    applyToEnvironment: (environment) => environment.name === 'client',
    async generateBundle() {
      const pages = previewPages(await source.read(), source.path, origin);
      for (const [fileName, { html, picture }] of pages) {
        this.emitFile({ type: 'asset', fileName: `${fileName}.html`, source: html });
        if (picture !== undefined)
          this.emitFile({ type: 'asset', fileName: `${fileName}.png`, source: readFileSync(picture) });
      }
      const opening = openingPicture(source.path, firstFile(await source.read()).id);
      if (opening !== undefined)
        this.emitFile({ type: 'asset', fileName: OPENING_PICTURE, source: readFileSync(opening) });
    },
  };
}

/** Of the opening, in the release. */
export const OPENING_PICTURE = 'p/opening.png';

/** The file, beside the first survey. */
export function openingPicture(folder: string, survey: string): string | undefined {
  const file = join(folder, survey, 'previews', 'opening.png');
  return existsSync(file) ? file : undefined;
}

export interface PreviewPage {
  readonly html: string;
  /** The file drawn for this very page, where there is one. */
  readonly picture: string | undefined;
}

/** By path in the release, without ending. Two surveys may not share the id of a profile: the address would not say which is meant. */
export function previewPages(
  { surveys }: Site,
  folder: string,
  origin: string | undefined,
): ReadonlyMap<string, PreviewPage> {
  const pages = new Map<string, PreviewPage>();
  const all = [...surveys.values()];
  for (const [place, published] of all.entries()) {
    const { current } = published;
    const isFirst = place === 0;
    for (const sheet of sheetsOf(published, isFirst)) {
      const paths = current.languages.map((language) => previewAddress('', current, sheet.page, language).slice(1));
      const pictures = paths.map((path) => {
        const file = join(folder, current.id, 'previews', `${path.slice('p/'.length)}.png`);
        return existsSync(file) ? file : undefined;
      });
      for (const [index, language] of current.languages.entries()) {
        const path = paths[index] ?? '';
        if (pages.has(path))
          throw new Error(`Two surveys have a profile "${sheet.page}": their shared links would be the same`);
        const shown = pictures[index] === undefined ? paths[0] : path;
        const image = pictures[index] === undefined && pictures[0] === undefined ? undefined : shown;
        const html = previewPage({ published, sheet, language, isFirst, path, image, origin });
        pages.set(path, { html, picture: pictures[index] });
      }
    }
  }
  return pages;
}

/** What one address tells. */
interface PreviewSheet {
  readonly page: string;
  readonly name: (language: string) => string;
  readonly sentence: (language: string) => string;
  /** Whose emblems stand on it: of a composite one all, since the address does not say which are near. */
  readonly profiles: readonly string[];
}

/** Each profile, and the answers that are near several or to none alone: never the page of one of them. */
function sheetsOf({ current }: PublishedSurvey, isFirst: boolean): readonly PreviewSheet[] {
  const { typology } = current;
  if (!typology) return [];
  const profiles = typology.profiles.map((profile) => ({
    page: profile.id,
    name: (language: string) => profile.name[language] ?? profile.id,
    sentence: (language: string) => profile.sentence[language] ?? '',
    profiles: [profile.id],
  }));
  const composite = {
    page: compositePage(current.id, isFirst),
    name: (language: string) => textsIn(language)['draw.composite'],
    sentence: (language: string) => textsIn(language)['preview.composite'],
    profiles: typology.profiles.map(({ id }) => id),
  };
  return [...profiles, composite];
}

interface PreviewInput {
  readonly published: PublishedSurvey;
  readonly sheet: PreviewSheet;
  readonly language: string;
  readonly isFirst: boolean;
  readonly path: string;
  /** The path of its picture, without ending; in the language of reference when there is none in this one. */
  readonly image: string | undefined;
  /** For those who are elsewhere. */
  readonly origin: string | undefined;
}

/** No script and no refresh: whoever follows the link sees whose profile it is, then decides. */
function previewPage({ published, sheet, language, isFirst, path, image, origin }: PreviewInput): string {
  const { current, presentation } = published;
  const emblems = emblemsOf(current.typology?.profiles ?? [], presentation);
  const text = textsIn(language);
  const say = (words: string) => escaped(typeset(words, language));
  const of = (words: LocalText | undefined) => words?.[language];
  const name = sheet.name(language);
  const title = say(of(presentation.words?.title)?.replace('{profile}', name) ?? text['preview.title'](name));
  const sentence = `${say(sheet.sentence(language))} ${say(text['draw.spirit'])}`;
  const site = say(of(current.typology?.title) ?? of(current.title) ?? '');
  const picture = image !== undefined && origin !== undefined ? `${origin}/${image}.png` : undefined;
  const enter = invitationAddress('', current.id, isFirst);
  const elsewhere = language === current.languages[0] ? enter : `${enter}&lang=${language}`;
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<meta name="description" content="${sentence}">
<meta name="robots" content="noindex">
${openGraph({ language, site, title, sentence, address: origin && `${origin}/${path}`, image: picture })}
<style>${STYLE}</style>
</head>
<body>
<main>
<p>${sheet.profiles.map((id) => drawn(emblems[id])).join('')}</p>
<p>${say(text['preview.kicker'])} · ${site}</p>
<h1>${say(name)}</h1>
<p>${sentence}</p>
<p><a href="${escaped(elsewhere)}">${say(text['preview.enter'])}</a></p>
</main>
</body>
</html>
`;
}

function drawn(emblem: EmblemDrawing | undefined): string {
  if (!emblem) return '';
  const paths = emblem.paths.map((path) => `<path d="${path}"/>`).join('');
  return `<svg viewBox="0 0 64 64" fill="none" stroke="oklch(62% 0.11 ${emblem.hue})" stroke-width="3" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${paths}</svg>`;
}

function textsIn(language: string) {
  return language === 'fr' ? sharingFr : sharingEn;
}

const STYLE =
  ':root{color-scheme:light dark}body{margin:0;background:#fbfaf6;color:#16202b;font:1.125rem/1.5 system-ui,sans-serif}' +
  'svg{width:6rem;margin:0 .75rem 0 -.25rem}main{max-width:34rem;margin:0 auto;padding:3rem 1.25rem}h1{font-size:2.5rem;line-height:1.1;margin:.25rem 0 1rem}' +
  'a{display:inline-block;padding:.75rem 1.5rem;border-radius:.75rem;background:#0b5a61;color:#fff;font-weight:600;text-decoration:none}' +
  'a:focus-visible{outline:3px solid;outline-offset:2px}' +
  '@media(prefers-color-scheme:dark){body{background:#12181f;color:#e8e6df}a{background:#7fd0cf;color:#06282b}}';
