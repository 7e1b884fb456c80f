import type { Page } from 'playwright';
import type { Answer, Answers } from '../../src/core/survey/answers.ts';
import type { Question, Survey } from '../../src/core/survey/questionnaire.ts';

/** A respondent who taps, and finds controls by the stable names of the page and by the words on its buttons. */
export interface Respondent {
  readonly begin: () => Promise<Respondent>;
  readonly resume: () => Promise<void>;
  /** The question on screen, `check`, or another screen's name. */
  readonly where: () => Promise<string>;
  /** Answers the question on screen and waits until the page says that it is saved. */
  readonly answer: () => Promise<void>;
  readonly goOn: () => Promise<void>;
  /** Answers from the question on screen up to this one, which is not answered; by default up to the check of the answers. */
  readonly answerUpTo: (stop?: string) => Promise<void>;
  /** The same in a fifth of the time, by script on the page's controls instead of taps: for tests about something else. */
  readonly hurryTo: (stop?: string) => Promise<void>;
  /** Like `hurryTo`, but jumps only to the questions that these answers answer, then to the check. */
  readonly hurryOver: () => Promise<void>;
  /** Jumps by address, like a link. */
  readonly goTo: (screen: 'check' | 'about') => Promise<void>;
  /** Waits, where it is asked to, until the page says this of the response. */
  readonly finish: (delivery?: 'received' | 'device') => Promise<void>;
  /** Begins, answers everything as `hurryTo` does, and finishes. */
  readonly complete: Respondent['finish'];
  /** Returns what the screen shows for each item of the question. */
  readonly given: () => Promise<Answers>;
}

export interface Words {
  readonly begin: string;
  readonly resume: string;
  readonly goOn: string;
  readonly finish: string;
  /** As numbers are typed. */
  readonly decimal: string;
}

export const FRENCH: Words = {
  begin: 'Commencer',
  resume: 'Reprendre',
  goOn: 'Continuer',
  finish: 'Terminer',
  decimal: ',',
};

export const ENGLISH: Words = { begin: 'Begin', resume: 'Resume', goOn: 'Continue', finish: 'Finish', decimal: '.' };

/** Jumps by address, like a link, and waits until this is shown. */
export async function jumpTo(page: Page, hash: string, shown?: string): Promise<void> {
  await page.evaluate((to) => {
    location.hash = to;
  }, hash);
  if (shown !== undefined) await page.locator(shown).first().waitFor();
}

export function respondent(
  page: Page,
  survey: Survey,
  answers: Answers,
  { words = FRENCH, kept = 'saved' }: { readonly words?: Words; readonly kept?: 'saved' | 'memory' | 'unsaved' } = {},
): Respondent {
  const press = (name: string) => page.getByRole('button', { name, exact: true }).first().click();
  const where = async () => {
    const screen = page.locator('main[data-screen]');
    await screen.waitFor();
    // Read in one call: between two calls the page may change screens.
    return screen.evaluate((main: HTMLElement) => {
      const form = main.querySelector<HTMLElement>('form[data-question]');
      return form?.dataset.question ?? main.dataset.screen ?? '';
    });
  };
  const questionOnScreen = async () => {
    const id = await page.locator('form[data-question]').getAttribute('data-question');
    const question = survey.question.get(id ?? '');
    if (!question) throw new Error(`The page asks what the survey does not: ${id}`);
    return question;
  };
  const asTyped = (kind: Question['kind'], value: Answer) =>
    kind === 'number' ? String(value).replace('.', words.decimal) : value;
  const answer = async () => {
    const question = await questionOnScreen();
    for (const item of question.items) {
      const value = answers[item];
      if (value !== undefined) await give(page, question, item, asTyped(question.kind, value));
    }
    await page.locator(`[data-save="${kept}"]`).waitFor();
  };
  const goOn = async () => {
    const before = await where();
    await press(words.goOn);
    await page.locator(`main:not(:has(form[data-question="${before}"]))`).waitFor();
  };
  const goTo = (screen: 'check' | 'about') => jumpTo(page, `#/${screen}`, `main[data-screen="${screen}"] h1`);
  const givenTo = ({ items, kind, otherItem }: Question) =>
    items.flatMap((item): readonly Given[] => {
      const value = answers[item];
      if (value === undefined) return [];
      const isWritten = kind === 'text' || kind === 'territory' || typeof value === 'number' || item === otherItem;
      if (isWritten) return [{ name: item, text: String(asTyped(kind, value)) }];
      if (kind === 'number') return [{ name: `${item}-unknown`, ticked: ['on'] }];
      return [{ name: item, ticked: typeof value === 'string' ? [value] : value }];
    });
  const planOf = (questions: readonly Question[]) =>
    Object.fromEntries(questions.map((question) => [question.id, givenTo(question)]));
  const hurryTo = async (stop = 'check') => {
    if ((await where()) === stop) return;
    await page.evaluate(walkAtOnce, { plan: planOf(survey.questions), stop, patience: PATIENCE });
    await page.locator(`[data-save="${kept}"]`).waitFor({ state: 'attached' });
  };
  const finish: Respondent['finish'] = async (delivery) => {
    await press(words.finish);
    if (delivery !== undefined) await page.locator(`[data-delivery="${delivery}"]`).waitFor();
  };
  return {
    async begin() {
      await press(words.begin);
      // Before the code has come the page begins by itself, and the code then goes to the first question, wherever a script has gone.
      await page.locator('html[data-ready]').waitFor({ state: 'attached' });
      return this;
    },
    async resume() {
      await press(words.resume);
      // The draft is read again first.
      await page.locator('main:not([data-screen="opening"])').waitFor();
    },
    where,
    answer,
    goOn,
    async answerUpTo(stop = 'check') {
      for (let at = await where(); at !== stop; at = await where()) {
        await answer();
        await goOn();
      }
    },
    hurryTo,
    async hurryOver() {
      await where();
      const answered = survey.questions.filter(({ items }) => items.some((item) => item in answers));
      await page.evaluate(walkAtOnce, { plan: planOf(answered), patience: PATIENCE });
      await page.locator(`[data-save="${kept}"]`).waitFor({ state: 'attached' });
      await goTo('check');
    },
    goTo,
    finish,
    async complete(delivery) {
      await this.begin();
      await hurryTo();
      await finish(delivery);
    },
    async given() {
      const question = await questionOnScreen();
      const entries = await Promise.all(
        question.items.map(async (item) => [item, await read(page, question, item)] as const),
      );
      return Object.fromEntries(entries.flatMap(([item, value]) => (value === undefined ? [] : [[item, value]])));
    },
  };
}

