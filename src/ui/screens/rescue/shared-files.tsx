import { useEffect, useState } from 'preact/hooks';
import type { Session } from '../../state/session.ts';
import type { RescueStrings } from '../../words/fr/rescue.ts';
import styles from './rescue.module.css';
import { dropShare, readShelf, type SharedShelf, type WaitingShare } from './waiting-shares.ts';

interface SharedFilesProps {
  readonly session: Session;
  readonly text: RescueStrings;
  readonly onTake: (share: WaitingShare) => Promise<void>;
}

/** Files that came from outside. Any site can post one here, so the contents are shown, and nothing is added without a press. */
export function SharedFiles({ session, text, onTake }: SharedFilesProps) {
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
        <div class={styles.share} key={share.place} data-share>
          <p>
            {share.responses.size === 0
              ? text['rescue.shared-foreign']
              : [...share.responses].map(([id, n]) => text['rescue.holds'](n, nameOf(id))).join(' ')}
          </p>
          <div class={styles.row}>
            {share.responses.size > 0 && (
              <button type="button" class="primary" onClick={() => void take(share)}>
                {text['rescue.take']}
              </button>
            )}
            <button type="button" class="secondary" onClick={() => void leave(share)}>
              {text['rescue.leave']}
            </button>
          </div>
        </div>
      ))}
    </>
  );
}
