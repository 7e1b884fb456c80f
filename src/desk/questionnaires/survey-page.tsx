import { useMemo } from 'preact/hooks';
import { Button } from '../../ui/elements/button.tsx';
import { Lazy } from '../../ui/elements/lazy.tsx';
import {
  changeReply,
  type HomeChoice,
  homeReply,
  overviewReply,
  type SurveyOverview,
} from '../../wire/organiser/survey-reply.ts';
import { DraftPart, languagesIn } from '../drafting/draft-part.tsx';
import { publicAddress } from '../drafting/publish-part.tsx';
import { parsed, writtenJson } from '../drafting/text-list.ts';
import type { OpenSurvey, SurveyPartProps, TextsProps } from '../drafting/use-survey-files.ts';
import { useCall } from '../parts/call-failure.tsx';
import { CalledPart } from '../parts/called-part.tsx';
import { addressTo } from '../parts/desk-address.ts';
import { may, useSite, useWords } from '../parts/desk-context.ts';
import { useGet } from '../parts/use-get.ts';
import { SurveyDownloads } from '../workbooks/download-button.tsx';
import { reportOf } from '../workbooks/kept-report.ts';
import { LanguagesPart } from '../workbooks/languages-part.tsx';
import { TranslationPart } from '../workbooks/translation-part.tsx';
import { WorkbookPart } from '../workbooks/workbook-part.tsx';
import { CopyForm } from './copy-form.tsx';
import { PublishedPart } from './published-part.tsx';
import { RoomText, StateWord, surveyName, whoText } from './survey-words.tsx';
import { UploadForm } from './upload-form.tsx';

const loadProfiles = () => import('../profiles/profiles-part.tsx');

interface SurveyPageProps {
  readonly survey: string;
  readonly part: string | null;
}

/** One survey: its draft where there is one, and what is published of it. */
export function SurveyPage({ survey, part }: SurveyPageProps) {
  const { questionnaires: text, site } = useWords().desk;
  const asked = useGet('/api/organiser/overview', overviewReply);
  return (
    <>
      <p class="small">
        <a href="#/surveys">{site.surveys}</a>
      </p>
      <CalledPart asked={asked}>
        {({ surveys, home }) => {
          const overview = surveys.find((one) => one.survey === survey);
          return overview ? (
            <OneSurvey key={survey} overview={overview} home={home} part={part} onChange={asked.again} />
          ) : (
            <>
              <h1 tabIndex={-1}>{survey}</h1>
              <p role="alert">{text.unknown}</p>
            </>
          );
        }}
      </CalledPart>
    </>
  );
}

interface OneSurveyProps extends Pick<SurveyPageProps, 'part'> {
  readonly overview: SurveyOverview;
  readonly home: HomeChoice;
  readonly onChange: () => void;
}

const loadEditing = () => import('../editing/editing-page.tsx');

function OneSurvey({ overview: read, home, part, onChange }: OneSurveyProps) {
  const desk = useSite();
  const overview = useMemo((): OpenSurvey => ({ ...read, follows: { current: read.version ?? undefined } }), [read]);
  const { words } = desk;
  const { questionnaires: text } = words.desk;
  const hasDraft = overview.draft !== null && may(desk, 'author');
  const title = <h1 tabIndex={-1}>{surveyName(overview, words)}</h1>;
  return (
    <>
      {hasDraft ? (
        <DraftPart
          overview={overview}
          onChange={onChange}
          part={part}
          notTaken={reportOf(overview)?.report.rows.dropped ?? 0}
          head={
            <>
              {title}
              <h2 id="draft">{text.draftTitle(text.revision(overview.draftRevision ?? 1))}</h2>
            </>
          }
          pages={{
            report: () => <KeptReport overview={overview} />,
            questions: (draft) => (
              <Lazy load={loadEditing} words={words}>
                {({ EditingPage }) => <EditingPage {...draft} />}
              </Lazy>
            ),
            profiles: (draft) => (
              <Lazy load={loadProfiles} words={words}>
                {({ ProfilesPart }) => <ProfilesPart {...draft} />}
              </Lazy>
            ),
            publish: ({ texts }) => <DraftFiles overview={overview} texts={texts} onChange={onChange} />,
          }}
        />
      ) : (
        title
      )}
      {hasDraft && part !== null && part !== 'publish' ? null : (
        <>
          {overview.state === 'draft' ? null : (
            <p class="standing">
              <StateWord overview={overview} />{' '}
              {overview.published
                ? `${text.on(words.date(overview.published.on))}, ${text.by(whoText(overview.published.by, words))}`
                : null}
            </p>
          )}
          {overview.from === 'files' ? <p class="help">{text.files}</p> : <RoomText {...overview.room} />}
          {overview.published ? (
            <p class="help">{overview.cost === null ? text.uncosted : text.costs(words.number(overview.cost))}</p>
          ) : null}
          {overview.state === 'published' ? (
            <p>
              {text.links} <a href={publicAddress(overview.survey)}>{publicAddress(overview.survey)}</a>
            </p>
          ) : null}
          {overview.state === 'published' && may(desk, 'publish') && desk.me.limitedTo === undefined ? (
            <HomePart overview={overview} home={home} onChange={onChange} />
          ) : null}
          {!hasDraft && overview.from === 'storage' && overview.state === 'published' && may(desk, 'author') ? (
            <NextRevision overview={overview} onChange={onChange} />
          ) : null}
          <PublishedPart overview={overview} onChange={onChange} />
        </>
      )}
    </>
  );
}

