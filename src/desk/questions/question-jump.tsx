import { useEffect, useState } from 'preact/hooks';
import { useDesk } from '../parts/desk-context.ts';
import { headOf } from './question-part.tsx';

interface QuestionJumpProps {
  /** What the page shows, in its order. */
  readonly ids: readonly string[];
  readonly opened: ReadonlySet<string>;
  readonly onOpen: (opened: ReadonlySet<string>) => void;
}

/** Opens one question and goes to it, or opens and closes all of them. */
export function QuestionJump({ ids, opened, onOpen }: QuestionJumpProps) {
  const { survey, words } = useDesk();
  const { questions: text } = words.desk;
  const [target, setTarget] = useState('');
  const areAllOpen = ids.every((id) => opened.has(id));
  useEffect(() => {
    if (target === '') return;
    const head = document.getElementById(headOf(target));
    head?.closest('section')?.scrollIntoView();
    head?.querySelector('button')?.focus({ preventScroll: true });
    setTarget('');
  }, [target]);
  const option = (id: string, label: string) =>
    ids.includes(id) ? (
      <option key={id} value={id}>
        {label}
      </option>
    ) : null;
  return (
    <div class="jump fields screen-only">
      <select
        aria-label={text.jump}
        value={target}
        onChange={({ currentTarget }) => {
          onOpen(new Set([...opened, currentTarget.value]));
          setTarget(currentTarget.value);
        }}
      >
        <option value="">{text.jump}</option>
        {survey.sections.map((section) => (
          <optgroup key={section.id} label={words.of(section.title)}>
            {section.questions.map(({ id, number, text: asked }) => option(id, `${number} · ${words.of(asked)}`))}
          </optgroup>
        ))}
      </select>
      <button type="button" class="quiet" onClick={() => onOpen(new Set(areAllOpen ? [] : ids))}>
        {areAllOpen ? text.closeAll : text.openAll}
      </button>
    </div>
  );
}
