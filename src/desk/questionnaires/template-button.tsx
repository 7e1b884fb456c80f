import { Button } from '../../ui/elements/button.tsx';
import { saveFile } from '../../ui/elements/save-file.ts';
import { useCall } from '../parts/call-failure.tsx';
import { useSite } from '../parts/desk-context.ts';

/** The workbook that an author begins with, in the language of the desk. */
export function TemplateButton() {
  const { client, words } = useSite();
  const { run, failure } = useCall();
  const { template } = words.desk.questionnaires;
  const download = async () => {
    const file = await run(client.stream(`/api/organiser/template?lang=${words.uiLanguage}`));
    if (file) saveFile(await file.blob(), template.file);
  };
  return (
    <>
      <div class="row">
        <Button label={template.download} onClick={() => void download()} />
      </div>
      {failure}
    </>
  );
}
