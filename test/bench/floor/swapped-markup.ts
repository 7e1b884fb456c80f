import { readFileSync } from 'node:fs';
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
  const data = JSON.stringify(screens).replaceAll('<', '\\u003c');
  const page = readFileSync('test/bench/floor/swapped.html', 'utf8')
    .replace('/* STYLE */', () => style)
    .replace('"SCREENS"', () => data);
  return serveFiles(new Map([['/', page]]));
}
