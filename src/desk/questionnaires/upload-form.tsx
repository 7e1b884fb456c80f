import { useState } from 'preact/hooks';
import { saveAs } from '../../core/check/save-as.ts';
import { Button } from '../../ui/elements/button.tsx';
import { slugOf } from '../drafting/slug.ts';
import type { OpenSurvey } from '../drafting/use-survey-files.ts';
import { Loading } from '../parts/called-part.tsx';
import { useWords } from '../parts/desk-context.ts';
import { FileButton } from '../parts/file-button.tsx';
import { FaultNote } from '../parts/status-note.tsx';
import { TemplateButton } from '../workbooks/download-button.tsx';
import { readMarkup } from '../workbooks/read-document.ts';
import { PutFiles } from './put-files.tsx';
import { readChosen, type UploadChosen } from './read-upload.ts';

interface UploadFormProps {
  /** The survey whose draft gets the files; a new one where there is none. */
  readonly into?: OpenSurvey;
  readonly onDone?: () => void;
}

/** Files, a folder or an archive for a draft, put one by one. */
export function UploadForm({ into, onDone = () => undefined }: UploadFormProps) {
  const words = useWords();
  const { questionnaires: text, failures } = words.desk;
  const refusals = { 'no-archive': text.notAnArchive, 'too-large': text.tooLarge, unreachable: failures.unreachable };
  const [chosen, setChosen] = useState<UploadChosen>();
  const [times, setTimes] = useState(0);
  const [isReading, setIsReading] = useState(false);
  const choose = async (list: readonly File[]) => {
    if (list.length === 0) return;
    setIsReading(true);
    setChosen(await readChosen(list));
    setIsReading(false);
    setTimes((before) => before + 1);
  };
  return (
    <div class="upload stack">
      {into ? <h3>{text.addFiles}</h3> : null}
      <DropArea onFiles={choose} />
      <details>
        <summary>{text.which}</summary>
        <div class="stack">
          <p class="help">{text.uploadHelp}</p>
          {into ? <p class="help">{text.addFilesHelp}</p> : null}
          <FileButton label={text.chooseFolder} isFolder onFiles={(files) => void choose(files)} />
        </div>
      </details>
      {into ? null : <TemplateButton />}
      <PastedText onFiles={choose} />
      {isReading ? <Loading slow={text.slow} /> : null}
      {chosen && chosen.kind !== 'files' ? (
        <FaultNote text={chosen.kind === 'other' ? words.of(saveAs(chosen.name)) : refusals[chosen.why]} />
      ) : null}
      {chosen?.kind === 'files' ? (
        <PutFiles
          key={times}
          upload={chosen.upload}
          into={into}
          onDone={() => {
            setChosen(undefined);
            onDone();
          }}
          onCancel={() => setChosen(undefined)}
        />
      ) : null}
    </div>
  );
}

/** Takes files from their button or dropped on it. */
function DropArea({ onFiles }: { readonly onFiles: (files: readonly File[]) => Promise<void> }) {
  const { questionnaires: text } = useWords().desk;
  const [isOver, setIsOver] = useState(false);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a shortcut of the buttons inside.
    <div
      class={`drop box stack${isOver ? ' is-over' : ''}`}
      onDragOver={(event) => {
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setIsOver(false);
        void onFiles([...(event.dataTransfer?.files ?? [])]);
      }}
    >
      <FileButton
        label={text.choose}
        accept=".docx,.odt,.txt,.xlsx,.ods,.tsv,.zip,.json,.md,.png"
        multiple
        onFiles={(files) => void onFiles(files)}
      />
      <p>{text.drop}</p>
    </div>
  );
}

/** Questions copied from a document: they become a draft as a file would. */
function PastedText({ onFiles }: { readonly onFiles: (files: readonly File[]) => Promise<void> }) {
  const { paste: text } = useWords().desk.questionnaires;
  const [pasted, setPasted] = useState('');
  const [title = ''] = pasted.trim().split('\n');
  return (
    <details>
      <summary>{text.title}</summary>
      {/* No form: it would be one more landmark without a name. */}
      <div class="stack">
        <label>
          {text.label}
          <textarea
            rows={10}
            value={pasted}
            onInput={({ currentTarget }) => setPasted(currentTarget.value)}
            onPaste={(event) => {
              const html = event.clipboardData?.getData('text/html') ?? '';
              // A text alone has lost which lines are cells of a table, and which items of a list.
              if (!/<(?:table|li)\b|mso-list/i.test(html)) return;
              event.preventDefault();
              const { currentTarget: box } = event;
              box.setRangeText(readMarkup(html), box.selectionStart, box.selectionEnd, 'end');
              setPasted(box.value);
            }}
          />
          <span class="help">{text.help}</span>
        </label>
        <div class="row">
          <Button
            label={text.read}
            disabled={pasted.trim() === ''}
            onClick={() => void onFiles([new File([pasted], `${slugOf(title) || 'texte'}.txt`)])}
          />
        </div>
      </div>
    </details>
  );
}
