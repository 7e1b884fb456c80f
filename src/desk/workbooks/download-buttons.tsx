import { useState } from 'preact/hooks';
import { saveFile } from '../../ui/elements/save-file.ts';
import type { Called } from '../calls/desk-client.ts';
import { CallFailure } from '../parts/call-failure.tsx';
import { useSite } from '../parts/desk-context.ts';

interface DownloadButtonsProps {
  readonly survey: string;
  readonly of: 'draft' | 'published';
  /** Each is one button. */
  readonly forms: readonly ('workbook' | 'archive')[];
}

/** A survey's files to take away: as a workbook for Excel, and as an archive of the files themselves. */
export function DownloadButtons({ survey, of, forms }: DownloadButtonsProps) {
  const { client, words } = useSite();
  const { questionnaires: text } = words.desk;
  const [failed, setFailed] = useState<Exclude<Called<unknown>, { kind: 'ok' }>>();
  const download = async (what: 'archive' | 'workbook') => {
    const path = `/api/organiser/surveys/${survey}/${what}${of === 'draft' ? '?of=draft' : ''}`;
    const called = await client.stream(path, new AbortController().signal);
    setFailed(called.kind === 'ok' ? undefined : called);
    if (called.kind === 'ok')
      saveFile(await called.value.blob(), `${survey}${what === 'archive' ? '.survey.zip' : '.xlsx'}`);
  };
  return (
    <div class="stack">
      <div class="row">
        {forms.map((form) => (
          <button key={form} type="button" class="secondary" onClick={() => void download(form)}>
            {form === 'archive' ? text.download : text.workbook.download}
          </button>
        ))}
      </div>
      {failed ? <CallFailure called={failed} /> : null}
    </div>
  );
}
