import { hrefTo } from '../address/routes.ts';
import { decidingInWords } from './card-reading.ts';
import styles from './profile-head.module.css';
import type { CardAtAGlance } from './profile-head.tsx';

interface DecidingProps extends CardAtAGlance {
  /** The interview is on this page, so that its questions are one press away. A card found again has their words only. */
  readonly isLive: boolean;
}

/** What decides between the profiles of a card: as much as fits above its buttons, the rest folded. Nothing where nothing is missing. */
export function Deciding({ reading, presentation, words, text, isLive }: DecidingProps) {
  const { outcome, survey, deciding, mark } = reading;
  const isEither = outcome === 'either';
  const rows = deciding.map((id, place) => {
    const isFirst = isEither && place === 0;
    const says = isFirst
      ? decidingInWords(reading, words.uiLanguage, presentation)
      : words.of(survey.question.get(id)?.text ?? {});
    return (
      <div key={id} class="fold-row" {...mark}>
        {isLive ? (
          <a href={hrefTo({ screen: 'question', question: id })}>
            {says} {isFirst && <span>{text['card.answer']}</span>}
          </a>
        ) : (
          <p>{says}</p>
        )}
      </div>
    );
  });
  const folded = rows.slice(isEither ? 1 : 2);
  if (rows.length === 0) return null;
  return (
    <div class={styles.deciding}>
      {rows.slice(0, isEither ? 1 : 2)}
      {folded.length > 0 && (
        <details class="fold">
          <summary>{text['card.more-questions'](folded.length)}</summary>
          {folded}
        </details>
      )}
    </div>
  );
}
