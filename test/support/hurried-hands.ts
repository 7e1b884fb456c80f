import type { CDPSession, Page } from 'playwright';
import { cleanText } from '../../src/core/answering/clean-text.ts';
import type { Answer, Answers } from '../../src/core/survey/answers.ts';
import { CONSENT, type Question, type Survey } from '../../src/core/survey/questionnaire.ts';
import { DATABASE_NAME } from '../../src/device/store/schema.ts';

/** A user action, recorded from browser events before any code of the page handles them. */
export interface UserAction {
  readonly kind: 'mark' | 'tick' | 'clear' | 'fill' | 'type' | 'take';
  readonly item: string;
  readonly value: string;
}

export interface Target {
  /** Centre, in CSS pixels of the window. */
  readonly x: number;
  readonly y: number;
  /** Keys may follow the tap. */
  readonly isField: boolean;
  /** Clears or fills. */
  readonly isButton: boolean;
}

/** What the page shows and what the device keeps, at one moment. */
export interface Held {
  readonly marked: Readonly<Record<string, readonly string[]>>;
  readonly typed: Readonly<Record<string, string>>;
  readonly draft: Answers;
}

interface Witness {
  readonly actions: UserAction[];
  readonly targets: (on: 'box' | 'words') => readonly Target[];
  readonly held: () => Promise<Held>;
}

/** Call it before the page is opened. While `handsBusy` is set, events outside the question are suppressed. */
export async function watchHands(page: Page): Promise<void> {
  await page.addInitScript(witness, DATABASE_NAME);
}

export function targetsIn(page: Page, on: 'box' | 'words'): Promise<readonly Target[]> {
  return page.evaluate((where) => (Reflect.get(window, 'witness') as Witness).targets(where), on);
}

/** Returns the actions since the last call. */
export function takeActions(page: Page): Promise<readonly UserAction[]> {
  return page.evaluate(() => (Reflect.get(window, 'witness') as Witness).actions.splice(0));
}

/** Resolves when the page says that everything is saved, and has drawn it. */
export async function heldIn(page: Page): Promise<Held> {
  // The last action may not be drawn yet: until then the page still shows *saved* for the one before.
  for (let look = 0; look < 2; look++) {
    await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn))));
    await page.locator('[data-save="saved"]').waitFor({ state: 'attached' });
  }
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn))));
  return page.evaluate(() => (Reflect.get(window, 'witness') as Witness).held());
}

/** Sends input events to the browser without waiting for each other. */
export function handsOn(devtools: CDPSession) {
  const sent: Promise<unknown>[] = [];
  let last = '';
  return {
    click({ x, y }: Target) {
      const clickCount = last === `${x} ${y}` ? 2 : 1;
      last = `${x} ${y}`;
      for (const type of ['mousePressed', 'mouseReleased'] as const)
        sent.push(devtools.send('Input.dispatchMouseEvent', { type, x, y, button: 'left', clickCount }));
    },
    touch({ x, y }: Target) {
      sent.push(devtools.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [{ x, y }] }));
      sent.push(devtools.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] }));
    },
    press(key: string) {
      const windowsVirtualKeyCode = CODES[key] ?? key.toUpperCase().charCodeAt(0);
      const text = key.length === 1 ? { text: key } : {};
      sent.push(devtools.send('Input.dispatchKeyEvent', { type: 'keyDown', key, windowsVirtualKeyCode, ...text }));
      sent.push(devtools.send('Input.dispatchKeyEvent', { type: 'keyUp', key, windowsVirtualKeyCode }));
    },
    /** Resolves when the page has received all of them. */
    async rest() {
      // A tab that crashed never replies.
      let onDeath = () => {};
      const dead = new Promise<never>((_, reject) => {
        onDeath = () => reject(new Error('The process of the tab died under these hands'));
      });
      devtools.once('Inspector.targetCrashed', onDeath);
      await devtools.send('Inspector.enable');
      await Promise.race([Promise.all(sent.splice(0)), dead]);
      devtools.off('Inspector.targetCrashed', onDeath);
      // A touch is acknowledged before its click, which is queued before this.
      await devtools.send('Input.dispatchMouseEvent', { type: 'mouseMoved', x: 0, y: 0 });
    },
  };
}

