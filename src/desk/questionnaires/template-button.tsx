import { useState } from 'preact/hooks';
import { saveFile } from '../../ui/elements/save-file.ts';
import { CallFailure } from '../parts/call-failure.tsx';
import { useSite } from '../parts/desk-context.ts';

/** The workbook that an author begins with, in the language of the desk. */
export function TemplateButton() {
  const { client, words } = useSite();
  const [failed, setFailed] = useState<Parameters<typeof CallFailure>[0]['called']>();
  const { template } = words.desk.questionnaires;
  const download = async () => {
    const path = `/api/organiser/template?lang=${words.uiLanguage}`;
    const called = await client.stream(path, new AbortController().signal);
    setFailed(called.kind === 'ok' ? undefined : called);
    if (called.kind === 'ok') saveFile(await called.value.blob(), template.file);
  };
  return (
    <>
      <div class="row">
        <button type="button" class="secondary" onClick={() => void download()}>
          {template.download}
        </button>
      </div>
      {failed ? <CallFailure called={failed} /> : null}
    </>
  );
}
