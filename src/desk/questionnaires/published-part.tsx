import { useCallback, useState } from 'preact/hooks';
import { TRIAL } from '../../core/survey/channel-id.ts';
import { Button } from '../../ui/elements/button.tsx';
import { QrCode } from '../../ui/elements/qr-code.tsx';
import { ChannelsForm } from '../drafting/channels-form.tsx';
import { languagesIn } from '../drafting/draft-part.tsx';
import { NoticeForm, noticeIn } from '../drafting/notice-form.tsx';
import { PresentationForm } from '../drafting/presentation-form.tsx';
import { publicAddress } from '../drafting/publish-part.tsx';
import { TextsPart } from '../drafting/texts-part.tsx';
import {
  type SurveyPartProps,
  type SurveyTexts,
  type TextsProps,
  useSurveyFiles,
} from '../drafting/use-survey-files.ts';
import { CopyText } from '../inviting/copy-text.tsx';
import { useCall } from '../parts/call-failure.tsx';
import { CalledPart } from '../parts/called-part.tsx';
import { may, useSite } from '../parts/desk-context.ts';
import { FileButton } from '../parts/file-button.tsx';
import { StatusNote } from '../parts/status-note.tsx';
import { useCounts } from '../parts/use-get.ts';
import { SurveyDownloads } from '../workbooks/download-button.tsx';
import { CopyForm } from './copy-form.tsx';
import { EndingPart } from './ending-part.tsx';
import { stateOf } from './survey-words.tsx';
import { WordsPart } from './words-part.tsx';

/** What changes without a revision, what can be taken away, and how the survey ends. */
export function PublishedPart({ overview, onChange }: SurveyPartProps) {
  const desk = useSite();
  const { words, me } = desk;
  const { questionnaires: text } = words.desk;
  const state = stateOf(overview, me.today);
  const isStored = overview.from === 'storage';
  const counted = useCounts(overview.survey).find(({ survey }) => survey === overview.survey);
  return (
    <div class="published halves">
      {state === 'published' && may(desk, 'publish') ? <TrialPart overview={overview} trial={counted?.trial} /> : null}
      {isStored && overview.state === 'published' && may(desk, 'publish') && may(desk, 'author') ? (
        <Beside overview={overview} />
      ) : null}
      {state === 'published' && may(desk, 'read') ? (
        <section aria-labelledby="days">
          <h2 id="days">{text.days}</h2>
          <a class="button secondary" href={`#/conducting?s=${overview.survey}`}>
            {text.changeClosing}
          </a>
        </section>
      ) : null}
      {/* A draft's own is next to where its files are put. */}
      {may(desk, 'author') && overview.state !== 'draft' ? (
        <section aria-labelledby="take">
          <h2 id="take">{text.take}</h2>
          {isStored ? (
            <>
              {overview.published ? (
                <SurveyDownloads survey={overview.survey} of="published" forms={['workbook', 'archive']} />
              ) : null}
              <p class="help">{text.duplicateHelp}</p>
              <CopyForm from="survey" id={overview.survey} label={text.duplicate} />
            </>
          ) : null}
          <p>
            <a href={`#/exporting?s=${overview.survey}`}>{text.exports}</a>
          </p>
        </section>
      ) : null}
      {isStored && overview.state !== 'draft' && may(desk, 'publish') ? (
        <EndingPart overview={overview} counted={counted} onChange={onChange} />
      ) : null}
    </div>
  );
}

/** The notice, channels, presentation and texts next to the results, published as they are kept. */
function Beside({ overview }: Pick<SurveyPartProps, 'overview'>) {
  const desk = useSite();
  const { words } = desk;
  const { questionnaires: text } = words.desk;
  const [statusText, setStatusText] = useState('');
  const changed = useCallback(() => setStatusText(text.saved), [text.saved]);
  const texts = useSurveyFiles(desk, overview, 'published', changed);
  return (
    <section aria-labelledby="beside">
      <h2 id="beside">{text.withoutRevision}</h2>
      <CalledPart asked={{ called: texts }}>
        {(files: SurveyTexts) => {
          const shared = { texts: files, languages: languagesIn(files) };
          return (
            <>
              <h3>{text.places.notice}</h3>
              <p class="help">{text.noticeHelp}</p>
              <NoticeForm {...shared} />
              <h3>{text.channels}</h3>
              {noticeIn(files) ? <p class="help">{text.channelsHelp}</p> : null}
              <ChannelsForm {...shared} />
              <h3>{text.places.presentation}</h3>
              <PresentationForm {...shared} />
              <LogoPart texts={files} overview={overview} />
              <WordsPart {...shared} />
              <TextsPart
                {...shared}
                of={(file) => file === 'presentation.json'}
                title={text.presentation.texts}
                isOpen={false}
              />
            </>
          );
        }}
      </CalledPart>
      <StatusNote text={statusText} />
    </section>
  );
}

/** Puts the organiser's logo on the cover of the printed report, and takes it away. */
function LogoPart({ texts, overview }: Pick<TextsProps, 'texts'> & Pick<SurveyPartProps, 'overview'>) {
  const { questionnaires: text } = useSite().words.desk;
  const { run, failure } = useCall();
  const [hasLogo, setHasLogo] = useState(overview.published?.files.some(({ path }) => path === 'logo.png'));
  const put = async (file: File | undefined) => {
    if (await run(texts.save('logo.png', file ? new Uint8Array(await file.arrayBuffer()) : null))) setHasLogo(!!file);
  };
  return (
    <>
      <p class="help">{text.logoHelp}</p>
      <div class="row">
        <FileButton label={text.logo} accept="image/png" onFiles={([file]) => file && void put(file)} />
        {hasLogo ? <Button label={text.removeLogo} onClick={() => void put(undefined)} /> : null}
      </div>
      {failure}
    </>
  );
}

/** The link of a trial, as long as it lasts: what comes by it counts nowhere, and is erased. */
function TrialPart({ overview, trial }: Pick<SurveyPartProps, 'overview'> & { readonly trial: number | undefined }) {
  const { words, me } = useSite();
  const { inviting, questionnaires } = words.desk;
  const { trial: text } = questionnaires;
  const until = Date.parse(overview.trialUntil ?? '');
  if (!(until > Date.now())) return null;
  const address = `${publicAddress(overview.survey)}&c=${TRIAL}`;
  const isUntilOpening = overview.opensOn !== null && overview.opensOn > me.today;
  return (
    <section aria-labelledby="trial" class="trial">
      <h2 id="trial">{text.title}</h2>
      <p>{isUntilOpening ? text.untilOpening(words.date(overview.opensOn ?? '')) : text.until(words.time(until))}</p>
      <div class="row">
        <QrCode text={address} label={text.qr} />
        <div class="stack">
          <a href={address}>{address}</a>
          <CopyText text={address} label={inviting.copyLink} />
          {trial === undefined ? null : <p class="help">{text.received(trial)}</p>}
        </div>
      </div>
    </section>
  );
}
