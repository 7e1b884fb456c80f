import { useRef, useState } from 'preact/hooks';
import { allowsSurvey } from '../../wire/organiser/survey-limit.ts';
import { changeReply, type WorkbookFindings } from '../../wire/organiser/survey-reply.ts';
import type { OpenSurvey } from '../drafting/use-survey-files.ts';
import { CallFailure, type FailedCall } from '../parts/call-failure.tsx';
import { Loading } from '../parts/called-part.tsx';
import { DataForm } from '../parts/data-form.tsx';
import { addressTo } from '../parts/desk-address.ts';
import { type SiteDesk, useSite } from '../parts/desk-context.ts';
import { type FieldValues, type FormField, Labelled, missing } from '../parts/fields.tsx';
import type { DeskWords } from '../words/desk-words.ts';
import { keepReport } from '../workbooks/kept-report.ts';
import { undecidedLines, WorkbookPart } from '../workbooks/workbook-part.tsx';
import { type UploadRead, WORKBOOK_NAME } from './read-upload.ts';

/** Languages to choose from, where a file does not say its own. */
const LANGUAGES =
  'am ar bg bn ca cs da de el en es et fa fi fr ga ha he hi hr hu id it ja ko lt lv mg nb nl pl ps pt ro ru rw sk sl so sq sr sv sw ta th ti tr uk ur vi wo yo zh';

const SURVEY_ID = /^[a-z0-9][a-z0-9-]{0,63}$/;

/** The field of a new survey's id. A token that is limited to a prefix has it proposed. */
export function surveyIdField({ me, words }: Pick<SiteDesk, 'me' | 'words'>, proposed: string): FormField {
  const { questionnaires: text } = words.desk;
  const limitedTo = me.limitedTo ?? null;
  const [prefix = ''] = limitedTo?.flatMap((one) => (one.endsWith('*') ? [one.slice(0, -1)] : [])) ?? [];
  const value = allowsSurvey(limitedTo, proposed) ? proposed : `${prefix}${proposed}`.slice(0, 64);
  const names = limitedTo && text.idLimit(limitedTo.map((one) => one.replace('*', '…')).join(', '));
  return {
    name: 'id',
    label: text.id,
    isCode: true,
    value,
    help: names ?? undefined,
    fault: (id) => {
      if (!SURVEY_ID.test(id)) return text.idWrong;
      return allowsSurvey(limitedTo, id) ? undefined : (names ?? undefined);
    },
  };
}

function languageField({ desk: { questionnaires: text }, languageName, language }: DeskWords): FormField {
  const named = LANGUAGES.split(' ').map((tag) => [tag, languageName(tag)] as const);
  return {
    name: 'language',
    label: text.fileLanguage,
    options: [['', '…'], ...named.sort(([, one], [, other]) => one.localeCompare(other, language))],
    help: text.fileLanguageHelp,
    fault: missing(text.missing),
    hasFocus: true,
  };
}

interface PutFilesProps {
  readonly upload: UploadRead;
  readonly into: OpenSurvey | undefined;
  readonly onDone: () => void;
  readonly onCancel: () => void;
}

/** The files that were chosen: their survey, the button that sends them, and what became of the rows of a workbook. */
export function PutFiles({ upload, into, onDone, onCancel }: PutFilesProps) {
  const desk = useSite();
  const { words, client } = desk;
  const { questionnaires: text } = words.desk;
  const [done, setDone] = useState<number>();
  const [failed, setFailed] = useState<{ readonly path: string; readonly called: FailedCall }>();
  const { files, document } = upload;
  const file = {
    name: document?.name ?? [...files.keys()].join(', '),
    unread: Object.fromEntries(document?.unread ?? []),
  };
  // A second try goes on from what the first one has put.
  const own = useRef<string | undefined>(undefined);
  const size = [...files.values()].reduce((sum, { length }) => sum + length, 0);
  const follows = into?.follows ?? own;
  const [accepted, setAccepted] = useState<readonly string[]>([]);
  const [isAsked, setAsked] = useState(false);
  // One file after another, up to the first that is refused.
  const put = async ({ id = into?.survey ?? '', language = '' }: FieldValues) => {
    let report: WorkbookFindings | undefined;
    for (const [place, [path, body]] of [...files].entries()) {
      setDone(place);
      const [ending] = WORKBOOK_NAME.exec(path) ?? [];
      const answers = new URLSearchParams({ accept: accepted.join(','), language });
      const target = ending === undefined ? path : `workbook${ending.toLowerCase()}?${answers}`;
      const address = `/api/organiser/surveys/${id}/draft/${target}`;
      const called = await client.change('PUT', address, { body, version: follows.current }, changeReply);
      if (called.kind !== 'ok') {
        if (called.kind === 'refused' && called.code === 'workbook.language') setAsked(true);
        setDone(undefined);
        return setFailed({ path, called });
      }
      follows.current = called.value.survey?.version ?? undefined;
      report = called.value.report ?? report;
    }
    setFailed(undefined);
    if (report) keepReport(id, into?.revision ?? null, report, file);
    // The report on the lines is read first, where there is one.
    location.hash = addressTo('survey', {
      s: id,
      ...(report && { part: report.lines.length > 0 ? 'report' : 'questions' }),
    });
    onDone();
  };
  const refused = failed?.called.kind === 'refused' ? failed.called.report : undefined;
  // No choice would help where something is faulty.
  const isOpen = failed?.called.kind === 'refused' && failed.called.code === 'workbook.undecided';
  const open = isOpen && refused && 'lines' in refused ? undecidedLines(refused, accepted) : 0;
  const fields = [...(into ? [] : [surveyIdField(desk, upload.id ?? '')]), ...(isAsked ? [languageField(words)] : [])];
  return (
    <DataForm
      class="stack"
      fields={fields}
      submit={({ id = into?.survey }) => (done === undefined ? text.put(id || '…') : text.putting(done, files.size))}
      isBusy={done !== undefined || open > 0}
      note={open > 0 ? <span role="status">{text.workbook.left(open)}</span> : null}
      save={() => undefined}
      onDone={(given) => void put(given)}
      onCancel={onCancel}
    >
      {(form) => (
        <>
          {files.size > 1 ? <p>{text.fileCount(files.size, words.size(size))}</p> : null}
          {fields.map((field) => (
            <Labelled key={field.name} field={field} form={form} />
          ))}
          {done === undefined ? null : <Loading slow={text.slow} />}
          {failed ? (
            <>
              {refused || files.size === 1 ? null : <p class="fault">{text.stoppedAt(failed.path)}</p>}
              {isOpen ? null : <CallFailure called={failed.called} />}
              <WorkbookPart
                report={refused}
                {...file}
                accepted={accepted}
                onAccept={isOpen ? setAccepted : undefined}
              />
            </>
          ) : null}
        </>
      )}
    </DataForm>
  );
}
