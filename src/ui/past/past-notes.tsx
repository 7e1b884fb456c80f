import type { PastFigure, PastOfProfile, PastPrinted, PastStudy } from '../../core/results/past-study.ts';
import type { LocalText } from '../../core/survey/survey-parts.ts';
import type { PastWords } from '../words/past-words.ts';
import styles from './past.module.css';
import { aboutInWords } from './past-about.ts';
import { asPrinted } from './past-line.tsx';
import { PastMeaning } from './past-meaning.tsx';
import { unbroken } from './unbroken.ts';

interface PastNotesProps {
  readonly words: PastWords;
  readonly past: PastStudy;
  /** All that is shown above. */
  readonly figures: readonly PastPrinted[];
}

/** Explains the figures of a past study that are shown above, then lists the flaws that touch them. Renders nothing without a figure. */
export function PastNotes({ words, past, figures }: PastNotesProps) {
  if (figures.length === 0) return null;
  return (
    <div class="stack aside">
      <PastMeaning words={words} past={past} />
      <PastFlaws words={words} past={past} figures={figures} />
    </div>
  );
}

/** The inconsistencies of the study that touch the figures shown, by their numbers. */
export function PastFlaws({ words, past, figures }: PastNotesProps) {
  const touching = new Set(figures.flatMap(({ flaws }) => flaws ?? []));
  const flaws = Object.entries(past.flaws).filter(([number]) => touching.has(number));
  if (flaws.length === 0) return null;
  return (
    <div class="stack aside">
      <p>
        <strong>{words.past['past.flaws'](past.year)}</strong>
      </p>
      <dl class={styles.flaws}>
        {flaws.map(([number, what]) => (
          <div key={number}>
            <dt>{number}</dt>
            <dd {...words.inSurvey}>{words.of(what)}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

interface PastChangedProps extends Pick<PastNotesProps, 'words' | 'past'> {
  readonly changed: readonly LocalText[];
}

/** Says what today's survey asks in another way than the past study. */
export function PastChanged({ words, past, changed }: PastChangedProps) {
  return (
    <div class="stack aside" data-past="changed">
      <p>
        <strong>{words.past['past.changed'](past.year)}</strong>
      </p>
      <ul class="points">
        {changed.map((what) => (
          <li key={words.of(what)} {...words.inSurvey}>
            {words.of(what)}
          </li>
        ))}
      </ul>
    </div>
  );
}

interface PastBesideProps {
  readonly words: PastWords;
  readonly past: PastStudy;
  readonly figures: readonly (PastFigure | PastOfProfile)[];
  /** The name of an answer or of a profile, by its id. */
  readonly nameOf: (id: string) => string;
}

/** Shows figures of a past study that match no single answer, or that are about a profile. Nothing where there are none. */
export function PastBeside({ words, past, figures, nameOf }: PastBesideProps) {
  if (figures.length === 0) return null;
  return (
    <div class="stack aside">
      <p>
        <strong>{words.past['past.says'](past.year)}</strong>
      </p>
      <ul class="points">
        {figures.map((figure) => (
          <li key={`${figure.groups} ${figure.published} ${figure.page}`}>
            {headOf(words, figure, nameOf)}
            <strong lang="fr">{asPrinted(figure, words)}</strong> {aboutInWords(words, past, figure, figure.groups)}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The base says whose figure it is. */
function headOf(words: PastWords, figure: PastFigure | PastOfProfile, nameOf: (id: string) => string) {
  const named = 'profile' in figure ? [figure.profile] : (figure.options ?? []);
  const parts = [
    ...(named.length > 0 ? [named.map(nameOf).join(' + ')] : []),
    ...(figure.measure ? [unbroken(words.of(figure.measure))] : []),
  ];
  return parts.length === 0 ? null : `${parts.join(', ')} – `;
}
