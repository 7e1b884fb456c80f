import type { Page } from 'playwright';
import { beforeEach, expect, test } from 'vitest';
import type { QuestionDraft, SurveyDraft } from '../../src/authoring/edits/edit.ts';
import { newId } from '../endpoint/publishing/garden.ts';
import { accessibilityFaults } from '../support/accessibility.ts';
import { ask, putFiles, TOKEN } from '../support/ask.ts';
import { enterDesk } from '../support/desk-visit.ts';
import { sharedJourney } from '../support/journeys.ts';
import { longTest } from '../support/long.ts';
import { NOTICE } from '../support/notice.ts';

const journey = sharedJourney({ SURVEYS_DIR: '' }, { hasWorker: false });
let survey: string;
beforeEach(copyExample);
/** That of the survey of this test. */
const path = () => `${journey.network.url}/api/organiser/surveys/${survey}`;
const headers = { Authorization: `Bearer ${TOKEN}`, 'Content-Type': 'application/json' };

/** The draft as the service keeps it. */
async function stored(): Promise<SurveyDraft> {
  return await (await fetch(`${path()}/files/1.json?of=draft`, { headers })).json();
}
async function storedQuestion(id: string): Promise<QuestionDraft | undefined> {
  return (await stored()).sections.flatMap(({ questions }) => questions).find((one) => one.id === id);
}
async function labels(id: string): Promise<readonly (string | undefined)[]> {
  const asked = await storedQuestion(id);
  return asked && 'options' in asked ? asked.options.map(({ label }) => label.fr) : [];
}

/** Copies an example, in French alone: what is added in it is whole at once. */
async function copyExample(): Promise<void> {
  survey = newId();
  const body = JSON.stringify({ from: 'example', id: 'exemple-benevolat' });
  let { version } = (await (await fetch(`${path()}/copy`, { method: 'POST', headers, body })).json()).survey;
  for (const file of ['1.json', 'presentation.json', 'results.json']) {
    const json = await (await fetch(`${path()}/files/${file}?of=draft`, { headers })).json();
    const french = JSON.stringify(json, (key, node) =>
      key === 'languages'
        ? ['fr']
        : key === 'translations'
          ? undefined
          : typeof node?.fr === 'string'
            ? { fr: node.fr }
            : node,
    );
    const init = { method: 'PUT', headers: { ...headers, 'If-Match': `"${version}"` }, body: french };
    ({ version } = (await (await fetch(`${path()}/draft/${file}`, init)).json()).survey);
  }
}

async function openQuestion(page: Page, question: string): Promise<void> {
  await page.goto(`${journey.network.url}/organisateur#/survey?s=${survey}&part=questions&q=${question}`);
  await page.locator('.editor h2').waitFor();
}

test('a question is changed beside the phone that shows it, and every step is undone', async () => {
  const { page } = await journey.openVisit({ viewport: { width: 1366, height: 900 } });
  await enterDesk(page, journey.network.url);
  const before = await stored();
  const shown = page.frameLocator('.phone iframe').locator('main');
  const button = (name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' });
  const entry = (place: number) => page.locator('.entries li > input').nth(place);

  await openQuestion(page, 'employees');
  await shown.getByText('Oui', { exact: true }).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  // Another kind keeps the options. What reads the answer still can.
  await page.locator('[name="kind"]').selectOption('multiple');
  await expect.poll(async () => (await storedQuestion('employees'))?.kind).toBe('multiple');
  // Two more options, by Enter in the one before.
  await entry(1).press('Enter');
  await expect.poll(() => entry(2).evaluate((field) => field === document.activeElement)).toBe(true);
  await entry(2).fill('Seulement l’été');
  await entry(2).press('Enter');
  await entry(3).fill('Bientôt');
  // In the order of the keys: last to first, which is announced.
  for (const rank of [3, 2, 1]) {
    await page.keyboard.press('Alt+ArrowUp');
    await page.getByText(`Rang ${rank} sur 4`).waitFor();
  }
  await expect.poll(() => labels('employees')).toEqual(['Bientôt', 'Oui', 'Non', 'Seulement l’été']);
  await shown.getByText('Bientôt').waitFor();
  // Back by a pointer: the first is dropped on the third.
  await page.locator('.entries .handle').nth(0).dragTo(page.locator('.entries .handle').nth(2));
  await expect.poll(() => labels('employees')).toEqual(['Oui', 'Non', 'Bientôt', 'Seulement l’été']);

  // What reads an option is said before it goes.
  await button('Retirer Oui').click();
  await page.getByText('Question 4 : sa condition').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await button('Ne rien faire').click();
  expect(await labels('employees')).toContain('Oui');

  // A condition, from lists, with its sentence.
  await openQuestion(page, 'welcome');
  await button('Ajouter une condition').click();
  await page.locator('.condition select').nth(0).selectOption('employees');
  await page.locator('.condition select').nth(2).selectOption({ label: 'Bientôt' });
  await page.getByText('Seulement si vous avez répondu « Bientôt » à la question').waitFor();
  await button('+ ou').click();
  await expect
    .poll(async () => (await storedQuestion('welcome'))?.showIf)
    .toMatchObject({ any: [{ item: 'employees' }, {}] });

  // A value that cannot be taken stays on screen, with the reason.
  await page.locator('[name="max"]').fill('99');
  await page.locator('[name="max"]').blur();
  await page.locator('.editor .fields .fault').waitFor();
  expect(await page.locator('[name="max"]').inputValue()).toBe('99');
  await button(/^Mettre \d$/).click();
  await expect.poll(() => page.locator('[name="max"]').inputValue()).toMatch(/^\d$/);

  // Levels that another question has are named before they are changed.
  await openQuestion(page, 'tasks');
  await button('Dupliquer').click();
  await page.getByText(/^Ces niveaux servent aussi à d’autres questions/).waitFor();

  // Every step back, by its name, and one forward.
  await button('Annuler : question dupliquée').click();
  let steps = 1;
  for (; await button(/^Annuler : /).count(); steps++) await button(/^Annuler : /).click();
  expect(steps).toBeGreaterThan(10);
  await expect.poll(stored).toEqual(before);
  await button(/^Rétablir : sorte changée/).click();
  await expect.poll(async () => (await storedQuestion('employees'))?.kind).toBe('multiple');
});

longTest(
  'questions change places in their list: by keys, by arrows, and under a finger that holds a handle',
  async () => {
    const { page } = await journey.openVisit({ viewport: { width: 390, height: 844 } });
    await enterDesk(page, journey.network.url);
    await page.goto(`${journey.network.url}/organisateur#/survey?s=${survey}&part=questions`);
    const ids = async () => (await stored()).sections.flatMap(({ questions }) => questions.map(({ id }) => id));
    const line = (place: number) => page.locator('.question-list li').nth(place);
    await line(0).waitFor();
    const [first = '', second = '', third = '', ...others] = await ids();

    await line(0).getByRole('link').focus();
    await page.keyboard.press('Alt+ArrowDown');
    await page.getByRole('status').filter({ hasText: 'Rang 2 sur' }).waitFor();
    await expect
      .poll(() =>
        line(1)
          .getByRole('link')
          .evaluate((one) => one === document.activeElement),
      )
      .toBe(true);
    await expect.poll(ids).toEqual([second, first, third, ...others]);
    await line(1).getByRole('button', { name: 'Monter Question 2' }).click();
    await expect.poll(ids).toEqual([first, second, third, ...others]);

    const from = await line(0).locator('.handle').boundingBox();
    const to = await line(2).boundingBox();
    const x = (from?.x ?? 0) + 10;
    const finger = await page.context().newCDPSession(page);
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...ys: readonly number[]) =>
      finger.send('Input.dispatchTouchEvent', { type, touchPoints: ys.map((y) => ({ x, y })) });
    const [start, end] = [(from?.y ?? 0) + 10, (to?.y ?? 0) + (to?.height ?? 0) / 2];
    await touch('touchStart', start);
    for (const part of [0.3, 0.6, 1]) await touch('touchMove', start + part * (end - start));
    await page.locator('[data-drop]').waitFor();
    await touch('touchEnd');
    await expect.poll(ids).toEqual([second, third, first, ...others]);
    expect(await accessibilityFaults(page)).toEqual([]);
  },
);

