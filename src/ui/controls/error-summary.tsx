import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Question } from '../../core/survey/questionnaire.ts';
import { controlStrings } from '../words/control-words.ts';
import type { Words } from '../words/words.ts';
import type { Fault } from './faults.ts';

export type AnswerTrouble =
  | { readonly kind: 'faults'; readonly faults: readonly Fault[] }
  | { readonly kind: 'warning'; readonly id: string; readonly message: string };

interface SummaryProps {
  readonly words: Words;
  readonly question: Question;
  readonly trouble: AnswerTrouble;
}

/** Takes the focus when it appears; each of its links takes the focus to a field. */
export function ErrorSummary({ words, question, trouble }: SummaryProps) {
  const text = controlStrings(words.uiLanguage);
  const isWarning = trouble.kind === 'warning';
  const box = useRef<HTMLElement>(null);
  useLayoutEffect(() => box.current?.focus(), [trouble]);
  // A real link, for screen readers that list links; it points to the current screen, so the address does not change.
  const reach = (event: Event, field: string) => {
    event.preventDefault();
    document.getElementById(field)?.focus();
  };
  return (
    <section
      ref={box}
      {...words.inUi}
      class={`box ${isWarning ? 'warning' : 'errors'}`}
      aria-labelledby="trouble-title"
      tabIndex={-1}
    >
      <h2 id="trouble-title">{text[isWarning ? 'question.warning' : 'error.title']}</h2>
      <div id="trouble">
        {isWarning ? (
          <p>
            {trouble.message} {text['question.insist']}
          </p>
        ) : (
          <ul class="points">
            {trouble.faults.map((fault) => (
              <li key={fault.fault}>
                <a href={location.hash} onClick={(event) => reach(event, fault.field)}>
                  {messageOf(fault.fault, question, words)}
                </a>
              </li>
            ))}
          </ul>
        )}
      </div>
    </section>
  );
}

/** Says it again where the answer is given. Screen readers have heard the summary. */
export function FaultAtField({ words, question, trouble }: SummaryProps) {
  if (trouble.kind === 'warning') return null;
  return (
    <p class="fault" aria-hidden="true" {...words.inUi}>
      {trouble.faults.map(({ fault }) => messageOf(fault, question, words)).join(' ')}
    </p>
  );
}

function messageOf(fault: Fault['fault'], question: Question, words: Words): string {
  const { number } = words;
  const text = controlStrings(words.uiLanguage);
  if (fault === 'required') return text['error.required'];
  if (question.kind === 'number' && fault === 'out-of-bounds')
    return text['error.bounds'](number(question.min), number(question.max));
  if (question.kind === 'multiple' && fault === 'too-few') return text['error.too-few'](question.min ?? 1);
  if (question.kind === 'multiple' && fault === 'too-many') return text['error.too-many'](question.max ?? 1);
  return fault === 'too-long' || fault === 'forbidden-character' ? text['error.text'] : text['error.choice'];
}
