import type { Plugin } from 'vite';
import { firstFile, type SiteSource } from '../site.ts';
import { openingHtml, wordsOf } from './opening-html.ts';
import { firstQuestionHtml } from './question-html.ts';

/** Writes the opening and the first question of the first survey into the page, in its language of reference: both are there before any code. */
export function staticOpening(source: SiteSource): Plugin {
  return {
    name: 'static-opening',
    transformIndexHtml: {
      order: 'pre',
      async handler(html) {
        const file = firstFile(await source.read());
        const [language = 'fr'] = file.languages;
        return html
          .replace('<!--opening-->', () => openingHtml(file))
          .replace('<!--first-question-->', () => firstQuestionHtml(file))
          .replace(/(?<=<html lang=")[a-z]+/, language)
          .replace(/(?<=<title>)[^<]*/, () => wordsOf(file, file.title))
          .replace(/(?<=<meta name="description" content=")[^"]*/, () => wordsOf(file, file.opening.why));
      },
    },
  };
}
