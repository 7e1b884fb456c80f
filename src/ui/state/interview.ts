import { batch, computed, type ReadonlySignal, signal } from '@preact/signals';
import { nextQuestion, type Path, pathThrough, previousQuestion } from '../../core/answering/flow.ts';
import type { Answer, Answers } from '../../core/survey/answers.ts';
import type { Survey } from '../../core/survey/questionnaire.ts';
import { type FactValues, factsFrom } from '../../core/typology/facts.ts';
import type { Claim, Draft, Keeping, OpenedDevice, Rescued } from '../../device/port/device.ts';
import { dayOf } from '../../wire/day.ts';
import type { Route } from '../address/routes.ts';
import { newIdentity } from './identity.ts';
import { createKeeper, type Keeper } from './keeper.ts';
import { createStopwatch } from './stopwatch.ts';

export interface InterviewStart {
  readonly device: OpenedDevice;
  readonly keeps: ReadonlySignal<Keeping>;
  /** In the language on screen; changing language changes neither ids nor path. */
  readonly survey: ReadonlySignal<Survey>;
  readonly language: () => string;
  readonly mode: Draft['mode'];
  readonly channel: string | null;
  readonly draft?: Draft | undefined;
  /** The response now has an id: its definition must stay on the device. */
  readonly onFirstAnswer?: () => void;
  /** Another tab has finished or discarded this interview. */
  readonly onGone?: () => void;
}

/** What the card is drawn from: known at the last tap, whatever becomes of the save. */
export interface Outcome {
  readonly id: string;
  readonly facts: FactValues;
  readonly secret: string;
  readonly at: number;
}

export interface Interview {
  readonly answers: ReadonlySignal<Answers>;
  readonly path: ReadonlySignal<Path>;
  /** Of the answers on the path. */
  readonly facts: ReadonlySignal<FactValues>;
  /** The question on screen, or `check`. */
  readonly current: ReadonlySignal<string>;
  readonly furthest: ReadonlySignal<string | null>;
  readonly id: ReadonlySignal<string | undefined>;
  readonly keeper: Keeper;
  readonly held: ReadonlySignal<'ours' | 'other-tab'>;
  readonly outcome: ReadonlySignal<Outcome | undefined>;
  /** Answers given after finishing are sent only by finishing again. */
  readonly changedSince: ReadonlySignal<boolean>;
  readonly give: (item: string, answer: Answer | undefined, how?: 'typing') => void;
  /** The question on screen, or `check`. */
  readonly visit: (question: string) => void;
  /** Visits what follows a question on the path, or comes before it, and says where that is. */
  readonly next: (question: string) => Route;
  readonly back: (question: string) => Route;
  /** The card is known at once; the save word follows the transaction. */
  readonly finish: () => void;
  /** Saves, or finishes, again after the device refused. */
  readonly retry: () => Promise<void>;
  /** Sends from memory what the device could not store. */
  readonly sendNow: () => Promise<void>;
  /** A button was pressed whose code cannot be fetched. */
  readonly lacksCode: ReadonlySignal<boolean>;
  /** What is in memory, as a file that the endpoint can be given, when there is code to make it. */
  readonly rescueFile: () => Promise<Blob | undefined>;
  readonly take: () => Promise<void>;
  /** The page goes out of sight: a second chance to save, and a partial snapshot where the survey sends those. */
  readonly hide: () => void;
  readonly show: () => void;
  /** Resolves when all that was given is on the device, or cannot be. */
  readonly leave: () => Promise<void>;
  readonly draft: () => Draft;
}

