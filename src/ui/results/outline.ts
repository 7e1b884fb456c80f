import type { Crossing, ResultsFile } from '../../core/results/results-file.ts';
import type { OrganiserInterview, OrganiserLessons, OrganiserTexts } from '../../core/survey/organiser-texts.ts';
import type { Question, Survey } from '../../core/survey/questionnaire.ts';
import type { LocalText } from '../../core/survey/survey-parts.ts';
import type { Row } from '../../core/survey/survey-schema.ts';

/*
 * What there is to read, drawn from the survey as it is: a block for each question that is counted, one for each row of a
 * matrix, and those of no question. Each has a separate address.
 */

type Kind<K extends Question['kind']> = Extract<Question, { kind: K }>;

export type Block =
  | { readonly kind: 'who'; readonly address: string }
  | { readonly kind: 'single'; readonly address: string; readonly question: Kind<'single'> }
  | { readonly kind: 'multiple'; readonly address: string; readonly question: Kind<'multiple'> }
  | { readonly kind: 'matrix'; readonly address: string; readonly question: Kind<'matrix'> }
  | { readonly kind: 'row'; readonly address: string; readonly question: Kind<'matrix'>; readonly row: Row }
  | { readonly kind: 'number'; readonly address: string; readonly question: Kind<'number'> }
  | { readonly kind: 'places'; readonly address: string; readonly question: Kind<'territory'> }
  | {
      readonly kind: 'crossing';
      readonly address: string;
      readonly crossing: Crossing;
      readonly rows: Side;
      readonly columns: Side;
    }
  | { readonly kind: 'profiles'; readonly address: string }
  | { readonly kind: 'rule'; readonly address: string }
  | { readonly kind: 'method' | 'changes'; readonly address: string }
  | { readonly kind: 'verbatims'; readonly address: string }
  | { readonly kind: 'lessons'; readonly address: string; readonly lessons: OrganiserLessons }
  | { readonly kind: 'interview'; readonly address: string; readonly interview: OrganiserInterview };

interface Side {
  readonly item: string;
  readonly question: Question;
  readonly title: LocalText;
}

export interface Part {
  readonly id: string;
  /** The title of a section of the survey; the interface names the others. */
  readonly title?: LocalText;
  readonly blocks: readonly Block[];
}

/** Ids have no full stop: the address of what is no item has one. */
export const ADDRESS = {
  who: 'page.who',
  profiles: 'page.profiles',
  rule: 'page.rule',
  method: 'page.method',
  changes: 'page.changes',
  report: 'page.report',
  verbatims: 'page.verbatims',
  lessons: 'page.lessons',
  interview: (id: string) => `interview.${id}`,
  crossing: (id: string) => `crossing.${id}`,
  part: (id: string) => `part.${id}`,
} as const;

/**
 * Who answered, the survey's sections with the crossings of what they ask, the profiles, what respondents wrote, what the organiser
 * did, and the method. No part is empty.
 */
export function outlineOf(survey: Survey, file: ResultsFile, texts?: OrganiserTexts): readonly Part[] {
  const crossings = (file.crossings ?? []).flatMap((crossing) => crossingBlock(survey, crossing));
  const sections = survey.sections.map(({ id, title, questions }) => ({
    id,
    title,
    blocks: questions.flatMap((question) => [
      ...blocksOf(question),
      ...crossings.filter(({ columns }) => columns.question === question),
    ]),
  }));
  const profiles: readonly Block[] = survey.typology
    ? [
        { kind: 'profiles', address: ADDRESS.profiles },
        { kind: 'rule', address: ADDRESS.rule },
      ]
    : [];
  const interviews = (texts?.interviews ?? []).map(
    (interview) => ({ kind: 'interview', address: ADDRESS.interview(interview.id), interview }) as const,
  );
  const lessons = texts?.lessons;
  return [
    { id: PART.who, blocks: [{ kind: 'who', address: ADDRESS.who } as const] },
    ...sections,
    { id: PART.typology, blocks: profiles },
    { id: PART.verbatims, blocks: [...(mayPublishTexts(survey) ? [VERBATIMS] : []), ...interviews] },
    { id: PART.lessons, blocks: lessons ? [{ kind: 'lessons', address: ADDRESS.lessons, lessons } as const] : [] },
    { id: PART.about, blocks: survey.revision > 1 ? [METHOD, CHANGES] : [METHOD] },
  ].filter(({ blocks }) => blocks.length > 0);
}

/** Parts that are no section of the survey: a section's id has no full stop. */
export const PART = {
  who: 'page.who',
  typology: 'page.typology',
  verbatims: 'page.verbatims',
  lessons: 'page.lessons',
  about: 'page.about',
} as const;

/** Returns the parts that have a number: those before and after them have none. */
export function numbered(parts: readonly Part[]): readonly Part[] {
  return parts.filter(({ id }) => id !== PART.who && id !== PART.about);
}

const VERBATIMS: Block = { kind: 'verbatims', address: ADDRESS.verbatims };
const METHOD: Block = { kind: 'method', address: ADDRESS.method };
const CHANGES: Block = { kind: 'changes', address: ADDRESS.changes };

/** Whether a question asks if its text may be published. */
export function mayPublishTexts({ questions }: Survey): boolean {
  return questions.some(({ consentItem }) => consentItem !== undefined);
}

function blocksOf(question: Question): readonly Block[] {
  const address = question.id;
  switch (question.kind) {
    case 'matrix':
      return [
        { kind: 'matrix', address, question },
        ...question.rows.map((row) => ({ kind: 'row', address: row.id, question, row }) as const),
      ];
    case 'single':
      return [{ kind: 'single', address, question }];
    case 'multiple':
      return [{ kind: 'multiple', address, question }];
    case 'number':
      return [{ kind: 'number', address, question }];
    case 'territory':
      return [{ kind: 'places', address, question }];
    case 'text':
      return [];
  }
}

/** A part that is one page is at that page's address. The method leads to the page behind it. */
export function partAddress({ id, blocks }: Part): string {
  const [first] = blocks;
  return first && (blocks.length === 1 || id === PART.about) ? first.address : ADDRESS.part(id);
}

type CrossingBlock = Extract<Block, { kind: 'crossing' }>;

function crossingBlock(survey: Survey, crossing: Crossing): readonly CrossingBlock[] {
  const rows = sideOf(survey, crossing.rows);
  const columns = sideOf(survey, crossing.columns);
  return rows && columns ? [{ kind: 'crossing', address: ADDRESS.crossing(crossing.id), crossing, rows, columns }] : [];
}

function sideOf(survey: Survey, item: string): Side | undefined {
  const question = survey.questionOfItem.get(item);
  if (!question) return undefined;
  const row = question.kind === 'matrix' ? question.rows.find(({ id }) => id === item) : undefined;
  return { item, question, title: row?.label ?? question.text };
}
