import { useEffect, useState } from 'preact/hooks';
import type { ImportOutcome } from '../../../device/port/exported-file.ts';
import { isOfSite } from '../../address/find-entry.ts';
import { Button } from '../../elements/button.tsx';
import type { Session } from '../../state/session.ts';
import styles from './rescue.module.css';
import type { RescueStrings } from './rescue-words.ts';
import { dropShare, readShelf, type SharedShelf, takeShare, type WaitingShare } from './waiting-shares.ts';

export interface OpenFileProps {
  readonly session: Session;
  readonly text: RescueStrings;
  /** Another application has shared a file. */
  readonly isShared: boolean;
}

export function OpenFile({ session, text, isShared }: OpenFileProps) {
  const [outcome, setOutcome] = useState<ImportOutcome | 'reading'>();
  const isReading = outcome === 'reading';

  const isOurs = async (survey: string) => survey === session.entry.id || (await isOfSite(survey));

  async function show(taking: Promise<ImportOutcome>): Promise<void> {
    setOutcome('reading');
    setOutcome(await taking);
  }
  const take = (file: Blob) => show(session.device.importFile(file, isOurs));

  return (
    <section class={`stack start ${styles.part}`} aria-labelledby="rescue-open">
      <h2 id="rescue-open">{text['rescue.open']}</h2>
      <p>{text['rescue.open-lead']}</p>
      {isShared && (
        <SharedFiles
          session={session}
          text={text}
          onTake={(share) => show(takeShare(globalThis, session.device, share, isOurs))}
        />
      )}
      <label for="rescue-file" class="secondary button">
        {text['rescue.field']}
      </label>
      {/* The browser's own words beside a field of files are in the browser's language. */}
      <input
        id="rescue-file"
        class="unseen"
        type="file"
        accept=".txt,.ndjson,text/plain"
        disabled={isReading}
        onChange={({ currentTarget }) => {
          const [file] = currentTarget.files ?? [];
          // So that the same file can be chosen again.
          currentTarget.value = '';
          if (file) void take(file);
        }}
      />
      <div role="status" data-rescue={outcome === undefined ? undefined : isReading ? 'reading' : outcome.kind}>
        {(outcome === undefined ? [] : isReading ? [text['rescue.reading']] : linesOf(outcome, text)).map((line) => (
          <p key={line}>{line}</p>
        ))}
      </div>
    </section>
  );
}

/** A sentence for each thing that became of the file. */
function linesOf(outcome: ImportOutcome, text: RescueStrings): readonly string[] {
  if (outcome.kind !== 'imported') return [text[`rescue.${outcome.kind}`]];
  const lines = (['added', 'known', 'erased', 'elsewhere', 'damaged'] as const).flatMap((what) =>
    outcome[what] > 0 ? [text[`rescue.${what}`](outcome[what])] : [],
  );
  return lines.length > 0 ? lines : [text['rescue.nothing']];
}

interface SharedFilesProps extends Omit<OpenFileProps, 'isShared'> {
  readonly onTake: (share: WaitingShare) => Promise<void>;
}

/** Files that came from outside. Any site can post one here, so the contents are shown, and nothing is added without a press. */
function SharedFiles({ session, text, onTake }: SharedFilesProps) {
  const [shelf, setShelf] = useState<SharedShelf>();
  useEffect(() => void readShelf(globalThis).then(setShelf), []);
  if (!shelf) return null;
  const { survey, words } = session.edition.value;
  const nameOf = (id: string) => (id === survey.id ? words.of(survey.title) : id);
  const leave = async ({ place }: WaitingShare) => {
    await dropShare(globalThis, place);
    setShelf(await readShelf(globalThis));
  };
  const take = async (share: WaitingShare) => {
    await onTake(share);
    setShelf(await readShelf(globalThis));
  };
  return (
    <>
      {shelf.refused && <p data-refused={shelf.refused}>{text[`rescue.${shelf.refused}`]}</p>}
      {shelf.shares.length > 0 && <p>{text['rescue.outside']}</p>}
      {shelf.shares.map((share) => (
        <div class="stack caution" key={share.place} data-share>
          <p>
            {share.responses.size === 0
              ? text['rescue.shared-foreign']
              : [...share.responses].map(([id, n]) => text['rescue.holds'](n, nameOf(id))).join(' ')}
          </p>
          <div class="row">
            {share.responses.size > 0 && (
              <Button label={text['rescue.take']} class="primary" onClick={() => void take(share)} />
            )}
            <Button label={text['rescue.leave']} onClick={() => void leave(share)} />
          </div>
        </div>
      ))}
    </>
  );
}
