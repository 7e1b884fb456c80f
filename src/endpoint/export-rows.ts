import type { Answers } from '../core/answers.ts';
import { factsFrom } from '../core/facts.ts';
import { pathThrough } from '../core/flow.ts';
import type { Question, Survey } from '../core/questionnaire.ts';
import { classify } from '../core/typology.ts';
import { fromWire } from '../wire/answers.ts';
import type { StoredResponse } from './storage.ts';
import type { PublishedSurvey } from './surveys.ts';

/** What every export says of a response before its answers. Neither digest nor receipt: they are keys to other places. */
export const HEADER_COLUMNS = [
  'id',
  'survey',
  'revision',
  'status',
  'sequence',
  'mode',
  'channel',
  'language',
  'startedOn',
  'receivedOn',
  'minutes',
  'lastQuestion',
  'profile',
] as const;

export interface ExportRow {
  readonly survey: Survey;
  readonly header: Readonly<Record<(typeof HEADER_COLUMNS)[number], string | number | null>>;
  readonly answers: Answers;
}

/** A response with its answers by item and its profile computed anew, as its own revision computes it. */
export function toExportRow(published: PublishedSurvey, response: StoredResponse): ExportRow {
  const survey = published.revisions.get(response.revision) ?? published.current;
  const answers = fromWire(response.answers);
  const { answers: _, ...header } = response;
  return { survey, header: { ...header, profile: profileOf(survey, answers) }, answers };
}

function profileOf(survey: Survey, answers: Answers): string | null {
  if (!survey.typology) return null;
  const classification = classify(survey, factsFrom(survey.facts, pathThrough(survey, answers).answers));
  return classification.kind === 'profile' ? classification.profile : null;
}

/** Free comments and "préciser" texts: people can be recognised by them, so that they never stand beside anything else. */
export function isPersonal(question: Question, item: string): boolean {
  return item === question.otherItem || (question.kind === 'text' && question.personal === true);
}

/** The items of every revision, the current one's first and in study order. */
export function itemsOfExport(published: PublishedSurvey): readonly string[] {
  const surveys = [published.current, ...[...published.revisions.values()].toReversed()];
  const items = surveys.flatMap((survey) =>
    survey.questions.flatMap((question) => question.items.filter((item) => !isPersonal(question, item))),
  );
  return [...new Set(items)];
}
