import type { CDPSession, Page } from 'playwright';
import { expect, test } from 'vitest';
import { randomFrom } from '../../src/core/answering/random-answers.ts';
import type { Answers } from '../../src/core/survey/answers.ts';
import type { Question } from '../../src/core/survey/questionnaire.ts';
import {
  afterActions,
  handsOn,
  heldIn,
  shownAnswers,
  takeActions,
  targetsIn,
  type UserAction,
  watchHands,
} from '../support/hurried-hands.ts';
import { freshJourney } from '../support/journeys.ts';
import { jumpTo, respondent } from '../support/respondent.ts';
import { study } from '../support/surveys.ts';

/** Other rounds at each run; more, or the same again: `BAROMETRE_SEED=11 npm run test:long hurried`. */
const ROUNDS = 500;
const SEED = Number(process.env.BAROMETRE_SEED ?? Date.now() % 1_000_000);
const SLOWDOWNS = [1, 6];
/** For all rounds, in milliseconds. */
const PATIENCE = 60_000 + ROUNDS * 1_500;
const KINDS: readonly Question['kind'][] = ['single', 'multiple', 'matrix', 'number', 'text', 'territory'];
const MEANS = 'citizen-involvement-means';
const SIX = ['website', 'newsletter', 'social-networks', 'direct-mail', 'public-meetings', 'hackathon'];

const journey = freshJourney({}, { hasWorker: false });

test.each(SLOWDOWNS)(
  'six boxes clicked in a row, on a processor %i times slower, are six boxes kept',
  async (slowdown) => {
    const held = await clickInARow(slowdown, SIX);
    expect(held.draft[MEANS]).toEqual(SIX);
    expect(held.marked[MEANS]).toEqual(SIX);
  },
);

test.each(SLOWDOWNS)('a box that an exclusive option has just cleared is ticked, at %i times', async (slowdown) => {
  const held = await clickInARow(slowdown, [...SIX, 'none', 'newsletter']);
  expect(held.draft[MEANS]).toEqual(['newsletter']);
  expect(held.marked[MEANS]).toEqual(['newsletter']);
});

test('a double click that clears a folded row leaves the tab alive, and the row open and empty', async () => {
  const { page, devtools } = await openInterview();
  await page.setViewportSize({ width: 412, height: 900 });
  await goTo(page, 'strategy-challenges');
  const rows = page.locator('fieldset[data-row]');
  await rows.first().locator('label').last().click();
  await heldIn(page);
  await goTo(page, MEANS);
  await goTo(page, 'strategy-challenges');
  const folded = (await rows.first().boundingBox())?.height ?? 0;
  const cross = await middleOf(rows.first().locator('button'));
  const hands = handsOn(devtools);
  hands.click(cross);
  hands.click(cross);
  await hands.rest();
  const held = await heldIn(page);
  expect(held.marked[(await rows.first().getAttribute('data-row')) ?? '']).toBeUndefined();
  // At its full height again: the levels are below its title.
  expect((await rows.first().boundingBox())?.height).toBeGreaterThan(folded + 20);
  expect(await rows.first().locator('label').first().isVisible()).toBe(true);
});

test(
  'fast hands answer what slow hands would, on any question, with a mouse, fingers and keys',
  async () => {
    const { page, devtools } = await openInterview();
    const random = randomFrom(SEED);
    let answers: Answers = (await heldIn(page)).draft;
    const actions: UserAction[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const kind = KINDS[round % KINDS.length];
      const question = pick(
        random,
        study.survey.questions.filter((one) => one.kind === kind),
      );
      const how = {
        slowdown: pick(random, [1, 6]),
        width: pick(random, [412, 1024]),
        on: pick(random, ['box', 'words'] as const),
        // A tap on a native list opens it over the page, where no hand of a test reaches.
        hand: kind === 'territory' ? 'keys' : pick(random, ['mouse', 'finger', 'keys'] as const),
      };
      await page.setViewportSize({ width: how.width, height: 900 });
      await goTo(page, question.id);
      await devtools.send('Emulation.setCPUThrottlingRate', { rate: how.slowdown });
      await answerInHaste(page, devtools, question, how, random);
      const held = await heldIn(page);
      const done = await takeActions(page);
      actions.push(...done);
      answers = afterActions(study.survey, answers, done);
      const asked = Object.fromEntries(Object.entries(answers).filter(([item]) => isShown(question, item, answers)));
      const situation = `seed ${SEED}, round ${round}, ${question.id}, ${JSON.stringify(how)}: ${JSON.stringify(done)}`;
      expect(held.draft, situation).toEqual(answers);
      expect(shownAnswers(question, held), situation).toEqual(asked);
    }
    expect(actions.length).toBeGreaterThan(ROUNDS * 4);
    for (const kind of ['mark', 'tick', 'type'] as const)
      expect(actions.filter((action) => action.kind === kind).length, `seed ${SEED}, ${kind}`).toBeGreaterThan(
        ROUNDS / 2,
      );
  },
  PATIENCE,
);

