import type { Page } from 'playwright';
import { type Served, serveFiles } from './serve-files.ts';

/** What an interview drew: the least that another page must do is put the same in the place of what was there. */
export interface Drawn {
  readonly style: string;
  readonly screens: readonly string[];
}

export function drawnIn(page: Page): Promise<string> {
  return page.evaluate(() => document.querySelector('#app')?.innerHTML ?? '');
}

export function styleOf(page: Page): Promise<string> {
  return page.evaluate(() =>
    [...document.styleSheets].flatMap(({ cssRules }) => [...cssRules].map(({ cssText }) => cssText)).join('\n'),
  );
}

/** Serves these screens as a page by hand, which shows the next one at *Continuer* and keeps no answer. */
export function serveSwappedMarkup({ style, screens }: Drawn): Promise<Served> {
  const script = `
    const screens = JSON.parse(document.getElementById('screens').textContent);
    const app = document.getElementById('app');
    let at = 0;
    const show = () => {
      app.innerHTML = screens[at];
      scrollTo(0, 0);
      app.querySelector('h1')?.focus({ preventScroll: true });
    };
    app.addEventListener('submit', (event) => {
      event.preventDefault();
      at += 1;
      show();
    });
    const opening = indexedDB.open('floor');
    opening.onupgradeneeded = () => opening.result.createObjectStore('drafts');
    app.addEventListener('change', () => {
      opening.result.transaction('drafts', 'readwrite').objectStore('drafts').put(0, 0);
    });
    show();`;
  const data = JSON.stringify(screens).replaceAll('<', '\\u003c');
  const page = `<!doctype html>
<html lang="fr">
  <head>
    <meta charset="utf-8">
    <title>Floor</title>
    <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
    <link rel="icon" href="data:,">
    <style>${style}</style>
    <script type="application/json" id="screens">${data}</script>
  </head>
  <body><div id="app"></div><script type="module">${script}</script></body>
</html>`;
  return serveFiles(new Map([['/', page]]));
}
