import { medianBand } from '../../../../core/results/disclosure/durations.ts';
import type { Survey } from '../../../../core/survey/questionnaire.ts';
import type { Revised } from '../../../../core/survey/survey-schema.ts';
import { hrefTo } from '../../../address/routes.ts';
import { fetchSurveyObject } from '../../../address/survey-object.ts';
import { useAsync } from '../../../elements/use-async.ts';
import { usePresentation } from '../../../presentation/use-presentation.ts';
import { type FigureInput, mixInWords } from '../../../results/figure.ts';
import { GUARANTEES, guaranteesEn, guaranteesFr } from '../../../results/guarantee-words.ts';
import { ADDRESS } from '../../../results/outline.ts';
import type { Origins } from '../../../results/site-files.ts';
import type { ResultsWords } from '../../../words/results-words.ts';
import { GroupsTable } from '../front/groups-table.tsx';
import { Again } from './again.tsx';
import { BlanksTable } from './blanks-table.tsx';
import { CoverageTable } from './coverage-table.tsx';
import { Folded } from './folded.tsx';
import styles from './method.module.css';
import { OriginsTable } from './origins-table.tsx';

interface MethodProps {
  readonly input: FigureInput;
  readonly origins: Origins;
}

/** Explains who asks whom, when, how and by what rule, and what the numbers cannot say. */
export function Method({ input, origins }: MethodProps) {
  const { survey, words } = input;
  const { opening, typology } = survey;
  const text = words.results;
  return (
    <div class={styles.method}>
      <Conducted input={input} />
      <Asked input={input} />
      <h2>{text['method.when']}</h2>
      <p>{text['method.when-text']}</p>
      <GroupsTable input={input} isDated />
      <p>{text['method.complete']}</p>
      <CoverageTable input={input} />
      <Limits input={input} />
      <h2>{text['method.share']}</h2>
      <List sentences={[...text['method.share-list'], mixInWords(input)]} />
      <BlanksTable input={input} />
      <GuaranteesTable words={words} />
      {typology && (
        <>
          <h2>{text['rule.title']}</h2>
          <p>
            {typology.affinity
              ? text['method.typology-points']
              : text['method.typology-rule'](typology.criteria.length)}
          </p>
          <p>{text['method.typology-ours']}</p>
          <a class="target" href={hrefTo({ screen: 'results', block: ADDRESS.rule })}>
            {text['rule.all']}
          </a>
        </>
      )}
      {opening.origin && (
        <>
          <h2>{text['method.origin']}</h2>
          <p {...words.inSurvey}>{words.of(opening.origin)}</p>
        </>
      )}
      <RevisedList survey={survey} words={words} />
      <OriginsTable survey={survey} origins={origins} words={words} />
      <Again input={input} />
    </div>
  );
}

type PartProps = Pick<MethodProps, 'input'>;

function List({ sentences }: { readonly sentences: readonly (string | undefined)[] }) {
  return <ul>{sentences.map((sentence) => (sentence === undefined ? null : <li key={sentence}>{sentence}</li>))}</ul>;
}

/** Shows who conducted the survey, from the notice. A survey without a notice has no controller. */
function Conducted({ input: { survey, results, words } }: PartProps) {
  const { notice, opening } = survey;
  const text = words.results;
  const { openedOn, closedFrom, phase } = results;
  return (
    <>
      <h2>{text['method.who']}</h2>
      {notice ? (
        <>
          <p {...words.inSurvey}>{words.of(notice.controller)}</p>
          <p>
            {text['method.contact']} <span {...words.inSurvey}>{words.of(notice.contact)}</span>
          </p>
        </>
      ) : (
        <p>{text['method.no-notice']}</p>
      )}
      <h2>{text['method.why']}</h2>
      <p {...words.inSurvey}>{words.of(opening.why)}</p>
      <h2>{text['method.period']}</h2>
      {openedOn !== undefined && (
        <p>
          {closedFrom === undefined
            ? text['method.open-since'](words.date(openedOn))
            : text['method.open-from'](words.date(openedOn), words.date(closedFrom))}
        </p>
      )}
      <p>{text['method.revision'](survey.revision)}</p>
      <p>{text[phase === 'preview' ? 'method.calendar' : 'method.final']}</p>
    </>
  );
}

