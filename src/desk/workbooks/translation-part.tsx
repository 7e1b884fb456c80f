import { useState } from 'preact/hooks';
import { changeReply, type WorkbookFindings } from '../../wire/organiser/survey-reply.ts';
import type { SurveyPartProps } from '../drafting/use-survey-files.ts';
import { Button } from '../parts/button.tsx';
import { useCall } from '../parts/call-failure.tsx';
import { useSite } from '../parts/desk-context.ts';
import { FileButton } from '../parts/file-button.tsx';
import { WorkbookPart } from './workbook-part.tsx';

/** Takes the texts of a language, in a workbook of names and languages, into the draft. */
export function TranslationPart({ overview, onChange }: SurveyPartProps) {
  const { client, words } = useSite();
  const { translation: text, workbook } = words.desk.questionnaires;
  const { run, failed, failure } = useCall();
  const [taken, setTaken] = useState<WorkbookFindings>();
  const put = async ([chosen]: readonly File[]) => {
    if (!chosen) return;
    const body = new Uint8Array(await chosen.arrayBuffer());
    const path = `/api/organiser/surveys/${overview.survey}/draft/translation.xlsx`;
    const change = { body, version: overview.follows.current };
    const reply = await run(client.change('PUT', path, change, changeReply));
    setTaken(reply?.report);
    if (reply) overview.follows.current = reply.survey?.version ?? undefined;
  };
  return (
    <div class="stack">
      <h3>{text.title}</h3>
      <p class="help">{text.help}</p>
      <div class="row" data-translation>
        <FileButton label={text.choose} accept=".xlsx" onFiles={(files) => void put(files)} />
      </div>
      {failed ? (
        <>
          {failure}
          <WorkbookPart report={failed.kind === 'refused' ? failed.report : undefined} />
        </>
      ) : null}
      {taken ? (
        <>
          <WorkbookPart report={taken} />
          <div class="row">
            <Button label={workbook.see} class="primary" onClick={onChange} />
          </div>
        </>
      ) : null}
    </div>
  );
}
