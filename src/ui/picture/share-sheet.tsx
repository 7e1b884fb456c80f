import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Button } from '../elements/button.tsx';
import { CopyButton } from '../elements/copy-button.tsx';
import { Picture } from './picture.tsx';
import { answeredPlace } from './picture-words.ts';
import styles from './share.module.css';
import type { ShareOrder, Wish } from './share-order.ts';
import { altFor, LEAST, pictureOf, profileLink, shareAtOnce } from './sharing.ts';

interface ShareSheetProps {
  readonly order: ShareOrder;
  /** The picture was asked for, and is saved once it is drawn. */
  readonly isPictureWanted: boolean;
  readonly onClose: () => void;
}

interface PictureOfWish {
  readonly wish: Wish;
  /** `undefined` where this browser could not draw it. */
  readonly file: File | undefined;
}

/** The picture as it would go, which says the profile alone, over the page; then what else it may say, for those who ask. */
export function ShareSheet({ order, isPictureWanted, onClose }: ShareSheetProps) {
  const { words } = order;
  const text = words.sharing;
  const sheet = useRef<HTMLDialogElement>(null);
  const [wish, setWish] = useState<Wish>(LEAST);
  const [drawn, setDrawn] = useState<PictureOfWish>();
  const [statusText, setStatusText] = useState('');
  useLayoutEffect(() => {
    sheet.current?.showModal();
  }, []);
  // Drawn before its room is painted, where it was drawn ahead: any wait is for a frame or two.
  useLayoutEffect(() => {
    let wanted = true;
    void pictureOf(order, wish).then((file) => wanted && setDrawn({ wish, file }));
    return () => {
      wanted = false;
    };
  }, [wish, order.results, order.presentation]);
  const share = async () => {
    const outcome = await shareAtOnce(order, wish);
    setStatusText(outcome === 'unable' ? text['share.not-shared'] : text[`share.${outcome}`]);
  };
  const current = drawn?.wish === wish ? drawn : undefined;
  return (
    <dialog ref={sheet} class={`stack ${styles.sheet}`} aria-labelledby="share-title" onClose={onClose}>
      <div class={styles.head}>
        <h2 id="share-title">{text['share.title']}</h2>
        <Button label={text['share.close']} class="quiet flush" onClick={() => sheet.current?.close()} />
      </div>
      {current && !current.file ? (
        <p role="alert">{text['share.not-drawn']}</p>
      ) : (
        <Picture
          words={words}
          file={current?.file}
          shape={wish.shape}
          alt={altFor(order, wish)}
          isWanted={isPictureWanted && wish === LEAST}
          onShare={share}
          statusText={statusText}
        />
      )}
      <Options order={order} wish={wish} onChoose={(change) => setWish({ ...wish, ...change })} />
      <div class="stack">
        <CopyButton
          text={profileLink(order)}
          label={text['share.link']}
          copied={text['share.link-copied']}
          refused={text['share.link-refused']}
        />
        <p class="aside">{text[order.reading.profile ? 'share.link-says' : 'share.link-names-none']}</p>
      </div>
    </dialog>
  );
}

interface OptionsProps {
  readonly order: ShareOrder;
  readonly wish: Wish;
  readonly onChoose: (change: Partial<Wish>) => void;
}

/** Offers what else the picture may say. */
function Options({ order, wish, onChoose }: OptionsProps) {
  const text = order.words.sharing;
  const isKnown = order.reading.criteria.some(({ glance }) => glance);
  const labels = { criteria: isKnown && text['share.criteria'], place: answeredPlace(order) };
  return (
    <details>
      <summary>{text['share.shows']}</summary>
      <div class="stack">
        <fieldset>
          <legend class="unseen">{text['share.shows']}</legend>
          {(['criteria', 'place'] as const).map(
            (part) =>
              labels[part] && (
                <label key={part} class="check">
                  <input
                    type="checkbox"
                    checked={wish[part]}
                    onChange={(event) => onChoose({ [part]: event.currentTarget.checked })}
                  />
                  {labels[part]}
                </label>
              ),
          )}
        </fieldset>
        <div class="stack">
          <label for="share-name">{text['share.name']}</label>
          <input
            id="share-name"
            type="text"
            autocomplete="off"
            spellcheck={false}
            maxLength={60}
            value={wish.name}
            aria-describedby="share-name-hint"
            onChange={(event) => onChoose({ name: event.currentTarget.value.trim() })}
          />
          <p id="share-name-hint" class="aside">
            {text['share.name-stays']}
          </p>
        </div>
        <fieldset>
          <legend class="strong">{text['share.shape']}</legend>
          {(['landscape', 'portrait'] as const).map((shape) => (
            <label key={shape} class="check">
              <input
                type="radio"
                name="share-shape"
                checked={wish.shape === shape}
                onChange={() => onChoose({ shape })}
              />
              {text[`share.${shape}`]}
            </label>
          ))}
        </fieldset>
      </div>
    </details>
  );
}
