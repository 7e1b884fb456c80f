import { type Plugin, type ResolvedConfig, runnerImport } from 'vite';
import { directionOf } from '../../core/language.ts';
import type { LocalText } from '../../core/survey/survey-parts.ts';
import type { SurveyFile } from '../../core/survey/survey-schema.ts';
import { typeset } from '../../ui/words/typeset.ts';
import { firstFile, type SiteSource } from '../site.ts';
import { transformPage } from '../transform-page.ts';
import { escaped } from './escaped.ts';
import type { FirstScreens } from './first-screens.tsx';
import { openGraph } from './open-graph.ts';
import { OPENING_PICTURE, openingPicture } from './previews.ts';

/**
 * Writes the opening and the first question of the first survey into the page, in its language of reference: both are there before
 * any code. They are drawn by the components that take them over. Where the address of the site is known, networks that are given it
 * find what to show.
 */
export function prerender(source: SiteSource, origin: string | undefined): Plugin {
  return transformPage('prerender', async (html, config) => {
    // The desk's page has no place for them.
    if (!html.includes('<!--opening-->')) return html;
    const site = await source.read();
    const file = firstFile(site);
    const asked = site.surveys.get(file.id)?.presentation.words?.question;
    const { language, title, why, oldBrowser, opening, question } = await render(file, asked, config);
    return html
      .replace('<!--old-browser-->', () => oldBrowser)
      .replace('<!--opening-->', () => opening)
      .replace('<!--first-question-->', () => question)
      .replace(
        '</head>',
        (end) => `${origin === undefined ? '' : `${ofSite(file, language, source.path, origin)}\n`}${end}`,
      )
      .replace(/(?<=<html lang=")[a-z]+"/, () => `${language}"${directionOf(language) === 'rtl' ? ' dir="rtl"' : ''}`)
      .replace(/(?<=<title>)[^<]*/, () => escaped(title))
      .replace(/(?<=<meta name="description" content=")[^"]*/, () => escaped(why));
  });
}

/** The components as they are now, with the class names of the app. */
async function render(
  file: SurveyFile,
  asked: LocalText | undefined,
  { root, css, oxc, mode }: ResolvedConfig,
): Promise<FirstScreens> {
  const { module } = await runnerImport<typeof import('./first-screens.tsx')>(
    '/src/build/prerender/first-screens.tsx',
    // Started like the page's own, or Vite's styles would have nowhere to keep their names.
    { root, css, oxc, mode, logLevel: 'warn', server: { perEnvironmentStartEndDuringDev: true } },
  );
  return module.renderFirstScreens(file, asked);
}

function ofSite(file: SurveyFile, language: string, folder: string, origin: string): string {
  const say = (text: Readonly<Record<string, string>> | undefined) =>
    escaped(typeset(text?.[language] ?? '', language));
  return openGraph({
    language,
    site: say(file.typology?.title ?? file.title),
    title: say(file.title),
    sentence: say(file.opening.why),
    address: `${origin}/`,
    image: openingPicture(folder, file.id) && `${origin}/${OPENING_PICTURE}`,
  });
}
