import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterEach, expect, test } from 'vitest';
import type { Answers } from '../../src/core/survey/answers.ts';
import type { LocalText } from '../../src/core/survey/survey-parts.ts';
import { accessibilityFaults } from '../support/accessibility.ts';
import { sharedJourney } from '../support/journeys.ts';
import { onlyLong } from '../support/long.ts';
import { overprinted, printedPages } from '../support/printed-words.ts';
import { ENGLISH, FRENCH, jumpTo, respondent } from '../support/respondent.ts';
import { builtSurvey, readPublic, study } from '../support/surveys.ts';
import { wholeAnswers } from '../support/whole-answers.ts';
import { keptInPage } from './kept-in-page.ts';

const SPOKEN = {
  fr: { ...FRENCH, title: 'Copie de mes réponses', unasked: 'Question non posée', none: 'Sans réponse' },
  en: { ...ENGLISH, title: 'Copy of my answers', unasked: 'Question not asked', none: 'No answer' },
  ar: {
    ...ENGLISH,
    begin: 'بدء',
    finish: 'إنهاء',
    title: 'نسخة من إجاباتي',
    unasked: 'لم يُطرح السؤال',
    none: 'دون إجابة',
  },
} as const;
type Language = keyof typeof SPOKEN;

const example = builtSurvey(readPublic('exemple-benevolat/1.json'));
const MARKUP = 'Jeux <b>de société</b> & échecs';
/** Without employees no one is asked who coordinates. A row is blank, and so is the comment. */
const ANSWERS: Answers = {
  field: 'other',
  'field-other': MARKUP,
  volunteers: 40,
  employees: 'no',
  decisions: 'teams',
  'task-events': 'several',
  'task-accounts': 'one',
  'task-news': 'several',
  welcome: ['meeting', 'buddy'],
};
const journey = sharedJourney({}, { hasWorker: false });
afterEach(() => journey.network.fail('ok'));