async function clickInARow(slowdown: number, options: readonly string[]) {
  const { page, devtools } = await openInterview();
  await page.setViewportSize({ width: 412, height: 1600 });
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  await goTo(page, MEANS);
  const middles = await Promise.all(
    options.map((option) => middleOf(page.locator(`[name="${MEANS}"][value="${option}"]`))),
  );
  const hands = handsOn(devtools);
  for (const middle of middles) hands.click(middle);
  await hands.rest();
  return heldIn(page);
}

interface How {
  readonly on: 'box' | 'words';
  readonly hand: 'mouse' | 'finger' | 'keys';
}

async function answerInHaste(page: Page, devtools: CDPSession, question: Question, how: How, random: () => number) {
  const hands = handsOn(devtools);
  await page.evaluate(() => Reflect.set(window, 'handsBusy', true));
  const keys = keysFor(question);
  await bringSomethingIntoView(page, random);
  const targets = await targetsIn(page, how.on);
  const buttons = targets.filter(({ isButton }) => isButton);
  if (how.hand === 'keys') {
    const fields = page.locator('fieldset :is(input:not([type="checkbox"]:not(:first-child)), textarea, select)');
    await fields.nth(Math.floor(random() * (await fields.count()))).focus();
    for (let times = 0; times < 8; times++) hands.press(pick(random, keys));
  } else {
    for (let times = 0; times < 8 && targets.length > 0; times++) {
      const target = pick(random, buttons.length > 0 && random() < 0.3 ? buttons : targets);
      if (how.hand === 'mouse') hands.click(target);
      else hands.touch(target);
      if (target.isField) for (let typed = 0; typed < 3; typed++) hands.press(pick(random, keys));
    }
  }
  await hands.rest();
  await page.evaluate(() => Reflect.deleteProperty(window, 'handsBusy'));
}

async function bringSomethingIntoView(page: Page, random: () => number): Promise<void> {
  const all = page.locator('fieldset :is(input, textarea, button)');
  const count = await all.count();
  // Often the last, which fills what is left of a matrix.
  const index = random() < 0.3 ? count - 1 : Math.floor(random() * count);
  await all.nth(index).evaluate((one) => one.scrollIntoView({ block: 'center' }));
}

function keysFor(question: Question): readonly string[] {
  switch (question.kind) {
    case 'number':
      return [...'1234567890', 'Backspace'];
    case 'text':
      return [...'aeiou é ', 'Backspace'];
    case 'territory':
      return [...'acelv', 'ArrowDown', 'Enter'];
    default:
      return [' ', ' ', 'ArrowDown', 'ArrowUp', 'ArrowRight', 'a'];
  }
}

/** The text of an option that is not chosen is kept, and not on screen. */
function isShown(question: Question, item: string, answers: Answers): boolean {
  const chosen = [answers[question.id]].flat();
  const isOpen = question.choices.some((option) => option.specify && chosen.includes(option.id));
  return question.items.includes(item) && (item !== question.otherItem || isOpen);
}

async function openInterview() {
  const { page, context } = await journey.openVisit();
  await watchHands(page);
  await page.goto(journey.network.url);
  const someone = await respondent(page, study.survey, { 'authority-type': 'commune' }).begin();
  await someone.answer();
  return { page, devtools: await context.newCDPSession(page) };
}

function goTo(page: Page, question: string): Promise<void> {
  return jumpTo(page, `#/question/${question}`, `form[data-question="${question}"] :is(input, textarea)`);
}

async function middleOf(box: ReturnType<Page['locator']>) {
  const found = await box.boundingBox();
  if (!found) throw new Error('no box');
  return { x: found.x + found.width / 2, y: found.y + found.height / 2, isField: false, isButton: false };
}

function pick<T>(random: () => number, among: readonly T[]): T {
  const picked = among[Math.floor(random() * among.length)];
  if (picked === undefined) throw new Error('nothing to pick from');
  return picked;
}
