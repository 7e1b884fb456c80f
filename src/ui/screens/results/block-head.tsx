import type { ComponentChildren } from 'preact';
import type { Survey } from '../../../core/survey/questionnaire.ts';
import type { Block, Part } from '../../results/outline.ts';
import type { Origins } from '../../results/site-files.ts';
import { partTitle, placeOf } from '../../results/titles.ts';
import type { ResultsWords } from '../../words/results-words.ts';
import { originInWords } from './method/origins-table.tsx';
import styles from './results.module.css';

interface BlockHeadProps {
  readonly block: Block;
  readonly survey: Survey;
  readonly parts: readonly Part[];
  readonly origins: Origins;
  readonly words: ResultsWords;
  /** The title. */
  readonly children: ComponentChildren;
}

/** Shows the place of a block, its title, the question of a row, and what of it is reconstructed. */
export function BlockHead({ block, survey, parts, origins, words, children }: BlockHeadProps) {
  const part = parts.find(({ blocks }) => blocks.includes(block));
  const place = placeOf(block, survey, words);
  const origin = origins[block.address];
  return (
    <header class={styles.head}>
      <p class={styles.quiet}>
        {[part && block.kind !== 'method' ? partTitle(part, words) : undefined, place]
          .filter((title) => title !== undefined)
          .join(' · ')}
      </p>
      {children}
      {block.kind === 'row' && <p {...words.inSurvey}>{words.of(block.question.text)}</p>}
      {origin && <p class={styles.quiet}>{originInWords(origin, words)}</p>}
    </header>
  );
}
