import { useEffect, useState } from 'preact/hooks';
import type { ControlProps } from './control.ts';
import styles from './matrix.module.css';
import { MatrixCards } from './matrix-cards.tsx';
import { MatrixTable } from './matrix-table.tsx';

export type MatrixProps = ControlProps<'matrix'>;

const WIDE = '(min-width: 51.25rem)';

/** One card per row on a phone, a table where there is room. Same names, same answers. */
export function Matrix(props: MatrixProps) {
  const { question, answers, words, onAnswer } = props;
  const wide = useMedia(WIDE);
  const open = question.rows.filter((row) => answers[row.id] === undefined);
  const total = question.rows.length;
  const fill = question.choices.find((level) => level.id === question.fillWith);
  return (
    <div>
      <p class={styles.count}>{words.ui['matrix.answered'](total - open.length, total)}</p>
      {wide ? <MatrixTable {...props} /> : <MatrixCards {...props} />}
      {fill && open.length > 0 && (
        <button
          type="button"
          class={styles.fill}
          onClick={() => {
            for (const row of open) onAnswer(row.id, fill.id);
          }}
        >
          {words.ui['matrix.fill'](words.of(fill.label), open.length)}
        </button>
      )}
    </div>
  );
}

function useMedia(query: string): boolean {
  const [matches, setMatches] = useState(() => matchMedia(query).matches);
  useEffect(() => {
    const media = matchMedia(query);
    const read = () => setMatches(media.matches);
    media.addEventListener('change', read);
    return () => media.removeEventListener('change', read);
  }, [query]);
  return matches;
}