/** Shows what became of the file that the draft was made from, as long as this tab remembers, and what is next. */
function KeptReport({ overview }: Pick<SurveyPartProps, 'overview'>) {
  const { workbook: text } = useWords().desk.questionnaires;
  const { report, ...file } = reportOf(overview) ?? {};
  return (
    <>
      <WorkbookPart report={report} {...file} />
      <p>
        <a class="button primary" href={addressTo('survey', { s: overview.survey, part: 'questions' })}>
          {text.see}
        </a>
      </p>
    </>
  );
}

/** Files that go into the draft and come out of it; what is rarely needed is folded. */
function DraftFiles({ overview, texts, onChange }: SurveyPartProps & Pick<TextsProps, 'texts'>) {
  const { questionnaires: text } = useWords().desk;
  const isStored = overview.from === 'storage';
  return (
    <>
      <UploadForm into={overview} onDone={onChange} />
      {isStored ? <SurveyDownloads survey={overview.survey} of="draft" forms={['workbook']} /> : null}
      <details class="others">
        <summary>{text.workbook.others}</summary>
        <div class="stack">
          <TranslationPart overview={overview} onChange={onChange} />
          <LanguagesPart texts={texts} languages={languagesIn(texts)} />
          {isStored ? (
            <>
              <h3>{text.take}</h3>
              <SurveyDownloads survey={overview.survey} of="draft" forms={['archive']} />
              {overview.state === 'draft' ? (
                <>
                  <p class="help">{text.duplicateHelp}</p>
                  <CopyForm from="survey" id={overview.survey} label={text.duplicate} />
                </>
              ) : null}
            </>
          ) : null}
        </div>
      </details>
    </>
  );
}

/** Begins the next revision as a copy of the current one, in a draft that begins as a copy of what is published. */
function NextRevision({ overview, onChange }: SurveyPartProps) {
  const { client, words } = useSite();
  const { questionnaires: text } = words.desk;
  const { run, failure } = useCall();
  const current = overview.revision ?? 1;
  const begin = async () => {
    const path = `/api/organiser/surveys/${overview.survey}`;
    const file = await run(client.stream(`${path}/files/${current}.json`));
    if (!file) return;
    const revision = Object(parsed(await file.text()));
    const body = new TextEncoder().encode(writtenJson({ ...revision, revision: current + 1 }));
    const change = { body, version: overview.follows.current };
    if (await run(client.change('PUT', `${path}/draft/${current + 1}.json`, change, changeReply))) onChange();
  };
  return (
    <>
      <p>
        <Button label={text.next(current + 1)} class="primary" onClick={() => void begin()} />
      </p>
      <p class="help">{text.nextHelp}</p>
      {failure}
    </>
  );
}

/** Shows which survey the site's bare address opens, and lets the organiser choose this one. */
function HomePart({ overview: { survey }, home, onChange }: Omit<OneSurveyProps, 'part'>) {
  const { client, words } = useSite();
  const { home: text } = words.desk.questionnaires;
  const { run, failure } = useCall();
  const isThis = home.survey === survey;
  const says = isThis ? text.this : home.survey === null ? text.none : text.other;
  const choose = async () => {
    if (await run(client.post('/api/organiser/home', { survey: isThis ? null : survey }, homeReply))) onChange();
  };
  return (
    <>
      <p>
        {says(`${location.origin}/`)} {home.isFixed ? text.fixed : null}
      </p>
      {home.isFixed ? null : (
        <p>
          <Button label={isThis ? text.leave : text.choose} onClick={() => void choose()} />
        </p>
      )}
      {failure}
    </>
  );
}
