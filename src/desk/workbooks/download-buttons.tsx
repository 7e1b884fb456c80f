import { Button } from '../../ui/elements/button.tsx';
import { saveFile } from '../../ui/elements/save-file.ts';
import { useCall } from '../parts/call-failure.tsx';
import { useSite } from '../parts/desk-context.ts';

interface DownloadButtonsProps {
  readonly survey: string;
  readonly of: 'draft' | 'published';
  readonly forms: readonly ('workbook' | 'archive')[];
}

/** A survey's files to take away: as a workbook for Excel, and as an archive of the files themselves. */
export function DownloadButtons({ survey, of, forms }: DownloadButtonsProps) {
  const { client, words } = useSite();
  const { questionnaires: text } = words.desk;
  const { run, failure } = useCall();
  const download = async (what: 'archive' | 'workbook') => {
    const path = `/api/organiser/surveys/${survey}/${what}${of === 'draft' ? '?of=draft' : ''}`;
    const file = await run(client.stream(path));
    if (file) saveFile(await file.blob(), `${survey}${what === 'archive' ? '.survey.zip' : '.xlsx'}`);
  };
  return (
    <div class="stack">
      <div class="row">
        {forms.map((form) => (
          <Button
            key={form}
            label={form === 'archive' ? text.download : text.workbook.download}
            onClick={() => void download(form)}
          />
        ))}
      </div>
      {failure}
    </div>
  );
}
