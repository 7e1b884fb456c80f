import type { PossibleAnswers } from './answers.ts';
import type { AskedQuestion, Option, SurveyFile, Warning } from './survey-schema.ts';
import type { FactValues } from './typology-schema.ts';

/** A question as asked, with its place and the items that hold its answers. */
export type Question = AskedQuestion & Placed;

interface Placed {
  readonly section: string;
  /** Place in the whole questionnaire, from 1: the number respondents, exports and the study share. */
  readonly number: number;
  /** Answer items in order: the question itself, or the rows of a matrix, then the "préciser" text or the consent. */
  readonly items: readonly string[];
  /** The text item opened by an option marked `specify`. */
  readonly otherItem: string | undefined;
  /** The item that says whether the text may be published. */
  readonly consentItem: string | undefined;
  /** The options of a choice or a territory, the levels of a matrix; none for numbers and texts. */
  readonly choices: readonly Option[];
  /** The same, found by id. */
  readonly choice: ReadonlyMap<string, Option>;
}

interface Section extends Pick<SurveyFile['sections'][number], 'id' | 'title'> {
  readonly questions: readonly Question[];
}

/** A survey file ready for use: questions in study order, found by id or by item. */
export interface Survey extends Omit<SurveyFile, 'sections' | 'scales' | 'warnings'> {
  readonly sections: readonly Section[];
  readonly questions: readonly Question[];
  readonly question: ReadonlyMap<string, Question>;
  readonly questionOfItem: ReadonlyMap<string, Question>;
  readonly warnings: readonly Warning[];
  /** Computes what a card needs beyond the facts that are counted. Set in a browser before the answers are looked at. */
  cardFacts?: CardFactsOf;
}

/** Takes the facts that are known, and returns others: for a quiz its only one, else the profiles that the open answers leave possible. */
export type CardFactsOf = (
  survey: Pick<Survey, 'typology' | 'questionOfItem' | 'facts'>,
  answers: PossibleAnswers,
  values: FactValues,
) => FactValues;

/** The value of a consent item; without consent the item is absent. */
export const CONSENT = 'yes';

/** The maximum length of a "préciser" text in bytes. */
export const OTHER_TEXT_BYTES = 400;

/** Prepares a file that has passed `checkSurvey`. */
export function toSurvey(file: SurveyFile): Survey {
  const { sections: written, scales, warnings = [], ...kept } = file;
  let number = 0;
  const sections = written.map(({ id, title, questions }) => ({
    id,
    title,
    questions: questions.map((asked) => toQuestion(asked, id, ++number, scales)),
  }));
  const questions = sections.flatMap((section) => section.questions);
  return {
    ...kept,
    sections,
    questions,
    question: new Map(questions.map((question) => [question.id, question])),
    questionOfItem: new Map(questions.flatMap((question) => question.items.map((item) => [item, question]))),
    warnings,
  };
}

export function toQuestion(
  asked: AskedQuestion,
  section: string,
  number: number,
  scales: SurveyFile['scales'],
): Question {
  const choices =
    'options' in asked ? asked.options : asked.kind === 'matrix' ? (scales[asked.scale]?.levels ?? []) : [];
  const otherItem = choices.some((option) => option.specify) ? `${asked.id}-other` : undefined;
  const consentItem = asked.kind === 'text' && asked.consent ? `${asked.id}-consent` : undefined;
  const beside = otherItem ?? consentItem;
  const items = asked.kind === 'matrix' ? asked.rows.map((row) => row.id) : [asked.id];
  return {
    ...asked,
    section,
    number,
    choices,
    choice: new Map(choices.map((option) => [option.id, option])),
    items: beside ? [...items, beside] : items,
    otherItem,
    consentItem,
  };
}

/** The areas of a list by its name, as codes and names; `undefined` for a list that does not exist. */
export type Areas = (list: string) => readonly (readonly [string, string])[] | undefined;

/** Returns the file with the areas of its territory questions written out as options: the form that is served and stored with drafts. */
export function withAreas(file: SurveyFile, areas: Areas): SurveyFile {
  const inEach = (name: string) => Object.fromEntries(file.languages.map((language) => [language, name]));
  const expand = (asked: AskedQuestion): AskedQuestion => {
    if (asked.kind !== 'territory') return asked;
    const listed = (areas(asked.list) ?? []).map(([id, name]) => ({ id, label: inEach(name) }));
    return { ...asked, options: [...listed, ...asked.options] };
  };
  return { ...file, sections: file.sections.map((s) => ({ ...s, questions: s.questions.map(expand) })) };
}
