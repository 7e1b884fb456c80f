import { OWN } from '../core/own-paths.ts';
import { conformityOf } from '../dossier/conformity.ts';
import { grid } from '../words/compiled/dossier/grid.mjs';
import type { UiLanguage } from '../words/languages.ts';
import { WORDS } from './all-words.ts';

export type Conformity = ReturnType<typeof conformityOf>['state'];

/** Returns the state on a day like 2026-12-02: an audit is valid for three years. */
export function conformityOn(day: string): Conformity {
  return conformityOf(grid, day).state;
}

/**
 * Replaces the line of the release by the one that French law wants on every page. `query` names the survey whose declaration it leads
 * to; `undefined` where it is text: a page in a frame, or before a certificate is accepted, cannot lead there.
 */
export function withConformity(html: string, state: Conformity, ui: UiLanguage, query?: string): string {
  const text = WORDS[ui].page[`conformity.${state}`];
  const line = query === undefined ? text : `<a class="button quiet" href="${OWN.statement}${query}">${text}</a>`;
  return html.replace(/<footer.*?<\/footer>/s, () => `<footer class="aside" lang="${ui}">${line}</footer>`);
}
