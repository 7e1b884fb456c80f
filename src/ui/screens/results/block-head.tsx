import type { ComponentChildren } from 'preact';
import type { Survey } from '../../../core/survey/questionnaire.ts';
import type { Block } from '../../results/outline.ts';
import type { Origins } from '../../results/site-files.ts';
import { placeOf } from '../../results/titles.ts';
import type { ResultsWords } from '../../words/results-words.ts';
import { originInWords } from './method/changes.tsx';
import styles from './results.module.css';

interface BlockHeadProps {
  readonly block: Block;
  readonly survey: Survey;
  readonly origins: Origins;
  readonly words: ResultsWords;
  /** The way to what it is a part of. */
  readonly up?: ComponentChildren;
  /** The title. */
  readonly children: ComponentChildren;
}

/** Shows the place of a block, its title, and what of it is reconstructed; alone on a page, the question of a row. */
export function BlockHead({ block, survey, origins, words, up, children }: BlockHeadProps) {
  const place = placeOf(block, survey, words);
  const origin = origins[block.address];
  return (
    <header class={styles.head}>
      {(up !== undefined || place !== undefined || origin) && (
        <div class={styles.place}>
          {up}
          {place !== undefined && <span>{place}</span>}
          {up === undefined && origin && <span>{originInWords(origin, words)}</span>}
        </div>
      )}
      {children}
      {up && block.kind === 'row' && <p {...words.inSurvey}>{words.of(block.question.text)}</p>}
    </header>
  );
}
