import { useState } from 'preact/hooks';
import {
  examplesReply,
  type OverviewBody,
  overviewReply,
  type SurveyCounts,
} from '../../wire/organiser/survey-reply.ts';
import { CalledPart } from '../parts/called-part.tsx';
import { addressTo } from '../parts/desk-address.ts';
import { may, useSite } from '../parts/desk-context.ts';
import { useCounts, useGet } from '../parts/use-get.ts';
import { CopyForm } from './copy-form.tsx';
import { SurveyRow } from './survey-row.tsx';
import { RoomText, type ShownState, stateOf, surveyName } from './survey-words.tsx';
import { UploadForm } from './upload-form.tsx';

const FILTERS = ['all', 'draft', 'published', 'closed', 'withdrawn'] as const;
/** A search is worth its place from so many surveys on. */
const MANY = 6;

/** Every survey that the token may see, with its state, and how another one begins. */
export function SurveysPage() {
  const desk = useSite();
  const asked = useGet('/api/organiser/overview', overviewReply);
  // The list does not wait for the counts, which take seconds after a restart.
  const counted = useCounts();
  return (
    <div class="surveys stack">
      <div class="surveys-list">
        <h1 tabIndex={-1}>{desk.words.desk.site.surveys}</h1>
        <CalledPart asked={asked}>{(read) => <SurveyList {...read} counted={counted} />}</CalledPart>
      </div>
      {may(desk, 'author') ? <BeginPart /> : null}
    </div>
  );
}

function SurveyList({ surveys, room, counted }: OverviewBody & { readonly counted: readonly SurveyCounts[] }) {
  const desk = useSite();
  const { words, me } = desk;
  const { questionnaires: text } = words.desk;
  const [filter, setFilter] = useState<ShownState | 'all'>('all');
  const [wanted, setWanted] = useState('');
  if (surveys.length === 0) return <p>{may(desk, 'author') ? text.none : text.noneReadable}</p>;
  const countOf = (one: (typeof FILTERS)[number]) =>
    one === 'all' ? surveys.length : surveys.filter((overview) => stateOf(overview, me.today) === one).length;
  const shown = surveys.filter(
    (overview) =>
      (filter === 'all' || stateOf(overview, me.today) === filter) &&
      `${surveyName(overview, words)} ${overview.survey}`.toLowerCase().includes(wanted.trim().toLowerCase()),
  );
  const { columns } = text;
  return (
    <>
      <p class="help">{text.count(surveys.length, words.number(surveys.length))}</p>
      <RoomText {...room} />
      <div class="row filters">
        <fieldset class="row">
          <legend class="unseen">{text.filters}</legend>
          {FILTERS.filter((one) => one === 'all' || countOf(one) > 0).map((one) => (
            <button key={one} type="button" class="pill" aria-pressed={filter === one} onClick={() => setFilter(one)}>
              {text.filter[one]} {words.number(countOf(one))}
            </button>
          ))}
        </fieldset>
        {surveys.length < MANY ? null : (
          <label>
            <span class="unseen">{text.search}</span>
            <input
              type="search"
              placeholder={text.search}
              value={wanted}
              onInput={({ currentTarget }) => setWanted(currentTarget.value)}
            />
          </label>
        )}
      </div>
      {shown.length === 0 ? <p>{text.nothingFound}</p> : null}
      <table class="survey-table as-lines">
        <thead>
          <tr>
            {[columns.survey, columns.state, columns.when, columns.responses, columns.actions].map((one, at) => (
              <th key={one} scope="col" class={at === 3 ? 'number' : undefined}>
                {at === 4 ? <span class="unseen">{one}</span> : one}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((overview) => (
            <SurveyRow
              key={overview.survey}
              overview={overview}
              counted={counted.find(({ survey }) => survey === overview.survey)}
            />
          ))}
        </tbody>
      </table>
    </>
  );
}

function BeginPart() {
  const { words } = useSite();
  const { questionnaires: text } = words.desk;
  const asked = useGet('/api/organiser/examples', examplesReply);
  return (
    <aside class="begin stack" aria-labelledby="begin">
      <h2 id="begin">{text.begin}</h2>
      <p>
        <a href={addressTo('guide', {})}>{text.guide}</a>
      </p>
      <div class="card box">
        <UploadForm />
      </div>
      <CalledPart asked={asked}>
        {({ examples }) =>
          examples.length === 0 ? null : (
            <details class="card fold">
              <summary>{text.example}</summary>
              <p class="help">{text.exampleHelp}</p>
              <ul class="lines">
                {examples.map(({ id, title, questions }) => (
                  <li key={id}>
                    <span>
                      {words.of(title)} <span class="help">{text.questions(questions)}</span>
                    </span>
                    <CopyForm from="example" id={id} label={text.copy} name={text.copyOf(words.of(title))} />
                  </li>
                ))}
              </ul>
            </details>
          )
        }
      </CalledPart>
    </aside>
  );
}
