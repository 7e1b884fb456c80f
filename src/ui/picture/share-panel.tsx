import { useLayoutEffect, useState } from 'preact/hooks';
import type { Survey } from '../../core/survey/questionnaire.ts';
import type { SurveyEntry } from '../../core/survey/survey-entry.ts';
import { COMPOSITE_PAGE, invitationAddress, previewAddress } from '../address/addresses.ts';
import { CopyButton } from '../elements/copy-button.tsx';
import { loadQr } from '../elements/qr-code.tsx';
import { preload, useCode } from '../elements/use-code.ts';
import { usePresentation } from '../presentation/use-presentation.ts';
import type { ProfileReading } from '../profile/card-reading.ts';
import type { SharingStrings } from '../words/fr/sharing.ts';
import type { SharingWords } from '../words/sharing-words.ts';
import { Picture } from './picture.tsx';
import { altOf, messageOf, type ShownOnPicture } from './picture-words.ts';
import styles from './share.module.css';
import type { Shape } from './sheet.ts';

export interface SharePanelProps {
  readonly words: SharingWords;
  readonly survey: Survey;
  readonly entry: SurveyEntry;
  readonly reading: ProfileReading;
  /** The stratum, in words. */
  readonly type: string | undefined;
  readonly origin: string;
  /** The picture was asked for, and is saved once it is drawn. */
  readonly isPictureWanted: boolean;
}

interface Wish extends ShownOnPicture {
  readonly shape: Shape;
}

interface Drawn {
  readonly wish: Wish;
  /** `undefined` where this browser could not. */
  readonly file: File | undefined;
  readonly alt: string;
}

const LEAST: Wish = { criteria: false, type: false, shape: 'landscape' };

/** The picture as it would go, which says the profile alone; then what else it may say, for those who ask. */
export function SharePanel({ words, survey, entry, reading, type, origin, isPictureWanted }: SharePanelProps) {
  const [wish, setWish] = useState<Wish>(LEAST);
  const [drawn, setDrawn] = useState<Drawn>();
  const own = usePresentation(survey, words.language);
  const text = words.sharing;
  const invitation = invitationAddress(origin, entry);
  const page = reading.composite ? COMPOSITE_PAGE : reading.profile.id;
  const link = previewAddress(origin, entry, page, words.language);
  const drawing = useCode(loadDrawing);
  const qr = useCode(loadQr);
  // Drawn before its room is painted, where its code is there: any wait is for a frame or two.
  useLayoutEffect(() => {
    if (drawing === 'loading' || qr === 'loading') return;
    let wanted = true;
    const message = messageOf({ words, survey, reading, type, shown: wish, call: own.invitation, invitation });
    const show = (file: File | undefined) => {
      if (wanted) setDrawn({ wish, file, alt: altOf(words, message) });
    };
    if (drawing === 'missing' || qr === 'missing') show(undefined);
    else {
      const name = own.file ?? text['share.file'];
      void drawing.drawPicture({ message, shape: wish.shape, qr: qr.drawQr(invitation), name }).then(show);
    }
    return () => {
      wanted = false;
    };
  }, [wish, words, survey, reading, type, invitation, own, text, drawing, qr]);

  const name = nameIn(reading, words);
  const choose = (change: Partial<Wish>) => setWish({ ...wish, ...change });
  const current = drawn?.wish === wish ? drawn : undefined;
  return (
    <section class={styles.share} aria-labelledby="share-title">
      <h2 id="share-title">{text['share.title']}</h2>
      {current && !current.file ? (
        <p role="alert">{text['share.not-drawn']}</p>
      ) : (
        <Picture
          words={words}
          file={current?.file}
          shape={wish.shape}
          alt={current?.alt ?? ''}
          message={`${own.message?.replace('{profile}', name) ?? text['share.message'](name)} ${link}`}
          isWanted={isPictureWanted && wish === LEAST}
        />
      )}
      <div class={styles.link}>
        <CopyButton
          text={link}
          label={text['share.link']}
          copied={text['share.link-copied']}
          refused={text['share.link-refused']}
        />
        <p class={styles.quiet}>{text['share.link-says']}</p>
      </div>
      <Options wish={wish} type={type} stratum={own.stratum} text={text} onChoose={choose} />
    </section>
  );
}

const SHAPES = ['landscape', 'portrait'] as const;

interface OptionsProps {
  readonly wish: Wish;
  readonly type: string | undefined;
  /** What the survey calls the type, where it says so. */
  readonly stratum: Parameters<SharingStrings['share.type']>[0];
  readonly text: SharingStrings;
  readonly onChoose: (change: Partial<Wish>) => void;
}

/** What else the picture may say. */
function Options({ wish, type, stratum, text, onChoose }: OptionsProps) {
  return (
    <details class={styles.options}>
      <summary>{text['share.shows']}</summary>
      <fieldset class={styles.choices}>
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
      <fieldset class={styles.choices}>
        <legend>{text['share.shape']}</legend>
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
    <label class={styles.choice}>
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

function nameIn({ composite, nearest, profile }: ProfileReading, words: SharingWords): string {
  if (!composite) return profile.name;
  return nearest.length > 1 ? words.list(nearest.map((one) => one.name)) : words.sharing['draw.composite'];
}

const loadDrawing = () => import('./draw-picture.ts');

/** What the picture needs, before anyone asks for it. */
export async function prepareSharing(): Promise<void> {
  await preload(loadQr);
  await (await preload(loadDrawing))?.readyLetters();
}
