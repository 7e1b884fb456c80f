import { useEffect, useState } from 'preact/hooks';
import type { Survey } from '../../core/survey/questionnaire.ts';
import { compositePage, invitationAddress, previewAddress } from '../address/addresses.ts';
import { siteSurveys } from '../address/site-surveys.ts';
import { CopyButton } from '../elements/copy-button.tsx';
import { loadQr } from '../elements/qr-code.tsx';
import { fetchAhead } from '../elements/use-code.ts';
import { usePresentation } from '../presentation/use-presentation.ts';
import type { ProfileReading } from '../profile/reading.ts';
import type { SharingWords } from '../words/sharing-words.ts';
import { altOf, messageOf, type ShownOnPicture } from './content.ts';
import { Picture } from './picture.tsx';
import styles from './share.module.css';
import type { Shape, SheetText } from './sheet.ts';

export interface SharePanelProps {
  readonly words: SharingWords;
  readonly survey: Survey;
  /** The survey that the site opens with. */
  readonly isFirst: boolean;
  readonly reading: ProfileReading;
  /** The stratum, in words. */
  readonly type: string | undefined;
  readonly origin: string;
}

interface Wish extends ShownOnPicture {
  readonly shape: Shape;
}

const LEAST: Wish = { criteria: false, type: false, shape: 'landscape' };

/** First the choice of what the picture shows, then the picture: nothing is drawn that was not chosen. */
export function SharePanel({ words, survey, isFirst, reading, type, origin }: SharePanelProps) {
  const [wish, setWish] = useState<Wish>(LEAST);
  const [picture, setPicture] = useState<{ readonly file: File; readonly alt: string } | 'drawing' | 'failed'>();
  const own = usePresentation(survey, words.language);
  const text = words.sharing;
  const entries = siteSurveys();
  // The survey on screen is in one language: the site knows that of reference.
  const entry = entries.find(({ id }) => id === survey.id);
  const invitation = invitationAddress(origin, survey.id, isFirst);
  const page = reading.composite ? compositePage(survey.id, entry === entries[0]) : reading.profile.id;
  const link = previewAddress(origin, entry ?? survey, page, words.language);
  // Fetched while the choice is read, so that the picture is there at the tap.
  useEffect(() => void fetchAhead(loadDrawing), []);

  function choose(change: Partial<Wish>) {
    setWish({ ...wish, ...change });
    setPicture(undefined);
  }
  async function draw() {
    setPicture('drawing');
    const message = messageOf({ words, survey, reading, type, shown: wish, call: own.invitation, invitation });
    const file = await drawn(message, wish.shape, invitation, own.file ?? text['share.file']);
    setPicture(file ? { file, alt: altOf(words, message) } : 'failed');
  }

  return (
    <section class={styles.share} aria-labelledby="share-title">
      <h2 id="share-title">{text['share.title']}</h2>
      <fieldset class={styles.choices}>
        <legend>{text['share.shows']}</legend>
        <Choice kind="checkbox" checked label={text['share.always']} disabled />
        <Choice
          kind="checkbox"
          checked={wish.criteria}
          label={text['share.criteria']}
          onChange={(criteria) => choose({ criteria })}
        />
        {type === undefined ? null : (
          <Choice
            kind="checkbox"
            checked={wish.type}
            label={text['share.type'](own.stratum, type)}
            onChange={(shown) => choose({ type: shown })}
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
            onChange={() => choose({ shape })}
          />
        ))}
      </fieldset>
      {typeof picture === 'object' ? (
        <Picture
          words={words}
          file={picture.file}
          alt={picture.alt}
          message={`${own.message?.replace('{profile}', nameIn(reading, words)) ?? text['share.message'](nameIn(reading, words))} ${link}`}
        />
      ) : (
        <button type="button" class="primary" onClick={() => void draw()} disabled={picture === 'drawing'}>
          {picture === 'drawing' ? text['share.drawing'] : text['share.draw']}
        </button>
      )}
      {picture === 'failed' ? <p role="alert">{text['share.not-drawn']}</p> : null}
      <div class={styles.link}>
        <CopyButton
          text={link}
          label={text['share.link']}
          copied={text['share.link-copied']}
          refused={text['share.link-refused']}
        />
        <p class={styles.quiet}>{text['share.link-says']}</p>
      </div>
    </section>
  );
}

const SHAPES = ['landscape', 'portrait'] as const;

interface ChoiceProps {
  readonly kind: 'checkbox' | 'radio';
  readonly checked: boolean;
  readonly label: string;
  readonly disabled?: boolean;
  readonly onChange?: (checked: boolean) => void;
}

function Choice({ kind, checked, label, disabled = false, onChange }: ChoiceProps) {
  return (
    <label class={styles.choice}>
      <input
        type={kind}
        name={kind === 'radio' ? 'share-shape' : undefined}
        checked={checked}
        disabled={disabled}
        onChange={(event) => onChange?.(event.currentTarget.checked)}
      />
      {label}
    </label>
  );
}

function nameIn({ composite, profile }: ProfileReading, words: SharingWords): string {
  return composite ? words.sharing['draw.composite'] : profile.name;
}

const loadDrawing = () => import('./draw-picture.tsx');

async function drawn(message: SheetText, shape: Shape, invitation: string, name: string): Promise<File | undefined> {
  const [drawing, qr] = await Promise.all([fetchAhead(loadDrawing), fetchAhead(loadQr)]);
  return drawing && qr && drawing.drawPicture(message, shape, qr.drawQr(invitation), name);
}
