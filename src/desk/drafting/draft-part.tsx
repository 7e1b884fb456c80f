import { Fragment } from 'preact';
import { useCallback, useRef, useState } from 'preact/hooks';
import {
  changeReply,
  type DraftReply,
  type DraftReport,
  draftReply,
  reportReply,
} from '../../wire/organiser/survey-reply.ts';
import { useCalled } from '../calls/use-called.ts';
import { ActButton } from '../parts/act.tsx';
import { CallFailure } from '../parts/call-failure.tsx';
import { CalledPart } from '../parts/called-part.tsx';
import { addressTo } from '../parts/desk-address.ts';
import { useSite, useWords } from '../parts/desk-context.ts';
import { useGet } from '../parts/use-get.ts';
import { wordFor } from '../words/desk-words.ts';
import { AccuracyPart } from './accuracy-part.tsx';
import { ChangesTable } from './changes-table.tsx';
import { PhoneFrame, PhonePreview, type PreviewPlace } from './phone-frame.tsx';
import { PublishPart } from './publish-part.tsx';
import { TextsPart } from './texts-part.tsx';
import {
  currentRevision,
  type OpenSurvey,
  revisionIn,
  type SurveyPartProps,
  type SurveyTexts,
  type TextsProps,
  useSurveyFiles,
} from './use-survey-files.ts';

const TABS = ['report', 'questions', 'profiles', 'publish'] as const;
type DraftTab = (typeof TABS)[number];

/** A draft as a tab of its page draws it. */
export interface OpenDraft extends SurveyPartProps, TextsProps {
  /** How often its files were changed on this page. */
  readonly changes: number;
  /** The checker says these of it, a line for each fault. */
  readonly lines: readonly string[];
}

interface DraftPartProps extends SurveyPartProps {
  /** The tab that the address names. */
  readonly part: string | null;
  /** How many lines of its file are not in it. */
  readonly notTaken: number;
  /** Before the tabs, in the same line. */
  readonly head: preact.ComponentChildren;
  /** Other rooms draw these tabs; for `report` and `publish`, what is below the rest. */
  readonly pages: Readonly<Record<DraftTab, (draft: OpenDraft) => preact.ComponentChildren>>;
}

/** A draft in four tabs: what became of its files, its questions, its profiles, and what is missing before it may be published. */
export function DraftPart({ overview, onChange, part, notTaken, head, pages }: DraftPartProps) {
  const desk = useSite();
  const { words } = desk;
  const tab = TABS.find((one) => one === part) ?? 'publish';
  const [changes, setChanges] = useState(0);
  const [tapped, setTapped] = useState<readonly string[]>([]);
  const changed = useCallback(() => setChanges((before) => before + 1), []);
  const texts = useSurveyFiles(desk, overview, 'draft', changed);
  const report = useGet(`/api/organiser/surveys/${overview.survey}/report`, reportReply, overview.version, changes);
  const { lines, advice = [] }: Partial<DraftReport> = report.called?.kind === 'ok' ? report.called.value : {};
  return (
    <>
      <div class="draft-head row">
        {head}
        <DraftTabs survey={overview.survey} tab={tab} lines={lines ?? []} />
      </div>
      <CalledPart asked={{ called: texts }}>
        {(files) => {
          const languages = languagesIn(files);
          const shown = [...files.files].filter(([file]) => isOfDraft(file, overview, files));
          const ofDraft = { ...files, files: new Map(shown) };
          const draft = { overview, onChange, texts: ofDraft, languages, changes, lines: lines ?? [] };
          if (tab === 'report')
            return (
              <div class="draft-report stack">
                <CalledPart asked={report} slow={words.desk.questionnaires.slow}>
                  {(value) => <ReportPart {...value} notTaken={notTaken} />}
                </CalledPart>
                {pages.report(draft)}
                {overview.state === 'draft' ? null : <ChangesTable overview={overview} texts={files} />}
              </div>
            );
          // These pages keep each change at once, so the draft of somebody else resets them.
          if (tab !== 'publish') return <Fragment key={overview.version}>{pages[tab](draft)}</Fragment>;
          const isSound = lines?.length === 0;
          return (
            <div class="draft stack">
              <DraftPreview {...{ overview, languages, changes }} onText={setTapped} />
              <div class="draft-side stack">
                <PublishPart
                  overview={overview}
                  texts={files}
                  languages={languages}
                  title={words.of(Object(revisionIn(files).title)) || overview.survey}
                  isSound={isSound}
                  advice={advice}
                  onChange={onChange}
                />
                <Discard overview={overview} onChange={onChange} />
              </div>
              {/* Last, because the list is long: on a phone what is missing comes before it. */}
              <div class="draft-texts stack">
                {isSound && overview.state === 'draft' ? <AccuracyPart texts={files} /> : null}
                <TextsPart
                  tapped={tapped}
                  isOpen={overview.state !== 'draft'}
                  texts={ofDraft}
                  of={(file) => file !== 'notice.json'}
                  languages={languages}
                  title={words.desk.questionnaires.texts}
                />
                {pages.publish(draft)}
              </div>
            </div>
          );
        }}
      </CalledPart>
    </>
  );
}

