import type { PublishedSurvey } from '../../authoring/published-surveys.ts';
import type { Question, Survey } from '../../core/survey/questionnaire.ts';
import { onceEach } from '../process/once-each.ts';
import type { StoredResponse } from '../storage/storage.ts';
import type { MarkedResponse } from './set-aside.ts';
import { answerReader, type ItemAnswers } from './stored-answers.ts';
import { profileItems, profilerOf, type StoredProfile } from './stored-profile.ts';

/**
 * The columns of every export before the answers. Neither digest nor receipt: they are keys to other places. `setAside` is `true`
 * where the organiser excludes a response from the results, and blank elsewhere: an export keeps it, so it must say so.
 */
export const HEADER_COLUMNS = [
  'id',
  'survey',
  'revision',
  'status',
  'sequence',
  'mode',
  'channel',
  'language',
  'readBy',
  'startedOn',
  'receivedOn',
  'minutes',
  'lastQuestion',
  'profile',
  'profileKind',
  'nearestProfiles',
  'setAside',
] as const;

export type Header = Readonly<Record<(typeof HEADER_COLUMNS)[number], string | number | true | null>>;

export interface ExportRow {
  /** As the revision that was answered asks it. */
  readonly survey: Survey;
  readonly header: Header;
  /** To the items that were asked for, in their order. */
  readonly answers: ItemAnswers;
}

/** Returns responses with their profile recomputed by the rules of their own revision. */
export function exportRows(
  published: PublishedSurvey,
  items: readonly string[],
): (marked: MarkedResponse) => ExportRow {
  const inputs = [...published.revisions.values(), published.current].flatMap(profileItems);
  const read = [...new Set([...items, ...inputs])];
  const readAnswers = answerReader(read);
  const profilerFor = onceEach((survey: Survey) => profilerOf(survey, read));
  return ({ response, isAside }) => {
    const survey = published.revisions.get(response.revision) ?? published.current;
    const answers = readAnswers(response.answers);
    return { survey, header: headerOf(response, isAside, profilerFor(survey)(answers)), answers };
  };
}

/** Column by column: to take an object apart and spread it into another costs a fifth of a line. */
function headerOf(response: StoredResponse, isAside: boolean, { profile, kind, nearest }: StoredProfile): Header {
  return {
    id: response.id,
    survey: response.survey,
    revision: response.revision,
    status: response.status,
    sequence: response.sequence,
    mode: response.mode,
    channel: response.channel,
    language: response.language,
    readBy: response.readBy ?? null,
    startedOn: likelyStart(response),
    receivedOn: response.receivedOn,
    minutes: response.minutes,
    lastQuestion: response.lastQuestion,
    profile,
    profileKind: kind,
    nearestProfiles: nearest.length > 0 ? nearest.join('|') : null,
    setAside: isAside || null,
  };
}

const DAY = 86_400_000;
/** Days between the beginning and the arrival beyond which the device's clock was wrong: its day would mark all that one tablet sent. */
const MOST_APART = 60;

function likelyStart({ startedOn, receivedOn }: Pick<StoredResponse, 'startedOn' | 'receivedOn'>): string | null {
  if (startedOn === receivedOn) return startedOn;
  const apart = Math.abs(Date.parse(startedOn) - Date.parse(receivedOn)) / DAY;
  return apart > MOST_APART ? null : startedOn;
}

/** Free comments, whether they may be published, and "préciser" texts: people can be recognised by them, so they are never exported with other columns. */
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
