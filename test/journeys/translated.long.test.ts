import type { Page } from 'playwright';
import { expect, test, vi } from 'vitest';
import { sharedJourney } from '../support/journeys.ts';
import { jumpTo, respondent } from '../support/respondent.ts';
import { publicationOfPeople } from '../support/season.ts';
import { builtSurvey, readPublic, study } from '../support/surveys.ts';
import { wholeAnswers } from '../support/whole-answers.ts';
import { wholeBlock } from '../support/whole-block.ts';

const EXAMPLE = builtSurvey(readPublic('exemple-benevolat/1.json'));
const CONTROLS = ':is(form[data-question] :is(input, select, textarea), main[data-screen="results"] [type="radio"])';
/** The mark of the translation; a code and a minute, which may be others on each page. */
const OTHERS = /\u200b|[\dA-Z]{4}-[\dA-Z]{4}-\S*|[\dA-Z*~$=]{4}( [\dA-Z*~$=]{4,}){3,}|\d?\d:\d\d/g;
const journey = sharedJourney({}, { hasWorker: false });

test.each([EXAMPLE, study.survey])(
  '$id, results and a shared tablet say the same at each tap, whether the browser translates them or not',
  async ({ id: survey }) => {
    const { both, tap, give, compare } = await twoReaders(`/?s=${survey}`);
    await compare('opening');
    await tap('.begin');
    for (let asked = await both(questionOn); asked; asked = await both(questionOn)) {
      for (let at = 0; await give(at, '9'.repeat(15)); at++) await compare(`${asked}, ${at}`);
      await tap('form button[type="submit"]');
      await compare(`${asked}, sent`);
      if ((await both(questionOn)) === asked) await give(0, '3');
      await tap(`form[data-question="${asked}"] button[type="submit"]`);
    }
    await tap('main[data-screen="check"] button.primary');
    await both((page) => page.locator('[data-delivery="received"]').waitFor());
    await compare('card');
    const rows = await journey.endpoint.rows(survey);
    expect(rows.map(({ readBy }) => readBy).toSorted()).toEqual([null, 'translated']);
    for (const screen of ['about', 'receipt', 'rescue', 'nowhere', 'check']) {
      await both((page) => jumpTo(page, `#/${screen}`, 'main h1'));
      await compare(screen);
    }
    const json = publicationOfPeople(study.survey, { commune: 420, departement: 95, region: 40 });
    await both((page) => page.route('**/api/results/*', (route) => route.fulfill({ json })));
    await both((page) => page.goto(`${journey.network.url}/#/results`));
    for (const block of ['page.profiles', 'initial-budget-investment', 'page.method']) {
      await both((page) => jumpTo(page, `#/results/${block}`, wholeBlock(block)));
      for (let at = 0; await give(at); at++) await compare(`${block}, ${at}`);
    }
    await both((page) => page.goto(`${journey.network.url}/?s=${EXAMPLE.id}&mode=field&c=salon`));
    for (const name of ['Nouvelle réponse', 'Commencer quand même']) {
      await both((page) => page.getByRole('button', { name }).waitFor());
      await compare(`before ${name}`);
      await both((page) => page.getByRole('button', { name }).click());
    }
    await both((page) => respondent(page, EXAMPLE, wholeAnswers(EXAMPLE)).complete('received'));
    await compare('card on a tablet');
    await tap('main[data-screen="card"] a[href="#/field"]');
    await both((page) => page.getByRole('button', { name: 'Nouvelle réponse' }).waitFor());
    await compare('day with one');
  },
  900_000,
);

/** Opens an address twice, the second time through a translation. Each act is done in both, and returns what it returns in the first. */
async function twoReaders(at: string) {
  const visits = [await journey.openVisit({ at }), await journey.openVisit({ at, before: translatePage })] as const;
  const both = async <T>(act: (page: Page) => Promise<T>) =>
    (await Promise.all([act(visits[0].page), act(visits[1].page)]))[0];
  const linesOf = async (page: Page) => {
    const [text = ''] = await page.locator('body').allInnerTexts();
    return text.replace(OTHERS, '').split(/\s*\n\s*/);
  };
  await both((page) => page.locator('html[data-ready] section p[role="status"]').waitFor({ state: 'attached' }));
  return {
    both,
    tap: (at: string) => both((page) => page.locator(at).evaluateAll((all: HTMLElement[]) => all.at(-1)?.click())),
    give: (at: number, typed = '') => both((page) => page.locator(CONTROLS).evaluateAll(use, { at, typed })),
    async compare(state: string) {
      await both((page) => page.locator('.loading, [data-save="saving"]').waitFor({ state: 'detached' }));
      await vi.waitFor(async () => expect(await linesOf(visits[1].page), state).toEqual(await linesOf(visits[0].page)));
    },
  };
}

async function questionOn(page: Page): Promise<string | undefined> {
  await page.locator(`${CONTROLS}, main[data-screen="check"] h1`).first().waitFor();
  return page.evaluate(() => document.querySelector<HTMLElement>('form[data-question]')?.dataset.question);
}

/** Runs in the page: gives something to a control; false after the last one. */
function use(controls: Element[], { at, typed }: { readonly at: number; readonly typed: string }): boolean {
  const control = controls[at];
  if (control instanceof HTMLInputElement && control.type !== 'text') control.click();
  else if (control) Object.assign(control, control.matches('select') ? { selectedIndex: 1 } : { value: typed });
  for (const type of ['input', 'change']) control?.dispatchEvent(new Event(type, { bubbles: true }));
  return control !== undefined;
}

/**
 * Runs in a page before its scripts, and does to its texts what Chrome's translation does: `<font>` with the translation, here a mark,
 * takes the place of each text node, and what the page writes later is translated in a later task.
 */
function translatePage(): void {
  const untranslated =
    "//body//text()[normalize-space()][not(ancestor::*[contains(' font script style svg textarea ', concat(' ', local-name(), ' '))])]";
  const translate = () => {
    const texts = document.evaluate(untranslated, document, null, XPathResult.ORDERED_NODE_SNAPSHOT_TYPE);
    for (let at = 0; at < texts.snapshotLength; at++) {
      const text = texts.snapshotItem(at) as Text;
      const font = document.createElement('font');
      font.appendChild(document.createElement('font')).append('\u200b', text.data);
      // Chrome may do either.
      if (text.data.length % 2) text.replaceWith(font);
      else text.before(font);
      text.remove();
    }
  };
  const all = { childList: true, characterData: true, subtree: true };
  new MutationObserver(() => setTimeout(translate)).observe(document, all);
}