export function createInterview(start: InterviewStart): Interview {
  const { device, survey } = start;
  const begun = start.draft;
  const answers = signal<Answers>(begun?.answers ?? {});
  const path = computed(() => pathThrough(survey.value, answers.value));
  const facts = computed(() => factsFrom(survey.value.facts, path.value.answers));
  const current = signal(begun?.current ?? '');
  const furthest = signal(begun?.furthest ?? null);
  const id = signal(begun?.id);
  const held = signal<'ours' | 'other-tab'>('ours');
  const outcome = signal<Outcome | undefined>(undefined);
  const changedSince = signal(false);
  const lacksCode = signal(false);
  const watch = createStopwatch(begun?.seconds ?? 0, Date.now);
  const startedOn = begun?.startedOn ?? dayOf(new Date());
  let secret = begun?.secret ?? '';
  let sequence = begun?.sequence ?? 0;
  // What was finished last: answers changed since are sent only by finishing again.
  let sealed: Draft | undefined;
  let claim: Claim | undefined;
  let hasLeft = false;
  let finishing: Promise<void> | undefined;

  const draft = (): Draft =>
    sealed ?? {
      id: id.peek() ?? '',
      survey: survey.peek().id,
      revision: survey.peek().revision,
      mode: start.mode,
      channel: start.channel,
      language: start.language(),
      startedOn,
      seconds: watch.seconds(),
      answers: answers.peek(),
      current: current.peek(),
      furthest: furthest.peek(),
      sequence,
      secret,
      savedAt: Date.now(),
    };
  const status = (): Rescued => (sealed ? 'complete' : 'partial');
  const keeper = createKeeper(() => device.drafts.save(draft()), start.keeps);
  const hold = async (take: boolean) => {
    const mine = id.peek();
    if (!mine) return;
    const got = await device.drafts.claim(mine, { take, onLost: () => lose() });
    if (got === 'other-tab') lose();
    else if (hasLeft) got.release();
    else claim = got;
  };
  const lose = () => {
    claim = undefined;
    held.value = 'other-tab';
    void keeper.stop();
  };
  const numberOf = (question: string | null) => survey.peek().question.get(question ?? '')?.number ?? 0;
  const reach = (question: string | null) => {
    if (numberOf(question) > numberOf(furthest.peek())) furthest.value = question;
  };
  /** Whether what is on screen is a draft to keep: not before the first answer, nor after finishing, nor for another tab. */
  const keeps = () => id.peek() !== undefined && !outcome.peek() && held.peek() === 'ours';
  const snapshot = () => {
    if (keeps() && survey.peek().partials) void device.snapshot(draft(), survey.peek());
  };
  /** The response gets its id at the first answer. */
  const identify = (): string => {
    const known = id.peek();
    if (known) return known;
    const identity = newIdentity();
    id.value = identity.id;
    secret = identity.secret;
    void hold(false);
    start.onFirstAnswer?.();
    return identity.id;
  };
  const visit = (question: string) => {
    if (question === current.peek()) return;
    const left = survey.peek().question.get(current.peek());
    const met = survey.peek().question.get(question);
    batch(() => {
      current.value = question;
      reach(question);
      if (keeps()) keeper.soon();
    });
    if (left && left.section !== met?.section) snapshot();
  };
  const lead = (question: string): Route => {
    visit(question);
    return question === 'check' ? { screen: 'check' } : { screen: 'question', question };
  };
  const deliver = () => {
    finishing ??= keeper
      .stop()
      .then(() => keeper.deliver(() => device.finish(draft(), survey.peek())))
      .then((result) => {
        if (result.kind === 'finished') sequence = result.sequence;
        finishing = undefined;
      });
  };
  if (begun) void hold(false);

  return {
    answers,
    path,
    facts,
    current,
    furthest,
    id,
    keeper,
    held,
    outcome,
    changedSince,
    lacksCode,
    draft,
    give(item, answer, how) {
      if (held.peek() === 'other-tab') return;
      batch(() => {
        const { [item]: _, ...others } = answers.peek();
        answers.value = answer === undefined ? others : { ...others, [item]: answer };
        identify();
        if (outcome.peek()) changedSince.value = true;
        else if (how === 'typing') keeper.afterPause();
        else keeper.soon();
      });
    },
    visit,
    next: (question) => lead(nextQuestion(path.peek(), question)?.id ?? 'check'),
    back(question) {
      const before = previousQuestion(path.peek(), question);
      return before ? lead(before.id) : { screen: 'opening' };
    },
    finish() {
      if (finishing || held.peek() === 'other-tab') return;
      const mine = identify();
      sealed = undefined;
      sealed = draft();
      batch(() => {
        changedSince.value = false;
        outcome.value = { id: mine, secret, facts: facts.peek(), at: Date.now() };
      });
      deliver();
    },
    async retry() {
      if (outcome.peek()) deliver();
      else await keeper.retry();
    },
    async sendNow() {
      const sent = sealed;
      const delivery = await device.sendUnstored(draft(), survey.peek(), status());
      lacksCode.value = delivery === 'no-code';
      if (delivery !== 'no-code' && delivery.state === 'received' && sent && sent === sealed) keeper.delivered();
    },
    async rescueFile() {
      const file = await device.exportUnstored(draft(), survey.peek(), status());
      lacksCode.value = file === undefined;
      return file;
    },
    async take() {
      await hold(true);
      // The other tab may have gone further, or finished, since this one read the draft.
      const fresh = (await device.drafts.list()).find((one) => one.id === id.peek());
      if (!fresh) return start.onGone?.();
      if (!claim) return;
      sequence = fresh.sequence;
      watch.restart(fresh.seconds);
      // Not before: an answer given to those of this tab would be lost under those of the other.
      batch(() => {
        answers.value = fresh.answers;
        reach(fresh.furthest);
        held.value = 'ours';
      });
    },
    hide() {
      if (keeps()) void keeper.flush();
      watch.pause();
      snapshot();
    },
    show: watch.resume,
    async leave() {
      const saved = keeps() ? keeper.flush() : finishing;
      hasLeft = true;
      claim?.release();
      await saved;
    },
  };
}
