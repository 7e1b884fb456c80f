import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { CopyButton } from '../elements/copy-button.tsx';
import type { SharingStrings } from '../words/fr/sharing.ts';
import { Picture } from './picture.tsx';
import styles from './share.module.css';
import { altFor, LEAST, pictureOf, profileLink, type ShareOrder, shareAtOnce, type Wish } from './sharing.ts';

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
  const { words, presentation, stratum } = order;
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
        <button type="button" class="quiet flush" onClick={() => sheet.current?.close()}>
          {text['share.close']}
        </button>
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
      <Options
        wish={wish}
        type={stratum?.name}
        stratum={presentation.words.stratum}
        text={text}
        onChoose={(change) => setWish({ ...wish, ...change })}
      />
      <div class="stack">
        <CopyButton
          text={profileLink(order)}
          label={text['share.link']}
          copied={text['share.link-copied']}
          refused={text['share.link-refused']}
        />
        <p class="aside">{text['share.link-says']}</p>
      </div>
    </dialog>
  );
}

const SHAPES = ['landscape', 'portrait'] as const;

interface OptionsProps {
  readonly wish: Wish;
  readonly type: string | undefined;
  /** The survey's word for the type, if it has one. */
  readonly stratum: string | undefined;
  readonly text: SharingStrings;
  readonly onChoose: (change: Partial<Wish>) => void;
}

/** Offers what else the picture may say. The choices are rendered once it is opened. */
function Options({ wish, type, stratum, text, onChoose }: OptionsProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{text['share.shows']}</summary>
      {isOpen && (
        <>
          <fieldset>
            <legend class="unseen">{text['share.shows']}</legend>
            <Choice
              kind="checkbox"
              checked={wish.criteria}
              label={text['share.criteria']}
              onChange={(criteria) => onChoose({ criteria })}
            />
            {type === undefined ? null : (
              <Choice
                kind="checkbox"
                checked={wish.type}
                label={text['share.type'](stratum, type)}
                onChange={(shown) => onChoose({ type: shown })}
              />
            )}
          </fieldset>
          <fieldset>
            <legend class="strong">{text['share.shape']}</legend>
            {SHAPES.map((shape) => (
              <Choice
                key={shape}
                kind="radio"
                checked={wish.shape === shape}
                label={text[`share.${shape}`]}
                onChange={() => onChoose({ shape })}
              />
            ))}
          </fieldset>
        </>
      )}
    </details>
  );
}

interface ChoiceProps {
  readonly kind: 'checkbox' | 'radio';
  readonly checked: boolean;
  readonly label: string;
  readonly onChange: (checked: boolean) => void;
}

function Choice({ kind, checked, label, onChange }: ChoiceProps) {
  return (
    <label class="check">
      <input
        type={kind}
        name={kind === 'radio' ? 'share-shape' : undefined}
        checked={checked}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      {label}
    </label>
  );
}