const CODES: Readonly<Record<string, number>> = {
  Backspace: 8,
  Enter: 13,
  ArrowLeft: 37,
  ArrowUp: 38,
  ArrowRight: 39,
  ArrowDown: 40,
};

/** Returns the answers that the same actions give when they are done slowly, one after another. */
export function afterActions(survey: Survey, answers: Answers, actions: readonly UserAction[]): Answers {
  return actions.reduce((held, action) => afterAction(survey, held, action), answers);
}

function afterAction(survey: Survey, answers: Answers, { kind, item, value }: UserAction): Answers {
  const question = survey.questionOfItem.get(item.replace(/-unknown$/, ''));
  if (!question) throw new Error(`no question has the item ${item}`);
  const withAnswer = (id: string, answer: Answer | undefined): Answers => {
    const { [id]: _, ...others } = answers;
    return answer === undefined ? others : { ...others, [id]: answer };
  };
  switch (kind) {
    case 'mark':
      return withAnswer(item, value);
    case 'tick':
      if (question.kind === 'number')
        return withAnswer(question.id, answers[question.id] === 'unknown' ? undefined : 'unknown');
      if (item === question.consentItem) return withAnswer(item, answers[item] === CONSENT ? undefined : CONSENT);
      return withAnswer(item, ticked(question, answers[item], value));
    case 'clear':
      return withAnswer(item, undefined);
    case 'fill': {
      const level = question.kind === 'matrix' ? question.fillWith : undefined;
      const rows = question.items.filter((row) => answers[row] === undefined);
      return { ...answers, ...Object.fromEntries(rows.map((row) => [row, level ?? ''])) };
    }
    case 'type':
      return withAnswer(item, readTyped(question, item, value));
    case 'take': {
      const place = question.choices.find(
        (one) => value === one.id || value === one.label.fr || value.startsWith(`${one.id} · `),
      );
      return withAnswer(item, place?.id);
    }
  }
}

function ticked(question: Question, answer: Answer | undefined, option: string): Answer | undefined {
  const before = typeof answer === 'object' ? answer : [];
  const isExclusive = (id: string) => question.choice.get(id)?.exclusive === true;
  const others = before.filter((one) => one !== option && !isExclusive(option) && !isExclusive(one));
  const after = before.includes(option) ? before.filter((one) => one !== option) : [...others, option];
  const inOrder = question.choices.map((one) => one.id).filter((id) => after.includes(id));
  return inOrder.length > 0 ? inOrder : undefined;
}

function readTyped(question: Question, item: string, typed: string): Answer | undefined {
  if (question.kind !== 'number' || item === question.otherItem) return cleanText(typed);
  const digits = typed.replaceAll(/\D/g, '');
  return digits === '' ? undefined : Number(digits);
}

/** Returns what the screen shows for each item of the question, as an answer. */
export function shownAnswers(question: Question, { marked, typed }: Held): Answers {
  const entries = question.items.flatMap((item) => {
    const answer = shownAnswer(question, item, marked[item], typed[item], marked[`${item}-unknown`]);
    return answer === undefined ? [] : [[item, answer] as const];
  });
  return Object.fromEntries(entries);
}

function shownAnswer(
  question: Question,
  item: string,
  marked: readonly string[] = [],
  typed = '',
  unknown: readonly string[] = [],
): Answer | undefined {
  if (question.kind === 'territory') return typed || undefined;
  if (question.kind === 'number' && unknown.length > 0) return typed === '' ? 'unknown' : `unknown and ${typed}`;
  if (item === question.consentItem) return marked[0];
  if (question.choices.length === 0 || item === question.otherItem) return readTyped(question, item, typed);
  if (question.kind === 'multiple') return marked.length > 0 ? marked : undefined;
  return marked.length > 1 ? marked : marked[0];
}

