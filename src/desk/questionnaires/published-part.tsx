import { useCallback, useState } from 'preact/hooks';
import { saveFile } from '../../ui/elements/save-file.ts';
import { changeReply, countsReply, deletedReply } from '../calls/survey-reply.ts';
import { useCalled } from '../calls/use-called.ts';
import { ChannelsForm } from '../drafting/channels-form.tsx';
import { languagesIn } from '../drafting/draft-part.tsx';
import { NoticeForm, noticeIn } from '../drafting/notice-form.tsx';
import { OneStep } from '../drafting/one-step.tsx';
import { TextsPart } from '../drafting/texts-part.tsx';
import { type OpenSurvey, type SurveyTexts, useSurveyFiles } from '../drafting/use-survey-files.ts';
import { CallFailure } from '../parts/call-failure.tsx';
import { CalledPart } from '../parts/called-part.tsx';
import { may, type SiteDesk } from '../parts/desk-context.ts';
import { CopyForm } from './copy-form.tsx';
import { stateOf } from './survey-words.tsx';
import { WordsPart } from './words-part.tsx';

interface PublishedPartProps {
  readonly desk: SiteDesk;
  readonly told: OpenSurvey;
  readonly onChange: () => void;
}

/** What changes without a revision, what can be taken away, and how the survey ends. */
export function PublishedPart({ desk, told, onChange }: PublishedPartProps) {
  const { words, me } = desk;
  const { questionnaires: text } = words.desk;
  const state = stateOf(told, me.today);
  const isStored = told.from === 'storage';
  return (
    <div class="published">
      {isStored && told.state === 'published' && may(desk, 'publish') ? <Beside desk={desk} told={told} /> : null}
      {state === 'published' && may(desk, 'read') ? (
        <section aria-labelledby="days">
          <h2 id="days">{text.days}</h2>
          <a class="button secondary" href={`#/conducting?s=${told.survey}`}>
            {text.changeClosing}
          </a>
        </section>
      ) : null}
      {may(desk, 'author') ? (
        <section aria-labelledby="take">
          <h2 id="take">{text.take}</h2>
          {isStored ? <Download desk={desk} told={told} /> : null}
          {isStored ? (
            <>
              <p class="help">{text.duplicateHelp}</p>
              <CopyForm desk={desk} from="survey" id={told.survey} label={text.duplicate} />
            </>
          ) : null}
          {told.state === 'draft' ? null : (
            <p>
              <a href={`#/exporting?s=${told.survey}`}>{text.exports}</a>
            </p>
          )}
        </section>
      ) : null}
      {isStored && told.state !== 'draft' && may(desk, 'publish') ? (
        <Ending desk={desk} told={told} onChange={onChange} />
      ) : null}
    </div>
  );
}

/** The notice, channels, presentation and texts next to the results, published as they are kept. */
function Beside({ desk, told }: Pick<PublishedPartProps, 'desk' | 'told'>) {
  const { words } = desk;
  const { questionnaires: text } = words.desk;
  const [statusText, setStatusText] = useState('');
  const changed = useCallback(() => setStatusText(text.saved), [text.saved]);
  const texts = useSurveyFiles(desk, told, 'published', changed);
  return (
    <section aria-labelledby="beside">
      <h2 id="beside">{text.withoutRevision}</h2>
      <CalledPart asked={{ called: texts, again: () => {} }} words={words}>
        {(files: SurveyTexts) => {
          const languages = languagesIn(files);
          return (
            <>
              <h3>{text.notice}</h3>
              <p class="help">{text.noticeHelp}</p>
              <NoticeForm desk={desk} texts={files} languages={languages} />
              <h3>{text.channels}</h3>
              {noticeIn(files) ? <p class="help">{text.channelsHelp}</p> : null}
              <ChannelsForm desk={desk} texts={files} languages={languages} />
              <WordsPart desk={desk} texts={files} languages={languages} />
              <TextsPart
                desk={desk}
                texts={files}
                of={(file) => file === 'presentation.json'}
                languages={languages}
                title={text.places.presentation}
              />
            </>
          );
        }}
      </CalledPart>
      <p role="status" class="status-text">
        {statusText}
      </p>
    </section>
  );
}

function Download({ desk, told }: Pick<PublishedPartProps, 'desk' | 'told'>) {
  const { client, words } = desk;
  const [failed, setFailed] = useState<Parameters<typeof CallFailure>[0]['called']>();
  const download = async (what: 'archive' | 'workbook') => {
    const of = told.published ? '' : '?of=draft';
    const path = `/api/organiser/surveys/${told.survey}/${what}${of}`;
    const called = await client.stream(path, new AbortController().signal);
    setFailed(called.kind === 'ok' ? undefined : called);
    if (called.kind === 'ok')
      saveFile(await called.value.blob(), `${told.survey}${what === 'archive' ? '.survey.zip' : '.xlsx'}`);
  };
  return (
    <>
      <button type="button" class="secondary" onClick={() => void download('archive')}>
        {words.desk.questionnaires.download}
      </button>
      <button type="button" class="secondary" onClick={() => void download('workbook')}>
        {words.desk.questionnaires.workbook.download}
      </button>
      {failed ? <CallFailure called={failed} words={words} /> : null}
    </>
  );
}

function following({ follows }: OpenSurvey) {
  return { body: { dryRun: false }, version: follows.current };
}

/** Taking back, withdrawing and deleting, each told before it is done. */
function Ending({ desk, told, onChange }: PublishedPartProps) {
  const { client, words, me } = desk;
  const { questionnaires: text } = words.desk;
  const path = `/api/organiser/surveys/${told.survey}`;
  const counts = useCalled((signal) => client.get('/api/organiser/counts', countsReply, signal), [client, told.survey]);
  const counted =
    counts.called?.kind === 'ok' ? counts.called.value.counts.find(({ survey }) => survey === told.survey) : undefined;
  const responses = (counted?.complete ?? 0) + (counted?.partial ?? 0);
  const isOver = stateOf(told, me.today) !== 'published';
  return (
    <section aria-labelledby="ends">
      <h2 id="ends">{text.ends}</h2>
      {told.state === 'published' && counted && responses === 0 ? (
        <OneStep
          desk={desk}
          label={text.takeBack}
          title={text.confirmTakeBack}
          effects={[text.takeBackEffects]}
          confirm={text.confirmTakeBack}
          act={() => client.change('POST', `${path}/take-back`, following(told), changeReply)}
          onDone={onChange}
        />
      ) : null}
      {told.state === 'published' ? (
        <OneStep
          desk={desk}
          label={text.withdraw}
          title={text.confirmWithdraw}
          effects={text.withdrawEffects}
          confirm={text.confirmWithdraw}
          act={() => client.change('POST', `${path}/withdraw`, following(told), changeReply)}
          onDone={onChange}
        />
      ) : null}
      {isOver ? (
        <OneStep
          desk={desk}
          label={text.delete}
          title={text.delete.replace(/…$/, '')}
          effects={text.deleteEffects(words.number(responses))}
          confirm={text.confirmDelete}
          typed={{ text: told.survey, label: text.deleteTyped(told.survey) }}
          act={() => client.change('POST', `${path}/delete`, { body: { dryRun: false } }, deletedReply)}
          onDone={() => {
            location.hash = '#/surveys';
          }}
        />
      ) : null}
    </section>
  );
}
