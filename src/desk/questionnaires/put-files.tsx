import { useRef, useState } from 'preact/hooks';
import { changeReply, type WorkbookFindings } from '../../wire/organiser/survey-reply.ts';
import type { Called, DeskClient } from '../calls/desk-client.ts';
import type { OpenSurvey } from '../drafting/use-survey-files.ts';
import { CallFailure } from '../parts/call-failure.tsx';
import { useSite } from '../parts/desk-context.ts';
import { WorkbookPart } from '../workbooks/workbook-part.tsx';
import { type UploadRead, WORKBOOK_NAME } from './read-upload.ts';

export const SURVEY_ID = /^[a-z0-9][a-z0-9-]{0,63}$/;

interface FailedPut {
  readonly path: string;
  readonly called: Exclude<Called<unknown>, { kind: 'ok' }>;
}

interface PutFilesProps {
  readonly upload: UploadRead;
  readonly into: OpenSurvey | undefined;
  readonly onDone: (survey: string) => void;
  readonly onCancel: () => void;
}

/** The files that were chosen: their survey, the button that sends them, and what became of the rows of a workbook. */
export function PutFiles({ upload, into, onDone, onCancel }: PutFilesProps) {
  const { words, client } = useSite();
  const { questionnaires: text } = words.desk;
  const [id, setId] = useState(into?.survey ?? upload.id ?? '');
  const [isWrong, setIsWrong] = useState(false);
  const [done, setDone] = useState<number>();
  const [failed, setFailed] = useState<FailedPut>();
  const { files } = upload;
  // A second try goes on from what the first one has put.
  const own = useRef<string | undefined>(undefined);
  const size = [...files.values()].reduce((sum, { length }) => sum + length, 0);
  const follows = into?.follows ?? own;
  const [accepted, setAccepted] = useState<readonly string[]>([]);
  const [taken, setTaken] = useState<WorkbookFindings>();
  const put = async (event: SubmitEvent) => {
    event.preventDefault();
    setIsWrong(!SURVEY_ID.test(id));
    if (!SURVEY_ID.test(id)) return;
    const outcome = await putEach(client, { id, files, accepted, follows, onDone: setDone });
    if (outcome.failed) {
      setDone(undefined);
      return setFailed(outcome.failed);
    }
    const { report } = outcome;
    if (!report || report.lines.length === 0) return onDone(id);
    // What became of the rows is read before the draft is shown.
    setFailed(undefined);
    setTaken(report);
  };
  if (taken)
    return (
      <div class="stack">
        <WorkbookPart report={taken} />
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
          <CallFailure called={failed.called} />
          <WorkbookPart report={refused} accepted={accepted} onAccept={setAccepted} />
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

interface PutEach {
  readonly id: string;
  readonly files: UploadRead['files'];
  /** The cells of a workbook whose loss is accepted. */
  readonly accepted: readonly string[];
  /** The version of the draft that the next change follows. */
  readonly follows: { current: string | undefined };
  readonly onDone: (files: number) => void;
}

/** Puts one file after another into the draft, up to the first that is refused. */
async function putEach(
  client: DeskClient,
  { id, files, accepted, follows, onDone }: PutEach,
): Promise<{ readonly failed?: FailedPut; readonly report?: WorkbookFindings | undefined }> {
  let report: WorkbookFindings | undefined;
  for (const [place, [path, body]] of [...files].entries()) {
    onDone(place);
    const [ending] = WORKBOOK_NAME.exec(path) ?? [];
    const target =
      ending === undefined ? path : `workbook${ending}?accept=${accepted.map(encodeURIComponent).join(',')}`;
    const address = `/api/organiser/surveys/${id}/draft/${target}`;
    const called = await client.change('PUT', address, { body, version: follows.current }, changeReply);
    if (called.kind !== 'ok') return { failed: { path, called } };
    follows.current = called.value.survey?.version ?? undefined;
    report = called.value.report ?? report;
  }
  return { report };
}
