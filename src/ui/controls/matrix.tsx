import { useEffect, useState } from 'preact/hooks';
import type { ControlProps } from './control-props.ts';
import styles from './matrix.module.css';
import { MatrixCards } from './matrix-cards.tsx';
import { MatrixTable } from './matrix-table.tsx';

/** In rem, as in the style of the page: where it has a rail beside. */
const WIDE = 51.25;

/** One card per row on a phone, a table where there is room. Same names, same answers. */
export function Matrix(props: ControlProps<'matrix'>) {
  const { question, answers, words, onAnswer } = props;
  const wide = useWide();
  const open = question.rows.filter((row) => answers[row.id] === undefined);
  const total = question.rows.length;
  const fill = question.choice.get(question.fillWith ?? '');
  return (
    <div>
      <p class={styles.count}>{words.ui['matrix.answered'](total - open.length, total)}</p>
      {wide ? <MatrixTable {...props} /> : <MatrixCards {...props} />}
      {fill && open.length > 0 && (
        <button
          type="button"
          class={styles.fill}
          onClick={() => {
            for (const row of question.rows) onAnswer(row.id, (held) => held ?? fill.id);
          }}
        >
          {words.ui['matrix.fill'](words.of(fill.label), open.length)}
        </button>
      )}
    </div>
  );
}

/** Counted in the page's own letters, which may be larger than those a media query knows. */
function useWide(): boolean {
  const [wide, setWide] = useState(isWide);
  useEffect(() => {
    // The body changes its height with its letters, when the window changes nothing.
    const watcher = new ResizeObserver(() => setWide(isWide()));
    watcher.observe(document.body);
    return () => watcher.disconnect();
  }, []);
  return wide;
}

function isWide(): boolean {
  const page = document.documentElement;
  return page.clientWidth >= WIDE * Number.parseFloat(getComputedStyle(page).fontSize);
}
