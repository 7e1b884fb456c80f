import type { PublishedSurvey } from '../authoring/published-surveys.ts';
import { type EmblemDrawing, emblemsOf } from '../core/survey/presentation.ts';
import type { LocalText } from '../core/survey/survey-parts.ts';
import type { SurveyEdition } from '../edition/edition-of.ts';
import { COMPOSITE_PAGE, invitationAddress, previewAddress } from '../ui/address/addresses.ts';
import { sharingEn } from '../ui/words/en/sharing.ts';
import { sharingFr } from '../ui/words/fr/sharing.ts';
import { typeset } from '../ui/words/typeset.ts';
import { escaped } from './escaped.ts';
import { openGraph } from './open-graph.ts';

export interface PreviewOrder {
  readonly published: PublishedSurvey;
  readonly edition: SurveyEdition;
  readonly isHome: boolean;
  /** `<profile>` or `<profile>.<language>`. */
  readonly name: string;
  /** For those who are elsewhere: without it no picture is named. */
  readonly origin: string | undefined;
}

/**
 * Returns what a social network shows of a shared link. The profile's id, and only it, is in the address. `undefined` for a profile or a
 * language that the survey does not have.
 */
export function previewPage(order: PreviewOrder): string | undefined {
  const { published, name } = order;
  const { languages } = published.current;
  const [page, language = languages[0], ...more] = name.split('.');
  const sheet = sheetsOf(published).find((one) => one.page === page);
  if (!sheet || more.length > 0 || language === undefined || !languages.includes(language)) return undefined;
  return pageOf(order, sheet, language);
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
function sheetsOf({ current }: PublishedSurvey): readonly PreviewSheet[] {
  const { typology } = current;
  if (!typology) return [];
  const profiles = typology.profiles.map((profile) => ({
    page: profile.id,
    name: (language: string) => profile.name[language] ?? profile.id,
    sentence: (language: string) => profile.sentence[language] ?? '',
    profiles: [profile.id],
  }));
  const composite = {
    page: COMPOSITE_PAGE,
    name: (language: string) => textsIn(language)['draw.composite'],
    sentence: (language: string) => textsIn(language)['preview.composite'],
    profiles: typology.profiles.map(({ id }) => id),
  };
  return [...profiles, composite];
}

/** No script and no refresh: people who follow the link see whose profile it is, then decide. */
function pageOf({ published, edition, isHome, origin }: PreviewOrder, sheet: PreviewSheet, language: string): string {
  const { current, presentation } = published;
  const emblems = emblemsOf(current.typology?.profiles ?? [], presentation);
  const text = textsIn(language);
  const say = (words: string) => escaped(typeset(words, language));
  const of = (words: LocalText | undefined) => words?.[language];
  const name = sheet.name(language);
  const title = say(of(presentation.words?.title)?.replace('{profile}', name) ?? text['preview.title'](name));
  const sentence = `${say(sheet.sentence(language))} ${say(text['draw.spirit'])}`;
  const survey = say(of(current.title) ?? '');
  const pictures = [`previews/${sheet.page}.${language}.png`, `previews/${sheet.page}.png`];
  const picture = pictures.find((path) => edition.files.has(path));
  const image = picture && origin && `${origin}/surveys/${current.id}/${edition.id}/${picture}`;
  const address = origin && previewAddress(origin, current, sheet.page, language);
  const enter = invitationAddress('', { id: current.id, ...(isHome && { isHome }) });
  const elsewhere = language === current.languages[0] ? enter : `${enter}&lang=${language}`;
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<meta name="description" content="${sentence}">
<meta name="robots" content="noindex">
${openGraph({ language, title, sentence, address, image })}
<style>${STYLE}</style>
</head>
<body>
<main>
<p>${sheet.profiles.map((id) => drawn(emblems[id])).join('')}</p>
<p>${say(text['preview.kicker'])} · ${survey}</p>
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
