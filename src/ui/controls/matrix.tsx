import { useEffect, useLayoutEffect, useState } from 'preact/hooks';
import { Button } from '../elements/button.tsx';
import { controlStrings } from '../words/control-words.ts';
import { type ControlProps, TITLE_ID } from './control-props.ts';
import styles from './matrix.module.css';
import { MatrixCards } from './matrix-cards.tsx';
import { MatrixTable } from './matrix-table.tsx';

/** In rem, as in the style of the page: where the sections stand in its head, and where the head of a table stays in view. */
const WIDE = 51.25;
const TALL = 26;

/** One card per row on a phone, a table where there is room for it and for its head. Same names, same answers. */
export function Matrix(props: ControlProps<'matrix'>) {
  const { question, answers, words, onAnswer } = props;
  const text = controlStrings(words.uiLanguage);
  const wide = useWide();
  const isTitleAway = useAway(TITLE_ID);
  const open = question.rows.filter((row) => answers[row.id] === undefined);
  const total = question.rows.length;
  const fill = question.choice.get(question.fillWith ?? '');
  return (
    <div class={styles.matrix}>
      <div class={styles.stays}>
        <p class={styles.count} {...words.inUi}>
          {text['matrix.answered'](total - open.length, total)}
        </p>
        <div class={styles.title} data-away={isTitleAway || undefined} aria-hidden="true">
          {words.of(question.text)}
        </div>
        <span class={styles.keys} {...words.inUi}>
          {text['matrix.keys']}
        </span>
      </div>
      {wide ? <MatrixTable {...props} /> : <MatrixCards {...props} />}
      {fill && open.length > 0 && (
        <Button
          label={text['matrix.fill'](words.of(fill.label), open.length)}
          {...words.inUi}
          class={styles.fill}
          onClick={() => {
            for (const row of question.rows) onAnswer(row.id, (held) => held ?? fill.id);
          }}
        />
      )}
    </div>
  );
}

/**
 * Counted in the page's own letters, which may be larger than those a media query knows. To count them is to lay the page out: the
 * query is taken at its word until the frame has done so, and what it got wrong is drawn again before that frame is seen.
 */
function useWide(): boolean {
  const [wide, setWide] = useState(() => matchMedia(`(min-width: ${WIDE}rem) and (min-height: ${TALL}rem)`).matches);
  useLayoutEffect(() => {
    // The body changes its height with its letters, when the window changes nothing.
    const watcher = new ResizeObserver(() => setWide(isWide()));
    watcher.observe(document.body);
    return () => watcher.disconnect();
  }, []);
  return wide;
}

function isWide(): boolean {
  const page = document.documentElement;
  const rem = Number.parseFloat(getComputedStyle(page).fontSize);
  return page.clientWidth >= WIDE * rem && innerHeight >= TALL * rem;
}

/** Whether an element has gone above the screen. */
function useAway(id: string): boolean {
  const [isAway, setAway] = useState(false);
  useEffect(() => {
    const element = document.getElementById(id);
    if (!element) return;
    const watcher = new IntersectionObserver(([seen]) => {
      if (seen) setAway(!seen.isIntersecting && seen.boundingClientRect.bottom < innerHeight / 2);
    });
    watcher.observe(element);
    return () => watcher.disconnect();
  }, [id]);
  return isAway;
}
