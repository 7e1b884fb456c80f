import { directionOf } from '../core/language.ts';
import type { SurveyEntry } from '../core/survey/survey-entry.ts';
import { typeset } from '../ui/words/typeset.ts';
import { WORDS } from './all-words.ts';
import { withConformity } from './conformity-line.ts';
import { escaped } from './escaped.ts';
import { renderFirstScreens } from './first-screens.tsx';
import type { PageOrder } from './page-order.ts';

/**
 * Writes the opening and the first question of a survey into the release's page: both are there before any code, drawn by the
 * components that take them over. Every text is escaped; the template is not changed otherwise, so that its content security policy
 * holds for the result.
 */
export function renderPage(template: string, order: PageOrder): string {
  const { conformity, entry, landing, language, ui } = order;
  const { title, why, oldBrowser, opening, question } = renderFirstScreens(order);
  return withConformity(template, conformity, ui, `?s=${entry.id}`)
    .replace('<!--head-->', () => headOf(order, question))
    .replace('<!--old-browser-->', () => oldBrowser)
    .replace('<!--opening-->', () => opening)
    .replace('<!--first-question-->', () => question)
    .replace(
      /(?<=<html lang=")[^"]*"/,
      () => `${escaped(language)}"${directionOf(language) === 'rtl' ? ' dir="rtl"' : ''}`,
    )
    .replace(/(?<=<title>)[^<]*/, () => escaped(landing?.title ?? title))
    .replace(/(?<=<meta name="description" content=")[^"]*/, () => escaped(landing?.description ?? why));
}

function headOf(order: PageOrder, question: string): string {
  const { entry, language } = order;
  const file = `/surveys/${entry.id}/${entry.edition}/${entry.revision}.${language}.json`;
  return [
    // Chromium then draws the whole page at once, where it would lay out an empty one first.
    question && '<link rel="expect" href="#first-question" blocking="render">',
    dataBlock(entry),
    // The survey comes while the code does.
    `<link rel="preload" as="fetch" crossorigin href="${file}">`,
    `<link rel="manifest" href="/surveys/${entry.id}/manifest.${language}.webmanifest">`,
    order.landing ? '<meta name="robots" content="noindex"><link rel="stylesheet" href="/landing.css">' : '',
    order.origin === undefined && !order.landing ? '' : socialTags(order),
  ].join('');
}

/** A data block is not a script: no content security policy has to allow it. */
function dataBlock(entry: SurveyEntry): string {
  return `<script type="application/json" id="survey">${JSON.stringify(entry).replaceAll('<', '\\u003c')}</script>`;
}

/** A social network shows this of a page. */
function socialTags({ entry, language, ui, file, image, landing, origin }: PageOrder): string {
  const say = (text: Readonly<Record<string, string>>) => escaped(typeset(text[language] ?? '', language));
  const query = [...(entry.isHome ? [] : [`s=${entry.id}`]), `lang=${language}`];
  const path = landing?.path ?? `/?${query.join('&')}`;
  const title = landing ? escaped(landing.title) : say(file.title);
  const shown = landing ? landing.image : image;
  // Networks follow no relative address: without an origin there is no picture tag either.
  const picture = origin && shown && `${origin}${shown}`;
  const meta = (property: string, content: string) => `<meta property="og:${property}" content="${content}">`;
  return [
    meta('type', 'website'),
    meta('locale', localeOf(language)),
    meta('site_name', WORDS[ui].first['app.name']),
    meta('title', title),
    meta('description', landing ? escaped(landing.description) : say(file.opening.why)),
    ...(origin === undefined ? [] : [meta('url', escaped(`${origin}${path}`))]),
    ...(picture === undefined
      ? []
      : [meta('image', picture), meta('image:width', '1200'), meta('image:height', '630'), meta('image:alt', title)]),
    `<meta name="twitter:card" content="${picture === undefined ? 'summary' : 'summary_large_image'}">`,
  ].join('\n');
}

/** Returns `fr_FR` for `fr`: networks name a language with the country where most people speak it. */
function localeOf(language: string): string {
  const { language: spoken, region } = new Intl.Locale(language).maximize();
  return region === undefined ? spoken : `${spoken}_${region}`;
}
