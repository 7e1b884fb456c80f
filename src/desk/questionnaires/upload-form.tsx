import { useRef, useState } from 'preact/hooks';
import type { Called } from '../calls/desk-client.ts';
import { changeReply, type WorkbookTold } from '../calls/survey-reply.ts';
import type { OpenSurvey } from '../drafting/use-survey-files.ts';
import { CallFailure } from '../parts/call-failure.tsx';
import type { SiteDesk } from '../parts/desk-context.ts';
import { WorkbookPart } from '../workbooks/workbook-part.tsx';
import { PastedText } from './pasted-text.tsx';
import { readChosen, type UploadChosen, type UploadRead, WORKBOOK_NAME } from './read-upload.ts';
import { TemplateButton } from './template-button.tsx';

interface UploadFormProps {
  readonly desk: SiteDesk;
  /** The survey whose draft gets the files; a new one where there is none. */
  readonly into?: OpenSurvey;
  readonly onDone: (survey: string) => void;
}

export const SURVEY_ID = /^[a-z0-9][a-z0-9-]{0,63}$/;

/** Files, a folder or an archive for a draft, put one by one. */
export function UploadForm({ desk, into, onDone }: UploadFormProps) {
  const { words } = desk;
  const { questionnaires: text } = words.desk;
  const [chosen, setChosen] = useState<UploadChosen>();
  const [isOver, setIsOver] = useState(false);
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const [times, setTimes] = useState(0);
  const choose = async (list: readonly File[]) => {
    if (list.length === 0) return;
    setChosen(await readChosen(list));
    setTimes((before) => before + 1);
  };
  // Emptied, or the same file chosen again, corrected, would be no change.
  const chooseIn = (input: HTMLInputElement) => {
    const list = [...(input.files ?? [])];
    input.value = '';
    void choose(list);
  };
  return (
    <div class="upload">
      {into ? <h3>{text.addFiles}</h3> : null}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is a shortcut of the buttons inside. */}
      <div
        class={`drop${isOver ? ' is-over' : ''}`}
        onDragOver={(event) => {
          event.preventDefault();
          setIsOver(true);
        }}
        onDragLeave={() => setIsOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setIsOver(false);
          void choose([...(event.dataTransfer?.files ?? [])]);
        }}
      >
        <button type="button" class="secondary" onClick={() => files.current?.click()}>
          {text.choose}
        </button>
        <p>{text.drop}</p>
        <input
          ref={files}
          type="file"
          hidden
          multiple
          accept=".zip,.json,.md,.png,.xlsx,.txt,.tsv"
          onChange={({ currentTarget }) => chooseIn(currentTarget)}
        />
        <input
          ref={(element) => {
            folder.current = element;
            // No attribute of the standard, and the only way to choose a folder.
            element?.setAttribute('webkitdirectory', '');
          }}
          type="file"
          hidden
          onChange={({ currentTarget }) => chooseIn(currentTarget)}
        />
      </div>
      <details>
        <summary>{text.which}</summary>
        <div class="stack">
          <p class="help">{text.uploadHelp}</p>
          {into ? <p class="help">{text.addFilesHelp}</p> : null}
          <button type="button" class="secondary" onClick={() => folder.current?.click()}>
            {text.chooseFolder}
          </button>
        </div>
      </details>
      {into ? null : <TemplateButton desk={desk} />}
      <PastedText text={text} onText={(file) => void choose([file])} />
      {chosen?.kind === 'refused' ? (
        <p role="alert" class="fault">
          {{ nothing: text.nothingIn, 'no-archive': text.notAnArchive, 'too-large': text.tooLarge }[chosen.why]}
        </p>
      ) : null}
      {chosen?.kind === 'files' ? (
        <Putting
          key={times}
          desk={desk}
          upload={chosen.upload}
          into={into}
          onDone={onDone}
          onCancel={() => setChosen(undefined)}
        />
      ) : null}
    </div>
  );
}

interface PuttingProps {
  readonly desk: SiteDesk;
  readonly upload: UploadRead;
  readonly into: OpenSurvey | undefined;
  readonly onDone: (survey: string) => void;
  readonly onCancel: () => void;
}

function Putting({ desk, upload, into, onDone, onCancel }: PuttingProps) {
  const { client, words } = desk;
  const { questionnaires: text } = words.desk;
  const [id, setId] = useState(into?.survey ?? upload.id ?? '');
  const [isWrong, setIsWrong] = useState(false);
  const [done, setDone] = useState<number>();
  const [failed, setFailed] = useState<{
    readonly path: string;
    readonly called: Exclude<Called<unknown>, { kind: 'ok' }>;
  }>();
  const { files } = upload;
  // A second try goes on from what the first one has put.
  const own = useRef<string | undefined>(undefined);
  const size = [...files.values()].reduce((sum, { length }) => sum + length, 0);
  const follows = into?.follows ?? own;
  const [accepted, setAccepted] = useState<readonly string[]>([]);
  const [taken, setTaken] = useState<WorkbookTold>();
  const put = async (event: SubmitEvent) => {
    event.preventDefault();
    setIsWrong(!SURVEY_ID.test(id));
    if (!SURVEY_ID.test(id)) return;
    let report: WorkbookTold | undefined;
    for (const [place, [path, body]] of [...files].entries()) {
      setDone(place);
      const called = await client.change(
        'PUT',
        `/api/organiser/surveys/${id}/draft/${WORKBOOK_NAME.test(path) ? `workbook${WORKBOOK_NAME.exec(path)?.[0]}?accept=${accepted.map(encodeURIComponent).join(',')}` : path}`,
        { body, version: follows.current },
        changeReply,
      );
      if (called.kind !== 'ok') {
        setDone(undefined);
        return setFailed({ path, called });
      }
      follows.current = called.value.survey?.version ?? undefined;
      report = called.value.report ?? report;
    }
    if (!report || report.lines.length === 0) return onDone(id);
    // What became of the rows is read before the draft is shown.
    setFailed(undefined);
    setTaken(report);
  };
  if (taken)
    return (
      <div class="stack">
        <WorkbookPart report={taken} words={words} />
        <button type="button" class="primary" onClick={() => onDone(id)}>
          {text.workbook.see}
        </button>
      </div>
    );
  const refused = failed?.called.kind === 'refused' ? failed.called.report : undefined;
  return (
    <form class="stack" onSubmit={(event) => void put(event)} noValidate>
      {files.size > 1 ? <p>{text.fileCount(files.size, words.size(size))}</p> : null}
      {into ? null : (
        <label>
          {text.id}
          <input
            type="text"
            value={id}
            autocapitalize="none"
            spellcheck={false}
            aria-invalid={isWrong}
            onInput={({ currentTarget }) => setId(currentTarget.value.trim())}
          />
          {isWrong ? <span class="fault">{text.idWrong}</span> : null}
        </label>
      )}
      {failed ? (
        <>
          {refused || files.size === 1 ? null : <p class="fault">{text.stoppedAt(failed.path)}</p>}
          <CallFailure called={failed.called} words={words} />
          <WorkbookPart report={refused} words={words} accepted={accepted} onAccept={setAccepted} />
        </>
      ) : null}
      <div class="row">
        <button type="submit" class="primary" disabled={done !== undefined}>
          {done === undefined ? text.put(id || '…') : text.putting(done, files.size)}
        </button>
        <button type="button" class="secondary" onClick={onCancel}>
          {text.cancel}
        </button>
      </div>
    </form>
  );
}
