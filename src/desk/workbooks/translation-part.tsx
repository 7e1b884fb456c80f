import { useRef, useState } from 'preact/hooks';
import { changeReply, type WorkbookFindings } from '../../wire/organiser/survey-reply.ts';
import type { Called } from '../calls/desk-client.ts';
import type { OpenSurvey } from '../drafting/use-survey-files.ts';
import { CallFailure } from '../parts/call-failure.tsx';
import { useSite } from '../parts/desk-context.ts';
import { WorkbookPart } from './workbook-part.tsx';

interface TranslationPartProps {
  readonly told: OpenSurvey;
  readonly onDone: () => void;
}

/** Takes the texts of a language, in a workbook of names and languages, into the draft. */
export function TranslationPart({ told, onDone }: TranslationPartProps) {
  const { client, words } = useSite();
  const { translation: text, workbook } = words.desk.questionnaires;
  const file = useRef<HTMLInputElement>(null);
  const [failed, setFailed] = useState<Exclude<Called<unknown>, { kind: 'ok' }>>();
  const [taken, setTaken] = useState<WorkbookFindings>();
  const put = async (input: HTMLInputElement) => {
    const [chosen] = input.files ?? [];
    if (!chosen) return;
    const body = new Uint8Array(await chosen.arrayBuffer());
    input.value = '';
    const path = `/api/organiser/surveys/${told.survey}/draft/translation.xlsx`;
    const called = await client.change('PUT', path, { body, version: told.follows.current }, changeReply);
    setFailed(called.kind === 'ok' ? undefined : called);
    setTaken(called.kind === 'ok' ? called.value.report : undefined);
    if (called.kind === 'ok') told.follows.current = called.value.survey?.version ?? undefined;
  };
  return (
    <div class="stack">
      <h3>{text.title}</h3>
      <p class="help">{text.help}</p>
      <div class="row">
        <button type="button" class="secondary" onClick={() => file.current?.click()}>
          {text.choose}
        </button>
      </div>
      <input
        ref={file}
        type="file"
        hidden
        accept=".xlsx"
        data-translation
        onChange={({ currentTarget }) => void put(currentTarget)}
      />
      {failed ? (
        <>
          <CallFailure called={failed} />
          <WorkbookPart report={failed.kind === 'refused' ? failed.report : undefined} />
        </>
      ) : null}
      {taken ? (
        <>
          <WorkbookPart report={taken} />
          <div class="row">
            <button type="button" class="primary" onClick={onDone}>
              {workbook.see}
            </button>
          </div>
        </>
      ) : null}
    </div>
  );
}