type Given = { readonly name: string } & (
  | { readonly text: string }
  | { readonly ticked: readonly (string | number)[] }
);

interface Walk {
  /** By question, in order. */
  readonly plan: Readonly<Record<string, readonly Given[]>>;
  /** Where to stop; without it each question of the plan is jumped to. */
  readonly stop?: string;
  /** For each question, in milliseconds. */
  readonly patience: number;
}

/** As long as Playwright waits for an element. */
const PATIENCE = 30_000;

/** Runs in the page, in one call: answers each question, and goes to the next. */
async function walkAtOnce({ plan, stop, patience }: Walk): Promise<void> {
  // A page that never comes would be waited for until the test ends, which says nothing of where.
  let steps = 0;
  let since = performance.now();
  const frame = (wanted: string) => {
    if (performance.now() - since > patience)
      throw new Error(
        `No ${wanted} at ${location.hash}, step ${steps}: ${document.querySelector('main')?.textContent.slice(0, 500)}`,
      );
    return new Promise<void>((drawn) => {
      // No frame is drawn of a page that the browser takes for hidden.
      const late = setTimeout(drawn, 100);
      requestAnimationFrame(() => {
        clearTimeout(late);
        setTimeout(drawn);
      });
    });
  };
  const step = () => {
    steps += 1;
    since = performance.now();
  };
  const formOnScreen = () => document.querySelector<HTMLFormElement>('form[data-question]');
  const where = () => formOnScreen()?.dataset.question ?? document.querySelector('main')?.dataset.screen;
  const give = async (one: Given) => {
    const find = async (selector: string) => {
      // Controls may load late, in a form drawn again; and the text of an option appears with it.
      for (;;) {
        const field = formOnScreen()?.querySelector<HTMLInputElement>(selector);
        if (field) return field;
        await frame(selector);
      }
    };
    if ('text' in one) {
      const field = await find(`[name="${one.name}"]`);
      field.value = one.text;
      for (const type of ['input', 'change']) field.dispatchEvent(new Event(type, { bubbles: true }));
      return;
    }
    for (const option of one.ticked) {
      const box = await find(option === 'on' ? `[name="${one.name}"]` : `[name="${one.name}"][value="${option}"]`);
      if (!box.checked) box.click();
    }
  };
  const answer = async () => {
    const form = formOnScreen();
    const given = plan[form?.dataset.question ?? ''];
    if (!form || !given) throw new Error(`The page asks what the survey does not: ${form?.dataset.question}`);
    for (const one of given) await give(one);
    step();
    return form;
  };
  if (stop === undefined) {
    for (const id of Object.keys(plan)) {
      location.hash = `#/question/${id}`;
      while (where() !== id) await frame(id);
      await answer();
    }
    return;
  }
  while (where() !== stop) {
    const form = await answer();
    form.querySelector<HTMLButtonElement>('button[type="submit"]')?.click();
    while (formOnScreen() === form) await frame('question after it');
  }
}

async function give(page: Page, question: Question, item: string, value: Answer): Promise<void> {
  const field = page.locator(`[name="${item}"]`);
  if (item === question.otherItem || (question.kind === 'text' && item === question.id))
    return field.fill(String(value));
  if (question.kind === 'territory') {
    await field.selectOption(String(value));
    return;
  }
  if (question.kind === 'number') {
    if (value === 'unknown') await page.locator(`label:has([name="${item}-unknown"])`).click();
    else await field.pressSequentially(String(value));
    return;
  }
  for (const option of typeof value === 'object' ? value : [value]) {
    const chosen = page.locator(`[name="${item}"][value="${option}"]`);
    if (!(await chosen.isChecked())) await page.locator('label').filter({ has: chosen }).click();
  }
}

async function read(page: Page, question: Question, item: string): Promise<Answer | undefined> {
  const field = page.locator(`[name="${item}"]`);
  // The text of an option that is not chosen.
  if ((await field.count()) === 0) return undefined;
  const isTyped = question.choices.length === 0 && item !== question.consentItem;
  if (isTyped || question.kind === 'territory' || item === question.otherItem) {
    return (await field.inputValue()) || undefined;
  }
  const checked = await field
    .and(page.locator(':checked'))
    .evaluateAll((inputs) => inputs.map((input) => input.getAttribute('value') ?? ''));
  if (checked.length === 0) return undefined;
  return question.kind === 'multiple' ? checked : checked[0];
}
