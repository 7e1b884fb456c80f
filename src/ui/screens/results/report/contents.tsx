import type { FigureInput } from '../../../results/figure.ts';
import { numbered, PART, type Part } from '../../../results/outline.ts';
import type { Origins } from '../../../results/site-files.ts';
import { partTitle } from '../../../results/titles.ts';
import { aboutPart } from '../front/part-rows.tsx';
import styles from './report.module.css';

interface ContentsProps {
  readonly parts: readonly Part[];
  readonly input: FigureInput;
  readonly origins: Origins;
}

/** The parts in the order of the sheets, each with how much is in it. */
export function Contents({ parts, input, origins }: ContentsProps) {
  const { words } = input;
  const counted = numbered(parts);
  return (
    <nav class={styles.contents} aria-labelledby="results-contents">
      <h2 id="results-contents">{words.results['page.contents']}</h2>
      <ol>
        {inOrder(parts).map((part) => (
          <li key={part.id}>
            <span>{counted.includes(part) ? counted.indexOf(part) + 1 : ''}</span>
            <b>{partTitle(part, words)}</b>
            {counted.includes(part) && <span>{aboutPart(part, input, origins)}</span>}
          </li>
        ))}
      </ol>
    </nav>
  );
}

/** On paper the method comes last. */
export function inOrder(parts: readonly Part[]): readonly Part[] {
  return [...parts.filter(({ id }) => id !== PART.about), ...parts.filter(({ id }) => id === PART.about)];
}
