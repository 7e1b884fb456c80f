import { computed, type ReadonlySignal, signal } from '@preact/signals';
import { type Path, pathThrough } from '../../core/answering/flow.ts';
import type { Answer, Answers } from '../../core/survey/answers.ts';
import type { Survey } from '../../core/survey/questionnaire.ts';
import type { Draft } from '../../device/port/device.ts';

/** The answers of an interview, what follows from them, and how far the respondent has come. */
export interface Answering {
  readonly answers: ReadonlySignal<Answers>;
  readonly path: ReadonlySignal<Path>;
  /** The question on screen, or `check`. */
  readonly current: ReadonlySignal<string>;
  readonly furthest: ReadonlySignal<string | null>;
  /** That of the question on screen. */
  readonly section: () => string | undefined;
  /** Without keeping anything: an answer that the link brings is no answer of the respondent. */
  readonly put: (item: string, answer: Answer | undefined) => void;
  readonly moveTo: (question: string) => void;
  /** Goes on with the answers that another tab has kept; the question on screen stays. */
  readonly adopt: (draft: Draft) => void;
}

export function createAnswering(survey: ReadonlySignal<Survey>, begun: Draft | undefined): Answering {
  const answers = signal<Answers>(begun?.answers ?? {});
  const path = computed(() => pathThrough(survey.value, answers.value));
  const current = signal(begun?.current ?? '');
  const furthest = signal(begun?.furthest ?? null);
  const find = (question: string | null) => survey.peek().question.get(question ?? '');
  const numberOf = (question: string | null) => find(question)?.number ?? 0;
  const reach = (question: string | null) => {
    if (numberOf(question) > numberOf(furthest.peek())) furthest.value = question;
  };
  return {
    answers,
    path,
    current,
    furthest,
    section: () => find(current.peek())?.section,
    put(item, answer) {
      const { [item]: _, ...others } = answers.peek();
      answers.value = answer === undefined ? others : { ...others, [item]: answer };
    },
    moveTo(question) {
      current.value = question;
      reach(question);
    },
    adopt(draft) {
      answers.value = draft.answers;
      reach(draft.furthest);
    },
  };
}
