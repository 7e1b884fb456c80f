import { PastMeaning } from '../../past/past-meaning.tsx';
import { type FigureInput, mixInWords } from '../../results/figure.ts';
import styles from './results.module.css';

interface HowToReadProps {
  readonly input: FigureInput;
  /** It is unfolded, because paper cannot be. */
  readonly isOpen?: boolean;
}

/** Explains what was done to the numbers before publication, what they do not mean, and the ranges next to them. */
export function HowToRead({ input, isOpen = false }: HowToReadProps) {
  const { results, past, words } = input;
  const text = words.results;
  const { phase, ordered } = results;
  const mix = mixInWords(input);
  return (
    <details class={isOpen ? styles.read : `screen-only ${styles.read}`} open={isOpen}>
      <summary>{text['read.title']}</summary>
      <ul class="points">
        {[
          ...text['read.moved'],
          // No date is planned any more once one was ordered.
          ...text[`read.${phase}`].slice(0, ordered ? 1 : 2),
          ...(phase === 'results' ? [text['read.final']] : []),
          text['read.range'],
          ...(mix ? [mix] : []),
          text['read.both'],
        ].map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
        {past && (
          <li>
            <PastMeaning words={words} past={past} />
          </li>
        )}
      </ul>
    </details>
  );
}