function witness(database: string): void {
  const actions: UserAction[] = [];
  const note = (kind: UserAction['kind'], item: string, value = '') => actions.push({ kind, item, value });
  const body = () => document.querySelector('form[data-question] > fieldset');
  const questionId = () => document.querySelector<HTMLElement>('form[data-question]')?.dataset.question ?? '';
  const stop = (event: Event) => {
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  let touched: Element | undefined;
  let isSecondHalf = false;
  const noteClick = (event: Event) => {
    const { target } = event;
    if (!(target instanceof Element) || !Reflect.has(window, 'handsBusy')) return;
    if (!body()?.contains(target)) return stop(event);
    touched = target;
    const option = target.closest('[role="option"]');
    const button = target.closest('button');
    if (option) note('take', questionId(), option.textContent ?? '');
    else if (button) {
      const row = button.closest('tr, fieldset fieldset')?.querySelector('input')?.name;
      if (row) note('clear', row);
      else if (document.querySelector('fieldset fieldset, fieldset table'))
        note('fill', document.querySelector<HTMLInputElement>('fieldset [type="radio"]')?.name ?? '');
      else note('clear', questionId());
    } else if (target instanceof HTMLInputElement && target.type === 'radio') note('mark', target.name, target.value);
    else if (target instanceof HTMLInputElement && target.type === 'checkbox') note('tick', target.name, target.value);
  };
  addEventListener(
    'click',
    (event) => {
      isSecondHalf = event.detail > 1 && touched?.isConnected === false;
      if (!isSecondHalf) noteClick(event);
    },
    true,
  );
  // The first half took its target away ("fill" does): the second asks for what came in its place only where the page lets it through.
  document.addEventListener('click', (event) => isSecondHalf && noteClick(event), true);
  addEventListener('submit', stop, true);
  addEventListener(
    'input',
    ({ target }) => {
      const isText =
        target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && target.type === 'text');
      if (isText && target.name) note('type', target.name, target.value);
      else if (target instanceof HTMLSelectElement) note('take', target.name, target.value);
    },
    true,
  );
  addEventListener(
    'keydown',
    ({ key, target }) => {
      if (key !== 'Enter' || !(target instanceof HTMLInputElement) || target.role !== 'combobox') return;
      const options = [...document.querySelectorAll('[role="option"]')];
      const taken = options.find((one) => one.ariaSelected === 'true') ?? options[0];
      if (taken) note('take', questionId(), taken.textContent ?? '');
    },
    true,
  );

  const targets = (on: 'box' | 'words') => {
    const found = body()?.querySelectorAll<HTMLElement>('input, textarea, button, [role="option"]') ?? [];
    return [...found].flatMap((one): Target[] => {
      const isChoice = one instanceof HTMLInputElement && one.type !== 'text';
      const place = (isChoice && on === 'words' && one.closest('label')?.querySelector('span')) || one;
      const { left, top, width, height } = place.getBoundingClientRect();
      const [x, y] = [left + width / 2, top + height / 2];
      const isField = one.matches('[type="text"], textarea');
      const isButton = one.matches('button');
      return one.matches(':disabled') || !one.checkVisibility() || height === 0 || y < 1 || y > innerHeight - 1
        ? []
        : [{ x, y, isField, isButton }];
    });
  };

  const held = async (): Promise<Held> => {
    const marked: Record<string, string[]> = {};
    for (const { name, value } of document.querySelectorAll<HTMLInputElement>('fieldset :checked:not(option)'))
      marked[name] = [...(marked[name] ?? []), value];
    const typed: Record<string, string> = {};
    const fields = document.querySelectorAll<HTMLInputElement>(
      'fieldset [type="text"][name], fieldset textarea, fieldset select',
    );
    for (const { name, value } of fields) typed[name] = value;
    return { marked, typed, draft: await draftIn(database) };
  };
  const draftIn = (name: string) =>
    new Promise<Answers>((resolve, reject) => {
      const opening = indexedDB.open(name);
      opening.onerror = () => reject(opening.error);
      opening.onsuccess = () => {
        const reading = opening.result.transaction('drafts').objectStore('drafts').getAll();
        reading.onerror = () => reject(reading.error);
        reading.onsuccess = () => {
          opening.result.close();
          resolve(reading.result.length === 1 ? reading.result[0].answers : {});
        };
      };
    });
  Reflect.set(window, 'witness', { actions, targets, held });
}
