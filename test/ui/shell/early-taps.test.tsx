import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { ignoreSecondHalves } from '../../../src/ui/shell/double-tap.ts';
import { doEarlyTap, earlyAnswer, hasBegunEarly, rememberTaps } from '../../../src/ui/shell/early-taps.ts';
import { dayOf } from '../../../src/wire/day.ts';

const OPENING = `
  <div id="app">
    <h1 tabindex="-1">Une enquête</h1>
    <button type="button" lang="en">English</button>
    <a href="#/about">À propos</a>
    <button type="button" class="primary begin">Commencer</button>
  </div>`;
const QUESTION = `
  <form>
    <h1 tabindex="-1">Une question</h1>
    <a href="#/about">À propos</a>
    <label><input type="radio" name="kind" value="commune"> Commune</label>
    <button type="button">Continuer</button>
  </form>`;

const app = document.createElement('div');
document.body.append(app);
const tap = (name: string) => userEvent.click(page.getByRole('button', { name }));
const isOnQuestion = () => app.querySelector('form') !== null;

beforeAll(ignoreSecondHalves);
beforeEach(() => show(`<template id="first-question">${QUESTION}</template>`));
afterEach(() => {
  // The next click takes the listener away.
  doEarlyTap();
  document.body.click();
  document.documentElement.removeAttribute('data-ready');
  history.replaceState(null, '', '#');
});

test('Commencer shows the first question, with the focus on its heading', async () => {
  rememberTaps(true);
  await tap('Commencer');
  expect(isOnQuestion()).toBe(true);
  expect(document.activeElement).toBe(app.querySelector('h1'));
  expect(hasBegunEarly()).toBe(true);
  expect(app.querySelector('[aria-busy]')).toBeNull();
});

test('an answer chosen on it is the answer that the code finds', async () => {
  rememberTaps(true);
  await tap('Commencer');
  expect(earlyAnswer(app)).toBeNull();
  await userEvent.click(page.getByText('Commune'));
  expect(earlyAnswer(app)).toMatchObject({ name: 'kind', value: 'commune' });
});

describe('Commencer waits for the code', () => {
  test.each<[string, () => boolean]>([
    ['when the address asks for another survey or language', () => false],
    [
      'when the address names another screen',
      () => {
        history.replaceState(null, '', '#/receipt/CODE');
        return true;
      },
    ],
    [
      'on a survey that has closed',
      () => {
        show(`<template id="first-question" data-closed-from="${dayOf(new Date())}">${QUESTION}</template>`);
        return true;
      },
    ],
    [
      'when no question came with the page',
      () => {
        show('');
        return true;
      },
    ],
  ])('%s, and is done when it comes', async (_, prepare) => {
    rememberTaps(prepare());
    let times = 0;
    const begin = page.getByRole('button', { name: 'Commencer' }).element();
    begin.addEventListener('click', () => times++);
    await tap('Commencer');
    expect(isOnQuestion()).toBe(false);
    expect(begin.getAttribute('aria-busy')).toBe('true');
    times = 0;
    doEarlyTap();
    expect(times).toBe(1);
    expect(app.querySelector('[aria-busy]')).toBeNull();
  });

  test('but not on a survey that closes tomorrow', async () => {
    const tomorrow = dayOf(new Date(Date.now() + 36 * 3_600_000));
    show(`<template id="first-question" data-closed-from="${tomorrow}">${QUESTION}</template>`);
    rememberTaps(true);
    await tap('Commencer');
    expect(isOnQuestion()).toBe(true);
  });
});

test('another button of the opening begins nothing, and waits', async () => {
  rememberTaps(true);
  await tap('English');
  expect(isOnQuestion()).toBe(false);
  expect(hasBegunEarly()).toBe(false);
  expect(app.querySelector('[lang="en"]')?.getAttribute('aria-busy')).toBe('true');
});

test('of two taps that wait, the last is done', async () => {
  rememberTaps(false);
  await tap('English');
  await tap('Commencer');
  expect([...app.querySelectorAll('[aria-busy]')].map((one) => one.textContent)).toEqual(['Commencer']);
});

test('a link of the opening leads on at once; one of the first question waits, lest it leave an answer behind', async () => {
  rememberTaps(true);
  await userEvent.click(page.getByRole('link'));
  expect(location.hash).toBe('#/about');
  history.replaceState(null, '', '#');
  await tap('Commencer');
  await userEvent.click(page.getByRole('link'));
  expect(location.hash).toBe('');
  expect(app.querySelector('a')?.getAttribute('aria-busy')).toBe('true');
});

test('a tap on the line below the page, beside the first question, leads on once the code has come', async () => {
  const line = Object.assign(document.createElement('footer'), { innerHTML: '<a href="#/line">Accessibilité</a>' });
  document.body.append(line);
  rememberTaps(true);
  await tap('Commencer');
  await userEvent.click(page.getByRole('link', { name: 'Accessibilité' }));
  expect(location.hash).toBe('');
  doEarlyTap();
  expect(location.hash).toBe('#/line');
  line.remove();
});

test('the second half of a double tap on Commencer answers nothing', async () => {
  rememberTaps(true);
  const begin = page.getByRole('button', { name: 'Commencer' }).element();
  begin.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, detail: 1 }));
  const choice = app.querySelector('input');
  choice?.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, detail: 2 }));
  expect(choice?.checked).toBe(false);
  await userEvent.click(page.getByText('Commune'));
  expect(choice?.checked).toBe(true);
});

test('once the code has come, taps are left to it', async () => {
  rememberTaps(true);
  doEarlyTap();
  await tap('Commencer');
  expect(isOnQuestion()).toBe(false);
  expect(app.querySelector('[aria-busy]')).toBeNull();
});

/** As the page comes. */
function show(template: string): void {
  app.innerHTML = `${OPENING}${template}`;
}
