import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import { lineName, type Naming } from '../crossing/item-words.ts';
import { useNaming } from '../crossing/use-naming.tsx';
import { nameOfItem } from '../parts/item-name.ts';
import type { Lead } from './question-bars.ts';

/** Whether the answers of a question are shown, and what opens or closes them. */
export interface AnswersFold {
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}

interface QuestionPartProps {
  readonly id: string;
  readonly title: string;
  readonly number?: number;
  /** What is shown of the answers while they are folded. */
  readonly lead: Lead | string | undefined;
  /** Undefined where there is room for everything. */
  readonly fold: AnswersFold | undefined;
  readonly children: ComponentChildren;
}

/** A question with its answers, or only its main answer until it is opened. */
export function QuestionPart({ id, title, number, lead, fold, children }: QuestionPartProps) {
  const part = useRef<HTMLElement>(null);
  const name = (
    <span>
      {number === undefined ? null : <span class="number">{number} </span>}
      {title}
    </span>
  );
  const toggle = () => {
    // The head of a long one stays in view. Without this, closing it would leave another question under the finger.
    if (fold?.isOpen && (part.current?.getBoundingClientRect().top ?? 0) < 0) part.current?.scrollIntoView();
    fold?.onToggle();
  };
  return (
    <section ref={part} class="question" aria-labelledby={headOf(id)} data-folded={fold?.isOpen === false}>
      <h2 id={headOf(id)}>
        {fold ? (
          <button type="button" aria-expanded={fold.isOpen} aria-controls={answersOf(id)} onClick={toggle}>
            {name}
          </button>
        ) : (
          name
        )}
      </h2>
      {fold ? <LeadLine lead={lead} /> : null}
      <div id={answersOf(id)} class="answers">
        {children}
      </div>
    </section>
  );
}

function LeadLine({ lead }: Pick<QuestionPartProps, 'lead'>) {
  const desk = useNaming();
  const share = typeof lead === 'object' ? lead.bar.share : 0;
  return (
    <p class="lead">
      <span>{typeof lead === 'object' ? answerName(desk, lead) : lead}</span>{' '}
      {share > 0 ? <b>{desk.words.percent(share)}</b> : null}
      <span class="strip" aria-hidden="true">
        <span class="fill" style={{ inlineSize: `${share * 100}%` }} />
      </span>
    </p>
  );
}

function answerName(desk: Naming, { of, bar, isRow }: Lead): string {
  const option = lineName(desk, of, { kind: 'option', id: bar.id, at: 0 });
  return isRow ? `${nameOfItem(desk, of.item)} · ${option}` : option;
}

/** The id of the heading of a question, which names its region. */
export function headOf(id: string): string {
  return `question-${id}`;
}

function answersOf(id: string): string {
  return `answers-${id}`;
}
