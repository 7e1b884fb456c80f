import { useState } from 'preact/hooks';
import type { OpenedDevice } from '../../../device/port/device.ts';
import type { RescueFile } from '../../../device/port/exported-file.ts';
import { Button } from '../../elements/button.tsx';
import { isSharedTablet } from '../../elements/missing.tsx';
import { rescueFileName, saveFile } from '../../elements/save-file.ts';
import { useAsync } from '../../elements/use-async.ts';
import { browserOutlets, handOver } from '../../elements/web-share.ts';
import type { Session } from '../../state/session.ts';
import { ownOutbox } from './own-outbox.ts';
import styles from './rescue.module.css';
import type { RescueStrings } from './rescue-words.ts';

export function MakeFile({ session, text }: { readonly session: Session; readonly text: RescueStrings }) {
  const [statusText, setStatusText] = useState<readonly string[]>([]);
  const hasDevelopment = useAsync(hasDevelopmentDatabase, []);
  const { outbox } = session.device;
  const { survey, words } = session.edition.value;
  const { waiting, refused } = ownOutbox(session.outbox.value, survey.id);
  const isIdle = waiting === 0 && refused === 0;
  // The organiser of this survey may ask for its file. A shared tablet is emptied into one.
  const own = isSharedTablet() ? undefined : [survey.id];
  const found = useAsync(() => own && titlesOfOthers(session.device, survey.id), [waiting, refused]);
  const others = found ?? new Map<string, string>();

  async function make(give: (file: File, says: string) => unknown, wanted = own): Promise<void> {
    const exported = await outbox.exportFile(wanted);
    if (exported === 'no-code') return setStatusText([text['rescue.no-code']]);
    if (exported.kind === 'unread') return setStatusText([text['rescue.unread']]);
    const made = exported.file;
    if (made.holds.length === 0) return setStatusText([text[made.isWhole ? 'rescue.empty' : 'rescue.unread']]);
    const file = new File([made.content], rescueFileName(made, words.uiLanguage), { type: made.content.type });
    const says = inWords(made, text);
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
          <Button
            label={text['rescue.share']}
            class={isIdle ? 'secondary' : 'primary'}
            onClick={() => void make(share)}
          />
        )}
        <Button
          label={text['rescue.save']}
          class={isIdle || takesFiles() ? 'secondary' : 'primary'}
          onClick={() => void make(save)}
        />
        {others.size > 0 && (
          <Button
            label={text['rescue.others'](others.size, [...others.values()].join(' · '))}
            onClick={() => void make(save, [...others.keys()])}
          />
        )}
      </div>
      <p role="status" data-rescue-made={statusText.length > 0 || undefined}>
        {statusText.join(' ')}
      </p>
    </section>
  );
}

function inWords({ sealed, clear, partial, isWhole }: RescueFile, text: RescueStrings): readonly string[] {
  return [
    ...(sealed > 0 ? [text['rescue.sealed'](sealed)] : []),
    ...(clear > 0 ? [text['rescue.clear'](clear)] : []),
    ...(partial > 0 ? [text['rescue.partial'](partial)] : []),
    ...(isWhole ? [] : [text['rescue.not-whole']]),
  ];
}

/** The titles of the surveys whose responses do not go into the page's file, by id. */
async function titlesOfOthers({ outbox, definitions }: OpenedDevice, own: string) {
  const titles = new Map<string, string>();
  const looked = await outbox.exportFile([]);
  for (const [id, { revision, body }] of looked !== 'no-code' && looked.kind === 'file' ? looked.others : []) {
    if (id === own) continue;
    const found = await definitions.find(id, revision, JSON.parse(body).language);
    titles.set(id, (found.kind !== 'unread' && Object.values(found.value?.title ?? {})[0]) || id);
  }
  return titles;
}

const save = (file: File) => saveFile(file, file.name);

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
