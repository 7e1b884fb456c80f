import type { RefObject } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Option } from '../../core/survey/survey-schema.ts';
import { ClearCross, rowKeys } from './clear-cross.tsx';
import { type ControlProps, clearAndFocus, optionElementId } from './control-props.ts';
import styles from './matrix.module.css';

/** One card per row. Those answered fold when they are off the screen, above it, and on coming back to the question. */
export function MatrixCards(props: ControlProps<'matrix'>) {
  const { question, answers, words, onAnswer } = props;
  const cards = useRef<HTMLDivElement>(null);
  const [folded, unfold] = useFolded(cards, answers);
  // Four stand in a row or two by two, never three and one.
  const isFour = question.choices.length === 4;
  return (
    <div class={styles.cards} ref={cards}>
      {question.rows.map((row) => {
        const label = words.of(row.label);
        const answer = answers[row.id];
        const isFolded = answer !== undefined && folded.has(row.id);
        const segment = (level: Option) => (
          // The other levels of a folded row are hidden from sight only: keys and screen readers still find them.
          <label
            key={level.id}
            class={isFolded && answer !== level.id ? 'unseen' : styles.segment}
            style={isFour ? undefined : { '--grow': words.of(level.label).length ** 2 }}
          >
            <input
              type="radio"
              id={optionElementId(row.id, level.id)}
              name={row.id}
              value={level.id}
              checked={answer === level.id}
              onChange={() => onAnswer(row.id, () => level.id, 'marked')}
              onKeyDown={rowKeys(props, row.id)}
            />
            {words.of(level.label)}
          </label>
        );
        return (
          // biome-ignore lint/a11y/useKeyWithClickEvents: keys press the radios inside, whose click comes here
          <fieldset
            key={row.id}
            class={isFolded ? styles.folded : styles.card}
            data-row={row.id}
            onClick={() => isFolded && unfold(row.id)}
          >
            <legend>{label}</legend>
            {isFour ? (
              <div class={styles.pairs}>
                <div class={styles.pair}>{question.choices.slice(0, 2).map(segment)}</div>
                <div class={styles.pair}>{question.choices.slice(2).map(segment)}</div>
              </div>
            ) : (
              <div class={styles.some}>{question.choices.map(segment)}</div>
            )}
            {answer !== undefined && (
              <ClearCross row={label} words={words} onClick={() => clearAndFocus(props, row.id)} />
            )}
          </fieldset>
        );
      })}
    </div>
  );
}

/** The rows shown as one line. Nothing that is on the screen moves when a row above it folds. */
function useFolded(
  cards: RefObject<HTMLDivElement | null>,
  answers: ControlProps['answers'],
): readonly [folded: ReadonlySet<string>, unfold: (row: string) => void] {
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set(Object.keys(answers)));
  const held = useRef<{ readonly card: Element; readonly top: number } | undefined>(undefined);
  useLayoutEffect(() => {
    if (!held.current) return;
    const { card, top } = held.current;
    held.current = undefined;
    scrollBy(0, card.getBoundingClientRect().top - top);
  }, [folded]);
  // With the answers that are drawn, in the task that draws them: what is drawn again here is never older than they are.
  useLayoutEffect(() => {
    // Measuring is laying out: a question that has just come has nothing to fold, and its frame lays it out.
    if (Object.keys(answers).every((item) => folded.has(item))) return;
    const above: string[] = [];
    for (const card of cards.current?.children ?? []) {
      const { top, bottom } = card.getBoundingClientRect();
      const row = card.getAttribute('data-row') ?? '';
      if (bottom > 0) {
        if (above.every((one) => folded.has(one))) return;
        held.current = { card, top };
        return setFolded(new Set([...folded, ...above]));
      }
      if (answers[row] !== undefined) above.push(row);
    }
  }, [answers, cards, folded]);
  return [folded, (row) => setFolded((before) => new Set([...before].filter((one) => one !== row)))];
}
