import type { Evening } from '../../tablet/evening-count.ts';
import { type DayState, reassuranceOf, type TabletScreen } from '../../tablet/reassurance.ts';
import type { DayStrings } from '../../words/day-words.ts';
import { type RowState, StateSign } from './day-row.tsx';
import styles from './evening.module.css';

interface ReassuringProps {
  readonly of: TabletScreen | DayState;
  readonly text: DayStrings;
  /** Fill the sentences that take some. */
  readonly values?: readonly (number | string)[];
}

/** Says what is safe, and what to do. */
export function Reassuring({ of, text, values = [] }: ReassuringProps) {
  const [safe, act] = reassuranceOf(of);
  const write = (sentence: DayStrings[keyof DayStrings]) =>
    typeof sentence === 'string' ? sentence : String(Reflect.apply(sentence, undefined, values));
  return (
    <>
      <p data-safe={safe}>{write(text[safe])}</p>
      <p data-act={act}>{write(text[act])}</p>
    </>
  );
}

/** The rest is neither good nor bad: it needs time. */
const STATES: { readonly [name in Evening | 'wiped']?: RowState } = {
  missing: 'alert',
  refused: 'alert',
  same: 'good',
  wiped: 'good',
};

/** What is safe and what to do, in a frame with a sign. */
export function Sign({ name, ...reassuring }: ReassuringProps & { readonly name: Evening | 'wiped' }) {
  const state = STATES[name] ?? 'plain';
  return (
    <section class={`box ${styles.evening}`} data-evening={name} data-state={state}>
      <StateSign state={state} />
      <div role="status">
        <Reassuring {...reassuring} />
      </div>
    </section>
  );
}
