import type { ComponentChildren } from 'preact';
import type { SurveyDraft } from '../../authoring/edits/edit.ts';
import { Button } from '../../ui/elements/button.tsx';
import { CallFailure } from '../parts/call-failure.tsx';
import { useWords } from '../parts/desk-context.ts';
import { StatusNote } from '../parts/status-note.tsx';
import { dependentText, refusalText } from './edit-words.ts';
import type { Editing } from './use-editing.ts';
import './editing.css';

interface StepBarProps {
  readonly editing: Editing;
  readonly survey: SurveyDraft;
  readonly title: ComponentChildren;
  readonly children?: ComponentChildren;
}

/** A title with the steps back and forth, whether all is kept, and why an edit was not done. */
export function StepBar({ editing, survey, title, children }: StepBarProps) {
  const words = useWords();
  const { editing: text, questionnaires, quality } = words.desk;
  const { refusal, edit } = editing.refused ?? {};
  const dependents = refusal && 'dependents' in refusal ? refusal.dependents : undefined;
  const { past, future } = editing.steps;
  const back = past ? text.undoStep(text.steps[past.name]) : text.undo;
  const again = future ? text.redoStep(text.steps[future.name]) : text.redo;
  return (
    <>
      <div class="row editor-head">
        <h2 id="edited" tabIndex={-1}>
          {title}
        </h2>
        <span class="help" role="status">
          {editing.isKept ? questionnaires.saved : text.keeping}
        </span>
        {children}
        <Button label={back} disabled={!past} onClick={() => editing.step('past')} />
        <Button label="↷" aria-label={again} disabled={!future} onClick={() => editing.step('future')} />
      </div>
      {editing.failed ? <CallFailure called={editing.failed} /> : null}
      {edit && dependents ? (
        <div role="alert" class="two-steps box stack">
          <h3>{text.alsoGoes}</h3>
          <ul class="points">
            {dependents.map((one) => (
              <li key={`${one.kind} ${one.id}`}>{dependentText(one, survey, words)}</li>
            ))}
          </ul>
          <div class="row">
            <Button label={text.alsoRemove} class="primary" onClick={() => editing.edit(edit, true)} />
            <Button label={quality.cancel} onClick={editing.forget} />
          </div>
        </div>
      ) : null}
      <StatusNote text={refusal && !dependents ? refusalText(refusal, words) : ''} />
    </>
  );
}
