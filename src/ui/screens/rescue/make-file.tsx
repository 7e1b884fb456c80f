import { useState } from 'preact/hooks';
import type { UiLanguage } from '../../../core/ui-language.ts';
import type { RescueFile } from '../../../device/port/exported-file.ts';
import { rescueFileName, saveFile } from '../../elements/save-file.ts';
import { useAsync } from '../../elements/use-async.ts';
import { browserOutlets, handOver } from '../../elements/web-share.ts';
import type { Session } from '../../state/session.ts';
import type { RescueStrings } from '../../words/fr/rescue.ts';
import { ownOutbox } from './own-outbox.ts';
import styles from './rescue.module.css';

export function MakeFile({ session, text }: { readonly session: Session; readonly text: RescueStrings }) {
  const [statusText, setStatusText] = useState<readonly string[]>([]);
  const hasDevelopment = useAsync(hasDevelopmentDatabase, []);
  const { outbox } = session.device;
  const { survey, words } = session.edition.value;
  const { waiting, refused } = ownOutbox(session.outbox.value, survey.id);
  const isIdle = waiting === 0 && refused === 0;

  async function make(give: (file: File, says: string) => unknown): Promise<void> {
    const exported = await outbox.exportFile();
    if (exported === 'no-code') return setStatusText([text['rescue.no-code']]);
    if (exported.kind === 'unread') return setStatusText([text['rescue.unread']]);
    const made = exported.file;
    const file = fileOf(made, words.uiLanguage);
    if (!file) return setStatusText([text['rescue.empty']]);
    const nameOf = (id: string) => (id === survey.id ? words.of(survey.title) : id);
    const says = [...bySurvey(made, survey.id, text, nameOf), ...inWords(made, text)];
    await give(file, says.join(' '));
    setStatusText(says);
  }

  return (
    <section class={`stack start ${styles.part}`} aria-labelledby="rescue-make">
      <h2 id="rescue-make">{text['rescue.make']}</h2>
      <p>
        {waiting === undefined || refused === undefined
          ? text['rescue.unknown']
          : text['rescue.waiting'](waiting + refused)}
      </p>
      {hasDevelopment && <p data-development>{text['rescue.development']}</p>}
      <div class="row">
        {takesFiles() && (
          <button type="button" class={isIdle ? 'secondary' : 'primary'} onClick={() => void make(share)}>
            {text['rescue.share']}
          </button>
        )}
        <button
          type="button"
          class={isIdle || takesFiles() ? 'secondary' : 'primary'}
          onClick={() => void make((file) => saveFile(file, file.name))}
        >
          {text['rescue.save']}
        </button>
      </div>
      <p role="status" data-rescue-made={statusText.length > 0 || undefined}>
        {statusText.join(' ')}
      </p>
    </section>
  );
}

/** `undefined` when nothing is in it. */
function fileOf(made: RescueFile, language: UiLanguage): File | undefined {
  const { content, holds } = made;
  return holds.length === 0 ? undefined : new File([content], rescueFileName(made, language), { type: content.type });
}

/** A file contains the waiting responses of every survey: each survey is named, unless it is the only one. */
function bySurvey(
  { surveys }: RescueFile,
  shown: string,
  text: RescueStrings,
  nameOf: (id: string) => string,
): readonly string[] {
  const isAllShown = [...surveys.keys()].every((id) => id === shown);
  return isAllShown ? [] : [...surveys].map(([id, n]) => text['rescue.holds'](n, nameOf(id)));
}

function inWords({ sealed, clear, partial, isWhole }: RescueFile, text: RescueStrings): readonly string[] {
  return [
    ...(sealed > 0 ? [text['rescue.sealed'](sealed)] : []),
    ...(clear > 0 ? [text['rescue.clear'](clear)] : []),
    ...(partial > 0 ? [text['rescue.partial'](partial)] : []),
    ...(isWhole ? [] : [text['rescue.not-whole']]),
  ];
}

/** Not by the clipboard, on which a file is lost. */
function share(file: File, says: string): Promise<unknown> {
  const { copy: _, ...outlets } = browserOutlets();
  return handOver(file, says, outlets);
}

function takesFiles(): boolean {
  return browserOutlets().canShare?.({ files: [new File([''], 'rescue.txt', { type: 'text/plain' })] }) ?? false;
}

/** Development versions named their database `barometre`. What waits in it is not counted here. Firefox before 126 lists no databases. */
async function hasDevelopmentDatabase(): Promise<boolean> {
  try {
    return (await indexedDB.databases?.())?.some(({ name }) => name === 'barometre') ?? false;
  } catch (error) {
    if (error instanceof DOMException) return false;
    throw error;
  }
}