/** Explains who was asked in which way, and how many answered. */
function Asked({ input: { survey, results, words } }: PartProps) {
  const { opening, questions, notice } = survey;
  const { modes, channels, unfinished, answered, invited, minutes, epsilon } = results;
  const text = words.results;
  const median = minutes && medianBand(minutes, epsilon);
  const ways = (notice?.channels ?? []).map(({ id, label }) =>
    text['method.way'](words.of(label), words.number(channels[id] ?? 0)),
  );
  return (
    <>
      <h2>{text['method.whom']}</h2>
      <p {...words.inSurvey}>{words.of(opening.who)}</p>
      <p>{text['method.no-sample']}</p>
      <h2>{text['method.how']}</h2>
      <p>{text['method.how-text'](words.number(questions.length), opening.minutes)}</p>
      <p {...words.inSurvey}>{words.of(opening.kept)}</p>
      {invited !== undefined && <p>{text['method.invited'](words.number(invited))}</p>}
      {ways.length > 0 && <p>{text['method.ways'](words.list(ways))}</p>}
      <p>{text['method.modes'](words.number(modes.self), words.number(modes.field))}</p>
      <p>{text['method.counted'](words.number(answered), words.number(unfinished))}</p>
      {answered + unfinished > 0 && (
        <p>{text['method.unfinished'](words.percent(Math.round((unfinished / (answered + unfinished)) * 100)))}</p>
      )}
      {median && <p data-results="median">{text['method.median'](median.from, median.to)}</p>}
    </>
  );
}

function Limits({ input: { survey, words } }: PartProps) {
  const text = words.results;
  const { several } = usePresentation(survey, words.language).words;
  const fills = survey.questions.some((question) => question.kind === 'matrix' && question.fillWith !== undefined);
  return (
    <>
      <h2>{text['method.limits']}</h2>
      <List
        sentences={[
          ...text['method.limit-list'],
          several,
          fills ? text['method.limit-fill'] : undefined,
          survey.typology ? text['method.limit-named'] : undefined,
          text['method.limit-open'],
        ]}
      />
    </>
  );
}

/** Shows in numbers what an attacker learns at most, and what is not promised. */
function GuaranteesTable({ words }: { readonly words: ResultsWords }) {
  const text = words.uiLanguage === 'en' ? guaranteesEn : guaranteesFr;
  return (
    <>
      <h2>{text.title}</h2>
      {text.lead.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      <table class={`data-table ${styles.rule} ${styles.odds}`} data-figure="guarantees">
        <caption class="unseen">{text.title}</caption>
        <thead>
          <tr>
            {text.head.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {GUARANTEES.map(({ exposures, right }, place) => (
            <tr key={exposures}>
              <th scope="row">{text.names[place]}</th>
              {right.map((share) => (
                <td key={share}>{words.percent(share)}</td>
              ))}
              <td>{text.sure[place]}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <ul>
        {text.not.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <ul class="aside">
        {text.references.map((reference) => (
          <li key={reference} lang="en">
            {reference}
          </li>
        ))}
      </ul>
    </>
  );
}

interface RevisedListProps {
  readonly survey: Survey;
  readonly words: ResultsWords;
}

/** When this revision was written, what it asks in another way and what it leaves; nothing for a revision whose file does not say. */
function RevisedList({ survey, words }: RevisedListProps) {
  const revised = useAsync(() => fetchSurveyObject<Revised>(survey.id, 'revised.json', 'on', 'changes'), [survey.id]);
  if (!revised) return null;
  const text = words.results;
  return (
    <>
      <p>{text['method.revised-on'](survey.revision, words.date(revised.on))}</p>
      <Folded summary={text['method.revised']}>
        <Changes changes={revised.changes} words={words} />
        {revised.kept && (
          <>
            <p>{text['method.kept-as-is']}</p>
            <Changes changes={revised.kept} words={words} />
          </>
        )}
      </Folded>
    </>
  );
}

function Changes({ changes, words }: { readonly changes: Revised['changes']; readonly words: ResultsWords }) {
  return (
    <ul {...words.inSurvey} data-results="revised">
      {changes.map(({ questions, what }) => (
        <li key={questions.join()}>{words.of(what)}</li>
      ))}
    </ul>
  );
}
