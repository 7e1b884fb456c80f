import type { PublishedSurvey } from '../../../authoring/published-surveys.ts';
import type { Cell } from '../../../core/answering/csv-line.ts';
import { holds } from '../../../core/answering/rule.ts';
import type { Answer, PossibleAnswers } from '../../../core/survey/answers.ts';
import type { Survey } from '../../../core/survey/questionnaire.ts';
import { type DeskLanguage, deskLanguageFor } from '../../../words/languages.ts';
import { onceEach } from '../../process/once-each.ts';
import { exportRows, HEADER_COLUMNS, type Header, isPersonal } from '../../stored/export-rows.ts';
import type { MarkedResponse } from '../../stored/set-aside.ts';
import { EXPORT_WORDS, READER_COLUMNS } from '../export-words.ts';
import { newestFirst } from './codebook.ts';
import { type ExportItem, exportItems } from './export-items.ts';

/** How a table reads: by ids unless something else is asked for. */
export interface TableLook {
  /** Labels in this language of the survey in place of ids. */
  readonly labels?: string | undefined;
  /** A table for a person who reads this language: questions for headers, words in every cell, and no column for programs. */
  readonly reader?: DeskLanguage | undefined;
  /** A column for each option of a multiple choice; otherwise the options chosen stand in one, between bars. */
  readonly hasChoiceColumns?: boolean;
}

interface Column {
  readonly item: ExportItem;
  /** The position among the items. */
  readonly place: number;
  readonly option?: string | undefined;
}

export function columnsOf(published: PublishedSurvey, look: TableLook = {}): readonly string[] {
  const { reader } = look;
  return [
    ...(reader ? readColumns(published).map((column) => EXPORT_WORDS[reader].columns[column]) : HEADER_COLUMNS),
    ...answerColumns(exportItems(published), look).map((column) => columnTitle(column, look)),
  ];
}

/** Returns the columns before the answers that this survey has something to say in. */
function readColumns({ current }: PublishedSurvey) {
  const isUsed = (column: string) =>
    column === 'language' ? current.languages.length > 1 : current.typology || !/profile/i.test(column);
  return READER_COLUMNS.filter(isUsed);
}

export function tableRows(
  published: PublishedSurvey,
  look: TableLook = {},
): (marked: MarkedResponse) => readonly Cell[] {
  const { labels, reader } = look;
  const items = exportItems(published);
  const columns = answerColumns(items, look);
  const heads = reader ? readColumns(published) : HEADER_COLUMNS;
  const asked = newestFirst(published).flatMap(({ questions }) => questions.flatMap((question) => question.items));
  // A condition may be about a text, which has no column.
  const read = [...new Set([...items.map(({ id }) => id), ...asked])];
  const toRow = exportRows(published, read);
  const words = reader ?? deskLanguageFor(labels ?? '', published.current.languages);
  const cellsFor = onceEach((survey: Survey) => columns.map((column) => cellOf(survey, column, look, words)));
  const labelled = labels === undefined ? undefined : headerLabels(published, labels, words, reader);
  const wordOf = (code: ReturnType<typeof silence>) => (code ? EXPORT_WORDS[words].codes[code] : null);
  return (marked) => {
    const { survey, header, answers } = toRow(marked);
    const cells = cellsFor(survey);
    const shown = labelled ? labelled(header) : header;
    const row: Cell[] = heads.map((column) => shown[column]);
    const given = reader && Object.fromEntries(read.map((item, place) => [item, answers[place]]));
    for (let at = 0; at < cells.length; at++) {
      const answer = answers[columns[at]?.place ?? 0];
      if (answer !== undefined) row.push(cells[at]?.(answer) ?? null);
      else row.push(given ? wordOf(silence(survey, columns[at]?.item.id ?? '', header, given)) : null);
    }
    return row;
  };
}

/** Says why a question has no answer; `undefined` where an unfinished response did not reach it. */
function silence(survey: Survey, item: string, { status, lastQuestion }: Header, given: PossibleAnswers) {
  const question = survey.questionOfItem.get(item);
  if (!question) return 'notAsked';
  const reached = status === 'complete' ? Infinity : (survey.question.get(String(lastQuestion))?.number ?? 0);
  if (question.number > reached) return undefined;
  return !question.showIf || holds(question.showIf, given) ? 'blank' : 'notAsked';
}

