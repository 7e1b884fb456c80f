import type { SurveyFile } from '../../core/survey/survey-file.ts';
import type { LocalText } from '../../core/survey/survey-parts.ts';
import { noticeLines } from '../../ui/screens/opening/notice-lines.ts';
import { en } from '../../ui/words/en/first.ts';
import { oldBrowserEn } from '../../ui/words/en/old-browser.ts';
import { fr } from '../../ui/words/fr/first.ts';
import { oldBrowserFr } from '../../ui/words/fr/old-browser.ts';
import { cardStrings } from '../../ui/words/later-words.ts';
import { typeset } from '../../ui/words/typeset.ts';

/** The same content and names as `Opening`, which takes its place without a move. A test compares the two. */
export function openingHtml(file: SurveyFile): string {
  const { opening, title } = file;
  const ui = file.languages[0] === 'en' ? { ...en, ...oldBrowserEn } : { ...fr, ...oldBrowserFr };
  const of = (text: LocalText) => wordsOf(file, text);
  const origin = opening.origin ? `<p class="origin">${of(opening.origin)}</p>` : '';
  const lines = file.notice ? noticeLines(file.notice, cardStrings(file.languages[0] ?? 'fr'), of) : undefined;
  const notice = lines
    ? `<details class="notice"><summary>${ui['notice.title']}</summary><dl>${lines.map(([name, text]) => `<dt>${name}</dt><dd>${text}</dd>`).join('')}</dl></details>`
    : `<p class="aside">${ui['opening.demonstration']}</p>`;
  return `<div class="page" data-screen="opening">
<header class="head"><a class="brand" href="#/">${MARK}${ui['app.name']}</a></header>
<main data-screen="opening"><p class="old">${ui['browser.old']}</p><noscript><wbr></noscript><div class="opening">
<p class="promise">${ui['opening.minutes'](opening.minutes)} · ${ui['opening.nameless']}</p>
<h1 tabindex="-1">${of(title)}</h1>
<p class="why">${of(opening.why)}</p>
<button type="button" class="primary begin">${ui['opening.begin']}</button>
<dl><dt>${ui['opening.who']}</dt><dd>${of(opening.who)}</dd><dt>${ui['opening.kept']}</dt><dd>${of(opening.kept)}</dd></dl>
${origin}
${notice}
</div></main></div>`;
}

export const MARK =
  '<svg viewBox="0 0 32 32" fill="none" stroke="currentColor" stroke-width="2.5" aria-hidden="true"><circle cx="16" cy="16" r="13.5"/><circle cx="16" cy="8.5" r="1.5"/><circle cx="23.1" cy="13.7" r="1.5"/><circle cx="20.4" cy="22.1" r="1.5"/><circle cx="11.6" cy="22.1" r="1.5"/><circle cx="8.9" cy="13.7" r="1.5"/></svg>';

/** Ready to stand in a document. */
export function wordsOf({ languages: [language = 'fr'] }: SurveyFile, text: LocalText): string {
  return escaped(typeset(text[language] ?? '', language));
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
