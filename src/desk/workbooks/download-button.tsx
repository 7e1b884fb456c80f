import { Button } from '../../ui/elements/button.tsx';
import { saveFile } from '../../ui/elements/save-file.ts';
import { useCall } from '../parts/call-failure.tsx';
import { useSite } from '../parts/desk-context.ts';

interface DownloadButtonProps {
  readonly label: string;
  readonly path: string;
  /** The name under which it is saved. */
  readonly file: string;
}

/** Gets a file of the endpoint and saves it. */
export function DownloadButton({ label, path, file }: DownloadButtonProps) {
  const { client } = useSite();
  const { run, failure } = useCall();
  const download = async () => {
    const got = await run(client.stream(path));
    if (got) saveFile(await got.blob(), file);
  };
  return (
    <>
      <Button label={label} onClick={() => void download()} />
      {failure}
    </>
  );
}

interface SurveyDownloadsProps {
  readonly survey: string;
  readonly of: 'draft' | 'published';
  readonly forms: readonly ('workbook' | 'archive')[];
}

/** A survey's files to take away: as a workbook for Excel, and as an archive of the files themselves. */
export function SurveyDownloads({ survey, of, forms }: SurveyDownloadsProps) {
  const { questionnaires: text } = useSite().words.desk;
  return (
    <div class="row">
      {forms.map((form) => (
        <DownloadButton
          key={form}
          label={form === 'archive' ? text.download : text.workbook.download}
          path={`/api/organiser/surveys/${survey}/${form}?of=${of}`}
          file={`${survey}${form === 'archive' ? '.survey.zip' : '.xlsx'}`}
        />
      ))}
    </div>
  );
}

/** The workbook that an author begins with, in the language of the desk. */
export function TemplateButton() {
  const { words } = useSite();
  const { template } = words.desk.questionnaires;
  const path = `/api/organiser/template?lang=${words.uiLanguage}`;
  return (
    <div class="row">
      <DownloadButton label={template.download} path={path} file={template.file} />
    </div>
  );
}