function answerColumns(items: readonly ExportItem[], { hasChoiceColumns }: TableLook): readonly Column[] {
  return items.flatMap((item, place): readonly Column[] =>
    hasChoiceColumns && item.question.kind === 'multiple'
      ? item.options.map(({ id }) => ({ item, place, option: id }))
      : [{ item, place }],
  );
}

/** No item has a full stop in its name, so that a column of an option is like no other. */
export function columnTitle({ item, option }: Omit<Column, 'place'>, { reader, labels = '' }: TableLook): string {
  if (reader === undefined) return option === undefined ? item.id : `${item.id}.${option}`;
  // Two revisions may ask under other names for the same.
  const former = item.former === undefined ? '' : ` (${EXPORT_WORDS[reader].sheet.revision} ${item.former})`;
  const title = `${item.question.number}. ${item.title[labels] ?? item.id}${former}`;
  const label = item.options.find(({ id }) => id === option)?.label[labels] ?? option;
  return label === undefined ? title : `${title} : ${label}`;
}

/** How an answer is shown: by its option ids, or by their labels in a language; in the column of an option, 1 or 0. */
function cellOf(
  survey: Survey,
  { item, option }: Column,
  { labels, reader }: TableLook,
  words: DeskLanguage,
): (answer: Answer) => Cell {
  const { codes } = EXPORT_WORDS[words];
  const question = survey.questionOfItem.get(item.id);
  // Another revision may ask under this name for what is no secret.
  if (question && isPersonal(question, item.id)) return () => null;
  if (option !== undefined) {
    // Who was not offered an option has not left it out.
    if (!question?.choice.has(option)) return () => null;
    const [yes, no] = reader ? [codes.yes, codes.no] : [1, 0];
    return (answer) => ((typeof answer === 'object' ? answer.includes(option) : answer === option) ? yes : no);
  }
  if (labels === undefined) return (answer) => (typeof answer === 'object' ? answer.join('|') : answer);
  const unknown = question?.kind === 'number' ? codes.unknown : undefined;
  const label = (id: string) => question?.choice.get(id)?.label[labels] || unknown || id;
  return (answer) => {
    if (typeof answer === 'number') return answer;
    return typeof answer === 'string'
      ? label(answer)
      : answer.map(label).join(reader ? EXPORT_WORDS[reader].sheet.between : '|');
  };
}

/** The columns before the answers in words: status, mode and language, and channel and profiles as the survey names them. */
function headerLabels(
  { current, revisions }: PublishedSurvey,
  labels: string,
  words: DeskLanguage,
  reader: DeskLanguage | undefined,
): (header: Header) => Header {
  const languages = new Intl.DisplayNames(words, { type: 'language' });
  const names = new Map<string, string>(Object.entries(EXPORT_WORDS[words].codes));
  const channels = new Map(current.notice?.channels?.map(({ id, label }) => [id, label[labels] ?? id]));
  const profiles = new Map<string, string>();
  for (const { typology } of [...revisions.values(), current])
    for (const { id, name } of typology?.profiles ?? []) profiles.set(id, name[labels] ?? id);
  const between = reader ? EXPORT_WORDS[reader].sheet.between : '|';
  const nameOf = (profile: string) => profiles.get(profile) ?? profile;
  const named = (value: Cell, by: ReadonlyMap<string, string>) => by.get(String(value)) ?? value;
  return (header) => {
    const kind = named(header.profileKind, names);
    return {
      ...header,
      status: named(header.status, names),
      mode: named(header.mode, names),
      readBy: named(header.readBy, names),
      channel: named(header.channel, channels),
      language: languages.of(String(header.language)) ?? header.language,
      // Where no profile is named alone, the column says which of the two it is.
      profile: profiles.get(String(header.profile)) ?? kind,
      profileKind: kind,
      nearestProfiles: header.nearestProfiles && String(header.nearestProfiles).split('|').map(nameOf).join(between),
      setAside: reader && header.setAside ? EXPORT_WORDS[reader].codes.yes : header.setAside,
    };
  };
}
