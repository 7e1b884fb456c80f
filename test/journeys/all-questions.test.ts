import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import type { Answers } from '../../src/core/survey/answers.ts';
import type { Survey } from '../../src/core/survey/questionnaire.ts';
import { sharedJourney } from '../support/journeys.ts';
import { onlyLong } from '../support/long.ts';
import { overprinted, printedPages } from '../support/printed-words.ts';
import { jumpTo, respondent } from '../support/respondent.ts';
import { builtSurvey, readPublic, study } from '../support/surveys.ts';
import { wholeAnswers } from '../support/whole-answers.ts';

const SURVEYS = { example: builtSurvey(readPublic('exemple-benevolat/1.json')), study: study.survey };
const { example } = SURVEYS;
const journey = sharedJourney();
const LINK = 'Lire toutes les questions';
/** What a printer or a guillotine may take of an edge: 5 mm, in points; and the sides of a sheet. */
const CUT = 14.2;
const A4 = { width: 595, height: 842 };

test.each([
  ['example', 'fr', 2, 'exemple-benevolat · révision 1'],
  ...onlyLong([['example', 'ar', 2, 'exemple-benevolat']] as const),
  ['study', 'en', 8, 'numerique-territorial · revision 3'],
] as const)(
  'the form on paper of the %s in %s has %i pages at most, and its revision on each',
  async (name, lang, most, foot) => {
    const survey = SURVEYS[name];
    const { page } = await journey.openVisit({ at: `/?s=${survey.id}&lang=${lang}#/questions` });
    await page.locator('.sheet').waitFor();
    const pages = printedPages(await page.pdf({ preferCSSPageSize: true, printBackground: false }));
    expect(pages.length).toBeLessThanOrEqual(most);
    const textOf = (words: (typeof pages)[number]) => words.map(({ text }) => text).join(' ');
    for (const words of pages) expect(textOf(words)).toContain(foot);
    // Every question is there, of each section, though all but one were folded: a point is in each heading, and at each foot.
    const points = pages.flat().filter(({ text }) => text === '·');
    expect(points.length).toBeGreaterThanOrEqual(survey.questions.length + pages.length);
    // The marks that isolate a name from the other direction have no width.
    expect(overprinted(pages.map((words) => words.filter(({ text }) => /[\p{L}\p{N}]/u.test(text))))).toEqual([]);
    const isCut = ({ left, right, top, bottom }: (typeof pages)[number][number]) =>
      Math.min(left, top, A4.width - right, A4.height - bottom) < CUT;
    expect(pages.flat().filter(isCut)).toEqual([]);
  },
);

test.each([
  ['example', 0],
  ['study', 1],
  ...onlyLong([
    ['example', 1],
    ['study', 0],
  ] as const),
] as const)(
  'who follows the words of the %s on paper, ticking answer %i, is asked what the interview asks',
  async (name, choice) => {
    const survey = SURVEYS[name];
    const { page } = await journey.openVisit({ at: `/?s=${survey.id}&lang=fr#/questions` });
    await page.locator('.sheet').waitFor();
    const { filled, answers } = await fillByItsWords(page, survey, choice);
    expect(filled.length).toBeGreaterThan(6);
    await jumpTo(page, '#/', 'main[data-screen="opening"]');
    const person = await respondent(page, survey, answers).begin();
    await page.evaluate(noteQuestions);
    await person.hurryTo();
    const asked: readonly string[] = await page.evaluate(() => Reflect.get(window, 'asked'));
    expect(asked.map((id) => survey.question.get(id)?.number)).toEqual(filled);
  },
);

test('all questions are one press from the opening and from the check, without a network, and nothing given is lost', async () => {
  const { page } = await journey.openVisit({ at: `/?s=${example.id}&lang=fr`, isReady: true });
  await journey.network.fail('down');
  await page.getByRole('link', { name: LINK }).click();
  await page.getByRole('heading', { name: 'Toutes les questions' }).waitFor();
  expect(await page.locator('main').textContent()).toMatch(/Seulement si vous avez répondu «\sOui\s» à la question 3/);
  await page.getByRole('link', { name: 'Retour' }).click();

  const person = await respondent(page, example, wholeAnswers(example)).begin();
  await person.hurryTo();
  // The answers are drawn after the screen.
  const answers = page.locator('main ol > li');
  await answers.nth(7).waitFor({ state: 'attached' });
  const before = await page.locator('main').textContent();
  await page.getByRole('link', { name: LINK }).click();
  await page.getByRole('heading', { name: 'Toutes les questions' }).waitFor();
  await page.getByRole('link', { name: 'Retour' }).click();
  await answers.nth(7).waitFor({ state: 'attached' });
  expect(await page.locator('main').textContent()).toBe(before);
  await person.finish('device');
  await journey.network.fail('ok');
});

/** Runs in the page: notes the questions that it shows from now on. */
function noteQuestions(): void {
  const asked = new Set<string>();
  const look = () => {
    const { question } = document.querySelector<HTMLElement>('form[data-question]')?.dataset ?? {};
    if (question) Reflect.set(window, 'asked', [...asked.add(question)]);
  };
  look();
  new MutationObserver(look).observe(document, { childList: true, subtree: true, attributes: true });
}

/** Reads the form as it is printed, and ticks one answer of each question, and of each row, that its words lead to. */
async function fillByItsWords(page: Page, survey: Survey, choice: number) {
  const form = await page.locator('.sheet ol.lines > li').evaluateAll((questions) =>
    questions.map((question) => ({
      number: Number.parseInt(question.querySelector('h3')?.textContent ?? '', 10),
      condition: question.querySelector('.caution')?.textContent ?? '',
      options: [...question.querySelectorAll('.options li')].map((option) => option.textContent),
      levels: [...question.querySelectorAll('thead th')].map((level) => level.textContent),
      rows: [...question.querySelectorAll('tbody th')].map((row) => /[\d.]+/.exec(row.textContent)?.[0] ?? ''),
    })),
  );
  const ticked = new Map<string, string>();
  const filled: number[] = [];
  const answers: Record<string, Answers[string]> = {};
  for (let number = 1; number <= form.length; number++) {
    const question = form[number - 1];
    const asked = survey.questions[number - 1];
    if (question?.number !== number || !asked) throw new Error(`no question ${number} on paper`);
    const [, wanted = '', place = ''] =
      /^Seulement si vous avez répondu «\s(.+?)\s» à la question ([\d.]+)$/.exec(question.condition) ?? [];
    expect(question.condition === '').toBe(place === '');
    if (place !== '' && !ticked.get(place)?.includes(wanted)) continue;
    filled.push(number);
    const option = question.options.at(choice);
    const level = question.levels.at(choice) ?? '';
    for (const row of question.rows) ticked.set(row, level);
    const id = asked.choices.at(choice)?.id ?? '';
    if (asked.kind === 'matrix') for (const row of asked.rows) answers[row.id] = id;
    if (asked.kind === 'single') answers[asked.id] = id;
    if (asked.kind !== 'single' || option === undefined) continue;
    ticked.set(`${number}`, option);
    const [, next] = /→ allez à (\d+)$/.exec(option) ?? [];
    if (next) number = Number(next) - 1;
  }
  return { filled, answers };
}
