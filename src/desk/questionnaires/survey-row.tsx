import { daysAfter } from '../../wire/day.ts';
import type { SurveyCounts, SurveyOverview } from '../../wire/organiser/survey-reply.ts';
import { may, type SiteDesk, useSite } from '../parts/desk-context.ts';
import { RoomText, StateWord, stateOf, surveyName, whoText } from './survey-words.tsx';

interface SurveyRowProps {
  readonly overview: SurveyOverview;
  readonly counted: SurveyCounts | undefined;
}

/** A survey in the list: its title, its state, and the most likely action. */
export function SurveyRow({ overview, counted }: SurveyRowProps) {
  const desk = useSite();
  const { words, me } = desk;
  const { questionnaires: text } = words.desk;
  const { survey, draft, published, languages, room } = overview;
  const state = stateOf(overview, me.today);
  const changed = published ?? draft;
  const page = `#/survey?s=${survey}`;
  return (
    <tr>
      <th scope="row">
        <a class="name strong" href={page}>
          {surveyName(overview, words)}
        </a>
        <p class="help">
          <code>{survey}</code>
        </p>
        <p class="help">
          {[
            text.revision(overview.revision ?? overview.draftRevision ?? 1),
            text.questions(overview.questions),
            languages.map((one) => words.languageName(one)).join(', '),
          ].join(' · ')}
        </p>
        <RoomText {...room} />
        {state === 'draft' ? null : (
          <p class="help">
            <a href={`/?s=${survey}`}>{text.publicPage}</a> · <a href={`/?s=${survey}#/results`}>{text.results}</a>
          </p>
        )}
        {state !== 'draft' && draft ? (
          <p class="help">
            <a href={page}>
              {text.draftOf(overview.draftRevision ?? 1, whoText(draft.by, words), words.date(draft.on))}
            </a>
          </p>
        ) : null}
      </th>
      <td>
        <StateWord overview={overview} />
        {overview.from === 'files' ? <p class="help">{text.files}</p> : null}
        {state !== 'draft' && overview.revision === null ? <p class="fault">{text.unreadable}</p> : null}
      </td>
      <td>
        {changed ? (
          <>
            <span class="unbroken">{words.date(changed.on)}</span>
            <p class="help">{text.by(whoText(changed.by, words))}</p>
          </>
        ) : (
          text.host
        )}
        <p class="help">{whenText(overview, desk)}</p>
      </td>
      <td class="number">
        {counted && state !== 'draft' ? (
          <>
            <strong>{words.number(counted.complete)}</strong>
            <span class="without-heads"> {text.responses(counted.complete)}</span>
            <p class={state === 'withdrawn' ? 'help' : 'help unbroken'}>
              {state === 'withdrawn' ? text.gone(counted.complete) : text.today(words.number(counted.today))}
            </p>
          </>
        ) : (
          '–'
        )}
      </td>
      <td>
        <NextStep overview={overview} />
      </td>
    </tr>
  );
}

function whenText(overview: SurveyOverview, desk: SiteDesk): string {
  const { words, me } = desk;
  const { questionnaires: text } = words.desk;
  const { opensOn, closedFrom } = overview;
  const state = stateOf(overview, me.today);
  if (state === 'withdrawn') return overview.withdrawnOn ? words.date(overview.withdrawnOn) : '';
  if (state === 'published' && opensOn !== null && opensOn > me.today) return text.opens(words.date(opensOn));
  if (closedFrom === null) return state === 'published' ? text.noClosing : '';
  if (state !== 'closed') return text.closes(words.date(daysAfter(closedFrom, -1)));
  const deletedBy = deletionDay(overview);
  return deletedBy === undefined ? text.closedOn(words.date(closedFrom)) : deletionText(deletedBy, desk);
}

/** The day by which a closed survey is to be deleted, as its notice promises. */
export function deletionDay({ closedFrom, retention }: SurveyOverview): string | undefined {
  return closedFrom === null || retention === null ? undefined : monthsAfter(closedFrom, retention);
}

export function deletionText(day: string, { words, me }: SiteDesk): string {
  const { questionnaires: text } = words.desk;
  return (day <= me.today ? text.deletionDue : text.deleteBy)(words.date(day));
}

/** The same day so many months later; the last day of a shorter month. */
function monthsAfter(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10);
}

function NextStep({ overview }: Pick<SurveyRowProps, 'overview'>) {
  const desk = useSite();
  const { words, me } = desk;
  const { questionnaires: text } = words.desk;
  const state = stateOf(overview, me.today);
  const name = surveyName(overview, words);
  const [label, href] =
    state === 'draft'
      ? [text.goOn, `#/survey?s=${overview.survey}`]
      : state === 'published' && may(desk, 'read')
        ? [text.conduct, `#/participation?s=${overview.survey}`]
        : state === 'closed'
          ? [text.read, `/?s=${overview.survey}#/results`]
          : [text.open, `#/survey?s=${overview.survey}`];
  return (
    <a class="button secondary" href={href}>
      {label}
      <span class="unseen"> {name}</span>
    </a>
  );
}
