import type { ComponentChildren } from 'preact';

interface QuestionPartProps {
  readonly id: string;
  readonly title: string;
  readonly number?: number;
  readonly children: ComponentChildren;
}

export function QuestionPart({ id, title, number, children }: QuestionPartProps) {
  return (
    <section class="question" aria-labelledby={headOf(id)}>
      <h2 id={headOf(id)} tabIndex={-1}>
        {number === undefined ? null : <span class="number">{number} </span>}
        {title}
      </h2>
      <div class="answers">{children}</div>
    </section>
  );
}

/** The id of the heading of a question, which names its region. */
export function headOf(id: string): string {
  return `question-${id}`;
}
