import type { PastStudy } from '../../core/results/past-study.ts';
import type { PastWords } from '../words/past-words.ts';
import { typeset } from '../words/typeset.ts';
import styles from './past.module.css';

interface PastTypologyProps {
  readonly words: PastWords;
  readonly past: PastStudy;
}

/** Quotes what the study says before its profiles. Renders nothing if it has no profiles. */
export function PastPreamble({ words, past: { typology, title, year } }: PastTypologyProps) {
  if (!typology) return null;
  const { published, page } = typology.preamble;
  const text = words.past;
  return (
    <figure class="stack">
      <blockquote lang="fr" dir="ltr">
        <p>«&nbsp;{typeset(published, 'fr')}&nbsp;»</p>
      </blockquote>
      <figcaption class="aside">
        <cite lang="fr">{typeset(title, 'fr')}</cite>, {year}
        {page === undefined ? null : `, ${text['past.page'](page)}`}
      </figcaption>
    </figure>
  );
}

/** Lists the choices made where the study contradicts itself or is silent. Renders nothing if it does neither. */
export function PastChoices({ words, past: { typology, year } }: PastTypologyProps) {
  if (!typology || typology.choices.length === 0) return null;
  const text = words.past;
  return (
    <div class="stack aside">
      <p>
        <strong>{text['past.choices'](year)}</strong>
      </p>
      <dl class={styles.flaws}>
        {typology.choices.map(({ number, what, page }) => (
          <div key={number}>
            <dt>{number}</dt>
            <dd>
              {words.of(what)}
              {page === undefined ? null : ` (${text['past.page'](page)})`}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
