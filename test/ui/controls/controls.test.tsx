import { render } from 'preact';
import { useState } from 'preact/hooks';
import { describe, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { Answers } from '../../../src/core/survey/answers.ts';
import { type Question, toSurvey, withAreas } from '../../../src/core/survey/questionnaire.ts';
import { type Change, TITLE_ID } from '../../../src/ui/controls/control-props.ts';
import { LaterControl } from '../../../src/ui/controls/later-controls.tsx';
import { SingleChoice } from '../../../src/ui/controls/single-choice.tsx';
import { wordsIn } from '../../../src/ui/words/words.ts';
import { words as fr } from '../../../src/words/compiled/respondent/fr/first.mjs';
import { STUDY_FILE } from '../../support/surveys-in-browser.ts';
import { drawingRoot } from '../drawing-root.ts';

const areas = [
  ['21', "Côte-d'Or"],
  ['22', "Côtes-d'Armor"],
  ['2A', 'Corse-du-Sud'],
] as const;
const survey = toSurvey(withAreas(STUDY_FILE, () => areas));
const root = drawingRoot();

/** Shows one control with answers that change as given; returns how to read them. */
function show(id: string, first: Answers = {}): () => Answers {
  const question = survey.question.get(id);
  if (!question) throw new Error(`no question ${id}`);
  let given = first;
  function Held({ question }: { readonly question: Question }) {
    const [answers, setAnswers] = useState<Answers>(first);
    given = answers;
    const props = {
      answers,
      words: wordsIn('fr', fr),
      describedBy: undefined,
      invalid: false,
      onAnswer: (item: string, change: Change) =>
        setAnswers(({ [item]: held, ...others }) => {
          const answer = change(held);
          return answer === undefined ? others : { ...others, [item]: answer };
        }),
    };
    return (
      <form>
        <h1 id={TITLE_ID}>{question.text.fr}</h1>
        {question.kind === 'single' ? (
          <SingleChoice question={question} {...props} />
        ) : (
          <LaterControl Single={SingleChoice} question={question} {...props} />
        )}
      </form>
    );
  }
  render(<Held question={question} />, root);
  return () => given;
}

describe('a territory', () => {
  test('is found by its words and taken with the keyboard', async () => {
    const answers = show('territory');
    await userEvent.fill(page.getByRole('combobox', { name: /Chercher/ }), 'cote');
    await vi.waitFor(() =>
      expect(document.getElementById('territory-found-1')?.textContent).toBe('22 · Côtes-d’Armor'),
    );
    await userEvent.keyboard('{ArrowDown}{ArrowDown}');
    const field = page.getByRole('combobox', { name: /Chercher/ });
    await expect.element(field).toHaveAttribute('aria-activedescendant', 'territory-found-1');
    await userEvent.keyboard('{ArrowUp}{Enter}');
    await vi.waitFor(() => expect(answers().territory).toBe('21'));
    await expect.element(field).toHaveValue('');
  });

  test('is chosen in the native list too, which holds the answer', async () => {
    const answers = show('territory');
    const list = root.querySelector<HTMLSelectElement>('select[name="territory"]');
    if (!list) throw new Error('no native list');
    await userEvent.selectOptions(list, '2A');
    await vi.waitFor(() => expect(answers()).toEqual({ territory: '2A' }));
    await userEvent.selectOptions(list, '');
    await vi.waitFor(() => expect(answers()).toEqual({}));
  });

  test('closes its list on Escape, and keeps the form where it is', async () => {
    show('territory');
    await userEvent.fill(page.getByRole('combobox', { name: /Chercher/ }), 'corse');
    await userEvent.keyboard('{Escape}');
    await expect.element(page.getByRole('combobox', { name: /Chercher/ })).toHaveAttribute('aria-expanded', 'false');
  });
});

describe('choices', () => {
  test('a single answer can be taken back, and the focus stays in the question', async () => {
    const answers = show('elected-digital-rep');
    await expect.element(page.getByRole('radio', { name: 'Oui' })).toBeVisible();
    expect(page.getByRole('button', { name: 'Effacer la réponse' }).query()).toBeNull();
    // Content below must not move from under a finger.
    const height = () => document.querySelector('div:has(> div > label > input)')?.clientHeight;
    const before = height();
    await userEvent.click(page.getByRole('radio', { name: 'Oui' }));
    await vi.waitFor(() => expect(answers()).toEqual({ 'elected-digital-rep': 'yes' }));
    await expect.element(page.getByRole('button', { name: 'Effacer la réponse' })).toBeVisible();
    expect(height()).toBe(before);
    await userEvent.click(page.getByRole('button', { name: 'Effacer la réponse' }));
    await vi.waitFor(() => expect(answers()).toEqual({}));
    expect(document.activeElement?.getAttribute('name')).toBe('elected-digital-rep');
  });

  test('boxes ticked before the page is drawn again are all kept', async () => {
    const answers = show('citizen-involvement-means');
    await expect.element(page.getByRole('checkbox', { name: 'Newsletter' })).toBeVisible();
    const boxes = [...root.querySelectorAll<HTMLInputElement>('[type="checkbox"]')].slice(0, 6);
    for (const box of boxes) box.click();
    const [first] = boxes;
    first?.click();
    const kept = boxes.slice(1).map((box) => box.value);
    await vi.waitFor(() => expect(answers()['citizen-involvement-means']).toEqual(kept));
    expect(boxes.filter((box) => box.checked).map((box) => box.value)).toEqual(kept);
  });

  test('choosing an exclusive option clears the others, and choosing another clears it', async () => {
    const answers = show('citizen-involvement-means');
    await userEvent.click(page.getByRole('checkbox', { name: 'Newsletter' }));
    await userEvent.click(page.getByRole('checkbox', { name: 'Aucun' }));
    await vi.waitFor(() => expect(answers()['citizen-involvement-means']).toEqual(['none']));
    await userEvent.click(page.getByRole('checkbox', { name: 'Newsletter' }));
    await vi.waitFor(() => expect(answers()['citizen-involvement-means']).toEqual(['newsletter']));
  });
});

describe('a matrix', () => {
  test('forces no layout while it is drawn for the first time', async () => {
    await page.viewport(390, 800);
    const measured = vi.spyOn(Element.prototype, 'getBoundingClientRect');
    const width = vi.spyOn(Element.prototype, 'clientWidth', 'get');
    show('development-axes');
    expect(root.querySelectorAll('fieldset')).toHaveLength(12);
    const asked = [measured, width].map((one) => one.mock.calls.length);
    for (const one of [measured, width]) one.mockRestore();
    expect(asked).toEqual([0, 0]);
  });

  test('on a phone unfolds a row whose answer a key clears', async () => {
    await page.viewport(390, 800);
    show('development-axes', { 'axis-open-data': 'in-progress' });
    const hidden = () => root.querySelectorAll('[data-row="axis-open-data"] label.unseen').length;
    expect(hidden()).toBe(4);
    root.querySelector<HTMLInputElement>('[name="axis-open-data"]')?.focus();
    await userEvent.keyboard('{Delete}');
    await vi.waitFor(() => expect(hidden()).toBe(0));
  });

  test.each([
    ['on a phone', 390],
    ['on a tablet', 1024],
  ])('%s names every radio by its row and level, and fills what is left', async (_, width) => {
    await page.viewport(width, 800);
    const answers = show('development-axes');
    const first = root.querySelector<HTMLInputElement>('input[name="axis-open-data"][value="in-progress"]');
    if (!first) throw new Error('no radio');
    await userEvent.click(first, { force: true });
    await vi.waitFor(() => expect(answers()).toEqual({ 'axis-open-data': 'in-progress' }));
    await userEvent.click(page.getByRole('button', { name: /11 lignes restantes/ }));
    await vi.waitFor(() => expect(Object.keys(answers())).toHaveLength(12));
    expect(answers()).toMatchObject({ 'axis-open-data': 'in-progress', 'axis-big-data': 'not-on-agenda' });
    await userEvent.click(page.getByRole('button', { name: 'Effacer la réponse : Big data' }));
    await vi.waitFor(() => expect(answers()['axis-big-data']).toBeUndefined());
    expect(document.activeElement?.getAttribute('name')).toBe('axis-big-data');
  });
});

test('a digit chooses the level of a row, Delete clears it, and a digit with a modifier is left to the browser', async () => {
  const answers = show('development-axes');
  root.querySelector<HTMLInputElement>('[name="axis-open-data"]')?.focus();
  await userEvent.keyboard('[Digit4]');
  await vi.waitFor(() => expect(answers()).toEqual({ 'axis-open-data': 'not-on-agenda' }));
  await userEvent.keyboard('{Control>}[Digit1]{/Control}[Digit9]');
  expect(document.activeElement?.getAttribute('value')).toBe('not-on-agenda');
  await userEvent.keyboard('[Digit2]');
  await vi.waitFor(() => expect(answers()).toEqual({ 'axis-open-data': 'in-progress' }));
  await userEvent.keyboard('{Delete}');
  await vi.waitFor(() => expect(answers()).toEqual({}));
});

test('filling the remaining rows keeps a row that was answered since they were drawn', async () => {
  const answers = show('development-axes');
  const fill = page.getByRole('button', { name: /12 lignes restantes/ });
  await expect.element(fill).toBeVisible();
  root.querySelector<HTMLInputElement>('[name="axis-open-data"][value="in-progress"]')?.click();
  fill.element().dispatchEvent(new MouseEvent('click', { bubbles: true }));
  await vi.waitFor(() => expect(Object.keys(answers())).toHaveLength(12));
  expect(answers()).toMatchObject({ 'axis-open-data': 'in-progress', 'axis-big-data': 'not-on-agenda' });
});

describe('a number', () => {
  test('is grouped as typed, and "je ne sais pas" takes its place', async () => {
    const answers = show('initial-budget-investment');
    const field = page.getByRole('textbox');
    await userEvent.click(field);
    await userEvent.keyboard('1250000');
    await expect.element(field).toHaveValue('1\u00a0250\u00a0000');
    await vi.waitFor(() => expect(answers()).toEqual({ 'initial-budget-investment': 1_250_000 }));
    await userEvent.click(page.getByRole('checkbox', { name: 'Je ne sais pas' }));
    await vi.waitFor(() => expect(answers()).toEqual({ 'initial-budget-investment': 'unknown' }));
    await expect.element(field).toHaveValue('');
    await userEvent.click(field);
    await userEvent.keyboard('75');
    await vi.waitFor(() => expect(answers()).toEqual({ 'initial-budget-investment': 75 }));
    await expect.element(field).toHaveValue('75');
  });
});

test('a comment may be published when its box is ticked, and not before', async () => {
  const answers = show('free-comment');
  const box = page.getByRole('checkbox', { name: 'J’accepte que ce commentaire soit publié' });
  await userEvent.fill(page.getByRole('textbox'), 'Une remarque.');
  await vi.waitFor(() => expect(answers()).toEqual({ 'free-comment': 'Une remarque.' }));
  await expect.element(box).not.toBeChecked();
  await userEvent.click(box);
  await vi.waitFor(() => expect(answers()['free-comment-consent']).toBe('yes'));
  await userEvent.click(box);
  await vi.waitFor(() => expect(answers()['free-comment-consent']).toBeUndefined());
});

test('options are in the order of the response, which a new id does not change while they are on screen', async () => {
  const question = survey.questions.find(({ kind }) => kind === 'single');
  if (question?.kind !== 'single') throw new Error('no single choice');
  const random: Question = { ...question, order: 'random' };
  const orderFor = (response: string | undefined) => {
    const props = { answers: {}, words: wordsIn('fr', fr), describedBy: undefined, invalid: false, onAnswer: vi.fn() };
    render(<LaterControl Single={SingleChoice} question={random} response={response} {...props} />, root);
    return [...root.querySelectorAll('input')].map(({ value }) => value);
  };
  const ofFile = question.choices.map(({ id }) => id);
  expect(orderFor(undefined)).toEqual(ofFile);
  expect(orderFor('6f1c')).toEqual(ofFile);
  render(null, root);
  const own = orderFor('6f1c');
  expect(own).not.toEqual(ofFile);
  expect(own.toSorted()).toEqual(ofFile.toSorted());
});
