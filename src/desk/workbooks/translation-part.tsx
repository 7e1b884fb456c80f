import { changeReply } from '../../wire/organiser/survey-reply.ts';
import type { SurveyPartProps } from '../drafting/use-survey-files.ts';
import { useCall } from '../parts/call-failure.tsx';
import { addressTo } from '../parts/desk-address.ts';
import { useSite } from '../parts/desk-context.ts';
import { FileButton } from '../parts/file-button.tsx';
import { keepReport } from './kept-report.ts';
import { WorkbookPart } from './workbook-part.tsx';

/** Takes the texts of a language, in a workbook of names and languages, into the draft. */
export function TranslationPart({ overview, onChange }: SurveyPartProps) {
  const { client, words } = useSite();
  const { translation: text } = words.desk.questionnaires;
  const { run, failed, failure } = useCall();
  const put = async ([chosen]: readonly File[]) => {
    if (!chosen) return;
    const body = new Uint8Array(await chosen.arrayBuffer());
    const { survey } = overview;
    const path = `/api/organiser/surveys/${survey}/draft/translation.xlsx`;
    const change = { body, version: overview.follows.current };
    const reply = await run(client.change('PUT', path, change, changeReply));
    if (!reply?.report) return;
    keepReport(survey, overview.revision, reply.report, chosen);
    location.hash = addressTo('survey', { s: survey, part: 'report' });
    onChange();
  };
  return (
    <div class="stack">
      <h3>{text.title}</h3>
      <p class="help">{text.help}</p>
      <div class="row" data-translation>
        <FileButton label={text.choose} accept=".xlsx" onFiles={(files) => void put(files)} />
      </div>
      {failure}
      <WorkbookPart report={failed?.kind === 'refused' ? failed.report : undefined} />
    </div>
  );
}
