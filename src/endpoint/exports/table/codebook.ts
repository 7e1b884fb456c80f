import type { PublishedSurvey } from '../../../authoring/published-surveys.ts';
import { type Cell, csvLine } from '../../../core/answering/csv-line.ts';
import type { Question, Survey } from '../../../core/survey/questionnaire.ts';
import type { LocalText } from '../../../core/survey/survey-parts.ts';
import { isPersonal } from '../../stored/export-rows.ts';

export type Codebook = ReturnType<typeof codebookOf>;

/** Explains each column and each option in every language, and names the source of its wording. One row per option. */
export function codebookOf(published: PublishedSurvey, kept: (item: string) => boolean = () => true) {
  const { languages } = published.current;
  // A language that came later makes no other wording of an earlier revision.
  const shared = languages.filter((tag) => newestFirst(published).every((survey) => survey.languages.includes(tag)));
  const byContent = new Map<string, { revisions: number[]; row: readonly Cell[] }>();
  for (const survey of newestFirst(published)) {
    for (const question of survey.questions) {
      const inAll = (tags: readonly string[]) =>
        question.items.filter(kept).flatMap((item) => rowsOf(question, item, tags));
      const contents = inAll(shared).map((row) => JSON.stringify(row));
      for (const [place, row] of inAll(languages).entries()) {
        const content = contents[place] ?? '';
        const known = byContent.get(content);
        if (known) known.revisions.push(survey.revision);
        else byContent.set(content, { revisions: [survey.revision], row });
      }
    }
  }
  const each = (name: string) => languages.map((language) => `${name}-${language}`);
  return {
    columns: [
      'revisions',
      'item',
      'number',
      'kind',
      ...each('question'),
      ...each('row'),
      ...each('unit'),
      'option',
      ...each('label'),
      'evidence',
      'source',
      'in',
    ],
    rows: [...byContent.values()].map(({ revisions, row }): readonly Cell[] => [
      revisions.toSorted((a, b) => a - b).join('|'),
      ...row,
    ]),
  };
}

export function codebookLines({ columns, rows }: Codebook): readonly string[] {
  return [columns, ...rows].map((row) => csvLine(row, ','));
}

/** The current revision, then the others from the latest: what they share reads as it does now. */
export function newestFirst(published: PublishedSurvey): readonly Survey[] {
  const others = [...published.revisions.values()].filter(({ revision }) => revision !== published.current.revision);
  return [published.current, ...others.toSorted((a, b) => b.revision - a.revision)];
}

/** The row of a matrix, whose wording completes its question's. */
export function matrixRow(question: Question, item: string) {
  return question.kind === 'matrix' ? question.rows.find((row) => row.id === item) : undefined;
}

function rowsOf(question: Question, item: string, languages: readonly string[]): readonly (readonly Cell[])[] {
  const each = (text: LocalText | undefined) => languages.map((language) => text?.[language] ?? null);
  const row = matrixRow(question, item);
  const isOther = item === question.otherItem;
  const consent = question.kind === 'text' && item === question.consentItem ? question.consent : undefined;
  const stem = [
    item,
    question.number,
    isOther ? 'text' : consent ? 'consent' : question.kind,
    ...each(question.text),
    ...each(row?.label ?? consent),
    ...each(question.kind === 'number' ? question.unit : undefined),
  ];
  const place = isPersonal(question, item) ? 'comments' : 'responses';
  const wording = row ?? question;
  const plain = [...stem, null, ...each(undefined), wording.evidence ?? null, wording.source ?? null, place];
  if (isOther) return [plain];
  const options = question.choices.map((option) => [
    ...stem,
    option.id,
    ...each(option.label),
    option.evidence ?? null,
    option.source ?? null,
    place,
  ]);
  return [plain, ...options];
}