test('of two people on one question the second gets a message, and what they wrote stays on screen', async () => {
  const { page } = await journey.openVisit({ viewport: { width: 390, height: 844 } });
  await enterDesk(page, journey.network.url);
  await page.goto(`${journey.network.url}/organisateur#/survey?s=${survey}&part=questions`);
  // On a phone the list comes first, and leads to a question and back.
  await page.getByRole('link', { name: /emploie-t-elle/ }).click();
  const field = page.locator('.editor textarea[name="text"]');
  await field.waitFor();
  expect(await page.locator('.question-list').isVisible()).toBe(false);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  expect(await accessibilityFaults(page)).toEqual([]);
  const { page: other } = await journey.openVisit();
  await enterDesk(other, journey.network.url);
  await openQuestion(other, 'employees');
  await other.locator('.editor textarea[name="text"]').fill('Leur question ?');
  await other.locator('.editor textarea[name="text"]').blur();
  await expect.poll(async () => (await storedQuestion('employees'))?.text.fr).toBe('Leur question ?');

  await field.fill('Ma question ?');
  await field.blur();
  await page.getByText('Quelqu’un d’autre vient de modifier cette enquête.').waitFor();
  expect(await field.inputValue()).toBe('Ma question ?');
  expect((await storedQuestion('employees'))?.text.fr).toBe('Leur question ?');
});

longTest('what is published is not undone any more: the next revision says so, and stays as it is', async () => {
  const { url } = journey.network;
  const { page } = await journey.openVisit();
  await enterDesk(page, url);
  await openQuestion(page, 'employees');
  await page.locator('.editor textarea[name="text"]').fill('Notre question ?');
  await page.locator('.editor textarea[name="text"]').blur();
  await expect.poll(async () => (await storedQuestion('employees'))?.text.fr).toBe('Notre question ?');
  await page.goto(`${url}/organisateur#/surveys`);
  const bytesOf = (json: object) => new TextEncoder().encode(JSON.stringify(json));
  const french = JSON.parse(JSON.stringify(NOTICE), (_, node) => (node?.fr ? { fr: node.fr } : node));
  const version = (await ask(url, `surveys/${survey}/report`)).etag;
  const ready = await putFiles(url, survey, new Map([['notice.json', bytesOf(french)]]), { version });
  const revision = { ...(await stored()), revision: 2 };
  const published = await ask(url, `surveys/${survey}/publish`, {}, { version: ready });
  expect([published.status, published.text]).toEqual([200, expect.anything()]);
  await putFiles(url, survey, new Map([['2.json', bytesOf(revision)]]), { version: published.etag });
  await openQuestion(page, 'employees');
  await page.getByRole('button', { name: /^Annuler : / }).click();
  await page.getByText('Cela est publié, et ne s’annule plus').waitFor();
  expect(await page.locator('.editor textarea[name="text"]').inputValue()).toBe('Notre question ?');
});