/** Links to the tabs of a draft, with how many faults are in each. */
function DraftTabs({ survey, tab, lines }: Pick<OpenDraft, 'lines'> & { survey: string; tab: DraftTab }) {
  const { questionnaires: text, pages } = useWords().desk;
  const names = { ...pages, report: text.report, profiles: text.places.typology, publish: text.confirmPublish };
  const within = (of: RegExp) => lines.filter((line) => of.test(readReportLine(line).path)).length;
  const counts = {
    report: lines.length,
    questions: within(/^(sections|scales)/),
    profiles: within(/^(typology|facts)/),
    publish: 0,
  };
  return (
    <nav class="tabs" aria-labelledby="draft">
      <ul>
        {TABS.map((one) => (
          <li key={one}>
            <a href={addressTo('survey', { s: survey, part: one })} aria-current={one === tab ? 'page' : undefined}>
              {names[one]}
              {counts[one] > 0 ? (
                <>
                  <span class="badge" aria-hidden="true">
                    {counts[one]}
                  </span>
                  <span class="unseen"> {text.faults(counts[one])}</span>
                </>
              ) : null}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** Files beside the revisions of a published survey are changed at once, where they are. Earlier revisions stay as they are. */
function isOfDraft(file: string, { state }: OpenSurvey, { files }: SurveyTexts): boolean {
  return /^\d+\.json$/.test(file) ? file === `${currentRevision(files.keys())}.json` : state === 'draft';
}

/** The languages of the current revision. */
export function languagesIn(texts: Pick<SurveyTexts, 'files'>): readonly string[] {
  const { languages: read } = revisionIn(texts);
  const languages = Array.isArray(read) ? read.filter((one) => typeof one === 'string') : [];
  return languages.length > 0 ? languages : ['fr'];
}

interface DraftPreviewProps extends Pick<OpenDraft, 'overview' | 'languages' | 'changes'>, Partial<PreviewPlace> {
  /** Told of the texts under a tap. */
  readonly onText: (texts: readonly string[]) => void;
}

/** The draft as a phone shows it. */
export function DraftPreview({ overview, languages, changes, onText, ...place }: DraftPreviewProps) {
  const desk = useSite();
  const { words } = desk;
  const { questionnaires: text } = words.desk;
  const draft = useCalled(
    (signal) => desk.client.get(`/api/organiser/surveys/${overview.survey}/preview`, draftReply, signal),
    [desk.client, overview.survey, overview.version, changes],
  );
  const { called } = draft;
  // The last readable draft stays while this one cannot be read.
  const last = useRef<DraftReply | undefined>(undefined);
  if (called?.kind === 'ok') last.current = called.value;
  const isFaulty = called?.kind === 'refused' && called.code === 'draft.faulty';
  return (
    <section class="draft-preview" aria-labelledby="preview">
      <h2 id="preview">{text.preview}</h2>
      {isFaulty ? <p class="help">{text.previewNone}</p> : null}
      {called && called.kind !== 'ok' && !isFaulty ? <CallFailure called={called} again={draft.again} /> : null}
      {last.current ? <PhoneFrame {...place} draft={last.current} languages={languages} onText={onText} /> : null}
      <PhonePreview overview={overview} />
    </section>
  );
}

function Discard({ overview, onChange }: SurveyPartProps) {
  const { client, words } = useSite();
  const { questionnaires: text } = words.desk;
  const path = `/api/organiser/surveys/${overview.survey}/draft`;
  return (
    <ActButton
      label={text.discard}
      title={text.confirmDiscard}
      effects={[text.discardEffects]}
      confirm={text.confirmDiscard}
      act={() => client.change('DELETE', path, { version: overview.follows.current }, changeReply)}
      onDone={onChange}
    />
  );
}

/** Reads `notice.faulty notice.json: retention.contacts: …`; a line of another shape is its own reason. */
function readReportLine(line: string) {
  const [, code = '', file = '', path = '', reason = line] = /^(\S+) ([^:]+): (.*?): (.+)$/s.exec(line) ?? [];
  return { code, reason, path, place: path === '' || path === '(file)' ? file : `${file} · ${path}` };
}

type ReportPartProps = Pick<DraftReport, 'lines' | 'held' | 'advice'> & Pick<DraftPartProps, 'notTaken'>;

/** What keeps the draft from being published, a line for each fault with its place. */
function ReportPart({ lines, held, advice, notTaken }: ReportPartProps) {
  const words = useWords();
  const { questionnaires: text, refusals } = words.desk;
  return (
    <section class="report" aria-labelledby="report">
      <h2 id="report">{text.report}</h2>
      <p role="status" class={lines.length > 0 ? 'fault' : notTaken > 0 ? undefined : 'good strong'}>
        {lines.length > 0 ? text.faults(lines.length) : notTaken > 0 ? text.notTaken(notTaken) : text.sound}
      </p>
      {lines.length > 0 ? <p class="help">{text.faultHelp}</p> : null}
      <ul class="lines">
        {lines.map(readReportLine).map(({ code, place, reason }) => (
          <li key={`${place} ${reason}`}>
            <p>
              <strong>{wordFor(text.kinds, code) ?? text.otherKind}</strong> <code>{place}</code>
            </p>
            {wordFor(refusals, reason) ? <p>{wordFor(refusals, reason)}</p> : <p lang="en">{reason}</p>}
          </li>
        ))}
        {[...held, ...advice].map((says) => (
          <li key={says.en}>{words.of(says)}</li>
        ))}
      </ul>
    </section>
  );
}
