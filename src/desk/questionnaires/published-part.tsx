import { useCallback, useState } from 'preact/hooks';
import { ChannelsForm } from '../drafting/channels-form.tsx';
import { languagesIn } from '../drafting/draft-part.tsx';
import { NoticeForm, noticeIn } from '../drafting/notice-form.tsx';
import { PresentationForm } from '../drafting/presentation-form.tsx';
import { TextsPart } from '../drafting/texts-part.tsx';
import { type OpenSurvey, type SurveyTexts, useSurveyFiles } from '../drafting/use-survey-files.ts';
import { CalledPart } from '../parts/called-part.tsx';
import { may, useSite } from '../parts/desk-context.ts';
import { StatusNote } from '../parts/status-note.tsx';
import { useCounts } from '../parts/use-get.ts';
import { DownloadButtons } from '../workbooks/download-buttons.tsx';
import { CopyForm } from './copy-form.tsx';
import { EndingPart } from './ending-part.tsx';
import { stateOf } from './survey-words.tsx';
import { TrialPart } from './trial-part.tsx';
import { WordsPart } from './words-part.tsx';

interface PublishedPartProps {
  readonly told: OpenSurvey;
  readonly onChange: () => void;
}

/** What changes without a revision, what can be taken away, and how the survey ends. */
export function PublishedPart({ told, onChange }: PublishedPartProps) {
  const desk = useSite();
  const { words, me } = desk;
  const { questionnaires: text } = words.desk;
  const state = stateOf(told, me.today);
  const isStored = told.from === 'storage';
  const counted = useCounts(told.survey).find(({ survey }) => survey === told.survey);
  return (
    <div class="published halves">
      {state === 'published' && may(desk, 'publish') ? <TrialPart told={told} trial={counted?.trial} /> : null}
      {isStored && told.state === 'published' && may(desk, 'publish') && may(desk, 'author') ? (
        <Beside told={told} />
      ) : null}
      {state === 'published' && may(desk, 'read') ? (
        <section aria-labelledby="days">
          <h2 id="days">{text.days}</h2>
          <a class="button secondary" href={`#/conducting?s=${told.survey}`}>
            {text.changeClosing}
          </a>
        </section>
      ) : null}
      {/* A draft's own is next to where its files are put. */}
      {may(desk, 'author') && told.state !== 'draft' ? (
        <section aria-labelledby="take">
          <h2 id="take">{text.take}</h2>
          {isStored ? (
            <>
              {told.published ? (
                <DownloadButtons survey={told.survey} of="published" forms={['workbook', 'archive']} />
              ) : null}
              <p class="help">{text.duplicateHelp}</p>
              <CopyForm from="survey" id={told.survey} label={text.duplicate} />
            </>
          ) : null}
          <p>
            <a href={`#/exporting?s=${told.survey}`}>{text.exports}</a>
          </p>
        </section>
      ) : null}
      {isStored && told.state !== 'draft' && may(desk, 'publish') ? (
        <EndingPart told={told} counted={counted} onChange={onChange} />
      ) : null}
    </div>
  );
}

/** The notice, channels, presentation and texts next to the results, published as they are kept. */
function Beside({ told }: Pick<PublishedPartProps, 'told'>) {
  const desk = useSite();
  const { words } = desk;
  const { questionnaires: text } = words.desk;
  const [statusText, setStatusText] = useState('');
  const changed = useCallback(() => setStatusText(text.saved), [text.saved]);
  const texts = useSurveyFiles(desk, told, 'published', changed);
  return (
    <section aria-labelledby="beside">
      <h2 id="beside">{text.withoutRevision}</h2>
      <CalledPart asked={{ called: texts, again: () => {} }}>
        {(files: SurveyTexts) => {
          const languages = languagesIn(files);
          return (
            <>
              <h3>{text.notice}</h3>
              <p class="help">{text.noticeHelp}</p>
              <NoticeForm texts={files} languages={languages} />
              <h3>{text.channels}</h3>
              {noticeIn(files) ? <p class="help">{text.channelsHelp}</p> : null}
              <ChannelsForm texts={files} languages={languages} />
              <h3>{text.places.presentation}</h3>
              <PresentationForm texts={files} languages={languages} />
              <WordsPart texts={files} languages={languages} />
              <TextsPart
                texts={files}
                of={(file) => file === 'presentation.json'}
                languages={languages}
                title={text.presentation.texts}
                search={text.presentation.search}
              />
            </>
          );
        }}
      </CalledPart>
      <StatusNote text={statusText} />
    </section>
  );
}
