import type { PublishedSurvey } from '../../../authoring/published-surveys.ts';
import type { Cell } from '../../../core/answering/csv-line.ts';
import type { Answer } from '../../../core/survey/answers.ts';
import type { Survey } from '../../../core/survey/questionnaire.ts';
import { exportRows, HEADER_COLUMNS, type Header, isPersonal, perRevision } from '../../stored/export-rows.ts';
import type { MarkedResponse } from '../../stored/set-aside.ts';
import { type ExportItem, exportItems } from './export-items.ts';

/** How a table reads: by ids unless something else is asked for. */
export interface TableLook {
  /** Options by their labels in this language. */
  readonly labels?: string | undefined;
  /** Columns by their questions in this language. */
  readonly headers?: string | undefined;
  /** A column for each option of a multiple choice; otherwise the options chosen stand in one, between bars. */
  readonly hasChoiceColumns?: boolean;
}

interface Column {
  readonly item: ExportItem;
  /** The position among the items. */
  readonly place: number;
  readonly option?: string;
}

export function columnsOf(published: PublishedSurvey, look: TableLook = {}): readonly string[] {
  return [
    ...HEADER_COLUMNS.map((column) => headerWord(column, look.headers)),
    ...answerColumns(exportItems(published), look).map((column) => columnTitle(column, look)),
  ];
}

/** The line of a response. */
export function tableRows(
  published: PublishedSurvey,
  look: TableLook = {},
): (marked: MarkedResponse) => readonly Cell[] {
  const items = exportItems(published);
  const columns = answerColumns(items, look);
  const toRow = exportRows(
    published,
    items.map(({ id }) => id),
  );
  const cellsFor = perRevision((survey) => columns.map((column) => cellOf(survey, column, look.labels)));
  const labelled = look.labels === undefined ? undefined : headerLabels(published, look.labels);
  return (marked) => {
    const { survey, header, answers } = toRow(marked);
    const cells = cellsFor(survey);
    const shown = labelled ? labelled(header) : header;
    const row: Cell[] = HEADER_COLUMNS.map((column) => shown[column]);
    for (let at = 0; at < cells.length; at++) {
      const answer = answers[columns[at]?.place ?? 0];
      row.push(answer === undefined ? null : (cells[at]?.(answer) ?? null));
    }
    return row;
  };
}

function answerColumns(items: readonly ExportItem[], { hasChoiceColumns }: TableLook): readonly Column[] {
  return items.flatMap((item, place): readonly Column[] =>
    hasChoiceColumns && item.question.kind === 'multiple'
      ? item.options.map(({ id }) => ({ item, place, option: id }))
      : [{ item, place }],
  );
}

/** No item has a full stop in its name, so that a column of an option is like no other. */
function columnTitle({ item, option }: Column, { headers }: TableLook): string {
  if (headers === undefined) return option === undefined ? item.id : `${item.id}.${option}`;
  const title = `${item.question.number}. ${item.title[headers] ?? item.id}`;
  const label = item.options.find(({ id }) => id === option)?.label[headers] ?? option;
  return label === undefined ? title : `${title} : ${label}`;
}

/** How an answer is shown: by its option ids, or by their labels in a language; in the column of an option, 1 or 0. */
function cellOf(survey: Survey, { item, option }: Column, language: string | undefined): (answer: Answer) => Cell {
  const question = survey.questionOfItem.get(item.id);
  // Another revision may ask under this name for what is no secret.
  if (question && isPersonal(question, item.id)) return () => null;
  if (option !== undefined) {
    // Who was not offered an option has not left it out.
    if (!question?.choice.has(option)) return () => null;
    return (answer) => ((typeof answer === 'object' ? answer.includes(option) : answer === option) ? 1 : 0);
  }
  const label = (id: string) => (language && question?.choice.get(id)?.label[language]) || id;
  return (answer) => {
    if (typeof answer === 'number') return answer;
    if (typeof answer === 'string') return language ? label(answer) : answer;
    return (language ? answer.map(label) : answer).join('|');
  };
}

type ValueWords = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** Holds, by language and column, the words for values that are the same in every survey. Other languages keep them as they are. */
const VALUE_WORDS: Readonly<Record<string, ValueWords>> = {
  fr: {
    status: { complete: 'Complète', partial: 'Inachevée' },
    mode: { self: 'Seul', field: 'Terrain' },
    profileKind: { near: 'Proche d’un profil', between: 'Entre deux profils', apart: 'Sans profil dominant' },
  },
  en: {
    status: { complete: 'Complete', partial: 'Unfinished' },
    mode: { self: 'On their own', field: 'In the field' },
    profileKind: { near: 'Near a profile', between: 'Between two profiles', apart: 'No dominant profile' },
  },
};

/** The columns before the answers, by their labels in a language: status, mode, channel and profiles as the survey names them. */
function headerLabels({ current, revisions }: PublishedSurvey, language: string): (header: Header) => Header {
  const words = VALUE_WORDS[language] ?? {};
  const channels = new Map(current.notice?.channels?.map(({ id, label }) => [id, label[language] ?? id]));
  const profiles = new Map<string, string>();
  for (const { typology } of [...revisions.values(), current])
    for (const { id, name } of typology?.profiles ?? []) profiles.set(id, name[language] ?? id);
  const named = (value: Cell, names: ReadonlyMap<string, string>) => names.get(String(value)) ?? value;
  return (header) => {
    const kind = words.profileKind?.[String(header.profileKind)];
    return {
      ...header,
      status: words.status?.[String(header.status)] ?? header.status,
      mode: words.mode?.[String(header.mode)] ?? header.mode,
      channel: named(header.channel, channels),
      // Where no profile is named alone, the column says which of the two it is.
      profile: profiles.get(String(header.profile)) ?? kind ?? header.profile,
      profileKind: kind ?? header.profileKind,
      nearestProfiles:
        typeof header.nearestProfiles === 'string'
          ? header.nearestProfiles
              .split('|')
              .map((id) => profiles.get(id) ?? id)
              .join('|')
          : header.nearestProfiles,
    };
  };
}

type HeaderWords = Readonly<Record<(typeof HEADER_COLUMNS)[number], string>>;

/** The columns before the answers, in words; other languages keep their names. */
const WORDS: Readonly<Record<string, HeaderWords>> = {
  fr: {
    id: 'Identifiant',
    survey: 'Enquête',
    revision: 'Révision',
    status: 'État',
    sequence: 'Envoi',
    mode: 'Mode',
    channel: 'Canal',
    language: 'Langue',
    startedOn: 'Commencée le',
    receivedOn: 'Reçue le',
    minutes: 'Minutes',
    lastQuestion: 'Dernière question',
    profile: 'Profil',
    profileKind: 'Près d’un profil, entre plusieurs, sans profil dominant',
    nearestProfiles: 'Profils les plus proches',
    setAside: 'Écartée',
  },
  en: {
    id: 'Id',
    survey: 'Survey',
    revision: 'Revision',
    status: 'Status',
    sequence: 'Sending',
    mode: 'Mode',
    channel: 'Channel',
    language: 'Language',
    startedOn: 'Started on',
    receivedOn: 'Received on',
    minutes: 'Minutes',
    lastQuestion: 'Last question',
    profile: 'Profile',
    profileKind: 'Near a profile, between two, no dominant profile',
    nearestProfiles: 'Nearest profiles',
    setAside: 'Excluded',
  },
};

function headerWord(column: (typeof HEADER_COLUMNS)[number], language: string | undefined): string {
  return WORDS[language ?? '']?.[column] ?? column;
}