test.each(['fr', 'ar', ...onlyLong(['en'] as const)] as const)(
  'a copy in %s has each question with its answer in words, on one sheet, and nothing is stored or requested',
  async (language) => {
    const { title } = SPOKEN[language];
    const page = await finished(example, ANSWERS, language);
    await page.locator('summary:has(#keep-title)').click();
    const row = page.getByRole('link', { name: title });
    await row.waitFor();
    // Fetched ahead, as late files are that an interview may need without a network.
    await page.waitForFunction(() => {
      const come = performance.getEntriesByType('resource').map(({ name }) => name);
      return ['copy-screen', 'qr'].every((part) => come.some((name) => name.includes(`/${part}-`)));
    });
    await journey.network.fail('down');
    const [, ...before] = await page.evaluate(keptInPage);
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await row.click();
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
    expect(await rowsOf(page)).toEqual(expectedRows(language));
    expect(await accessibilityFaults(page)).toEqual([]);

    const path = join(journey.folder, 'copy.pdf');
    const sheets = printedPages(await page.pdf({ path, preferCSSPageSize: true, tagged: true, outline: true }));
    expect(sheets).toHaveLength(1);
    expectWhole(sheets);
    const structure = execFileSync('pdfinfo', ['-struct', path], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    expect(structure.match(/\bH[12]\b/g)).toEqual(['H1', 'H2', 'H2', 'H2']);
    expect(structure.match(/\bTH\b/g)).toHaveLength(16);

    const download = page.waitForEvent('download');
    await page.locator('main button').last().click();
    const file = await (await download).path();
    expect(await readFile(file, 'utf8')).not.toMatch(/<script|<link|<img|(?:src|href)=|url\(/);
    expect(asked.filter((url) => !url.startsWith('blob:'))).toEqual([]);
    expect((await page.evaluate(keptInPage)).slice(1)).toEqual(before);
    const reader = await page.context().newPage();
    await reader.setContent(await readFile(file, 'utf8'));
    expect(await rowsOf(reader)).toEqual(expectedRows(language));
    expect(await reader.locator('html').getAttribute('dir')).toBe(language === 'ar' ? 'rtl' : 'ltr');
    expect(printedPages(await reader.pdf({ preferCSSPageSize: true }))).toHaveLength(1);
  },
);

test('a copy of the study takes four sheets, with 4 000 letters of comment too', async () => {
  const comment = 'Former, former, puis former encore les agents. '.repeat(85).trim();
  const page = await finished(study.survey, wholeAnswers(study.survey, { 'free-comment': comment }), 'fr');
  await jumpTo(page, '#/card/copy', 'article table');
  expect((await rowsOf(page)).flat().map((text) => text.replace(/\n.*/s, ''))).toContain(comment);
  const sheets = printedPages(await page.pdf({ preferCSSPageSize: true }));
  expect(sheets.length).toBeLessThanOrEqual(4);
  // No title is the last on its sheet: titles are larger than text.
  const lastOf = (sheet: (typeof sheets)[number]) => sheet.toSorted((one, other) => other.bottom - one.bottom)[0];
  for (const sheet of sheets.map(lastOf)) expect((sheet?.bottom ?? 0) - (sheet?.top ?? 0)).toBeLessThan(15);
  expectWhole(sheets);
});

test('once the card is left, a copy is said to be gone; in a survey without copies nothing offers one', async () => {
  const page = await finished(example, ANSWERS, 'fr');
  await page.getByRole('link', { name: 'Quitter' }).click();
  await jumpTo(page, '#/card/copy', '[data-copy="gone"]');
  expect(await page.locator('article').count()).toBe(0);
  await page.reload();
  await page.locator('[data-copy="gone"]').waitFor();

  const without = await finished(example, ANSWERS, 'fr', (opened) =>
    opened.route('**/1.fr.json', async (route) =>
      route.fulfill({ json: { ...(await (await route.fetch()).json()), uncopied: true } }),
    ),
  );
  await without.locator('[data-receipt]').waitFor({ state: 'attached' });
  expect(await without.locator('a[href="#/card/copy"]').count()).toBe(0);
  await jumpTo(without, '#/card/copy', '[data-copy="off"]');
  await jumpTo(without, '#/');
  await without.getByText('ne propose pas de copie').waitFor();
});

async function finished(
  survey: typeof example,
  answers: Answers,
  language: Language,
  prepare: (page: Page) => Promise<unknown> = async () => {},
): Promise<Page> {
  const { page } = await journey.openVisit({ viewport: { width: 390, height: 844 } });
  await prepare(page);
  await page.goto(`${journey.network.url}/?s=${survey.id}&lang=${language}`);
  const someone = await respondent(page, survey, answers, { words: SPOKEN[language] }).begin();
  await someone.hurryOver();
  await someone.finish('received');
  return page;
}

/** Returns the rows of the copy, cell by cell, without the marks that set a text in its language. */
async function rowsOf(page: Page): Promise<readonly (readonly string[])[]> {
  const rows = await page
    .locator('article tbody tr')
    .evaluateAll((all) => all.map((row) => [...row.children].map((cell) => cell.textContent)));
  return rows.map((row) => row.map(plain));
}

function expectedRows(language: Language): readonly (readonly string[])[] {
  const { unasked, none } = SPOKEN[language];
  const of = (text: LocalText | undefined) => plain(text?.[language] ?? '');
  const asked = (id: string) => {
    const question = example.question.get(id);
    return `${question?.number}. ${of(question?.text)}`;
  };
  const label = (item: string, option: string) => of(example.questionOfItem.get(item)?.choice.get(option)?.label);
  const tasks = example.question.get('tasks');
  const [events, accounts, news, keys] = tasks?.kind === 'matrix' ? tasks.rows.map((row) => of(row.label)) : [];
  const volunteers = example.question.get('volunteers');
  const unit = volunteers?.kind === 'number' ? of(volunteers.unit) : '';
  return [
    [asked('field'), `${label('field', 'other')}\n${MARKUP}`],
    [asked('volunteers'), `40 ${unit}`],
    [asked('employees'), label('employees', 'no')],
    [asked('coordinator'), unasked],
    [asked('decisions'), label('decisions', 'teams')],
    [asked('tasks')],
    [events ?? '', label('task-events', 'several')],
    [accounts ?? '', label('task-accounts', 'one')],
    [news ?? '', label('task-news', 'several')],
    [keys ?? '', none],
    [asked('welcome'), `${label('welcome', 'meeting')}\n${label('welcome', 'buddy')}`],
    [asked('comment'), none],
  ];
}

function plain(text: string): string {
  return text
    .replace(/[\u2068\u2069]/g, '')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ (?=[?!:;])/g, '')
    .replaceAll('’', "'")
    .trim();
}

/** A printer may cut 5 mm off at each edge of an A4 sheet. */
function expectWhole(sheets: ReturnType<typeof printedPages>): void {
  const cut = (5 / 25.4) * 72;
  const lost = sheets.flat().filter((word) => {
    return word.left < cut || word.top < cut || word.right > 595 - cut || word.bottom > 842 - cut;
  });
  expect(lost).toEqual([]);
  // The marks that isolate a text take no room.
  const words = sheets.map((sheet) => sheet.filter(({ text }) => /[\p{L}\d]/u.test(text)));
  expect(overprinted(words)).toEqual([]);
}
