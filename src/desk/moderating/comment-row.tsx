import type { ModeratedComment } from '../../wire/organiser/moderation.ts';
import { ConfirmingForm } from '../parts/act.tsx';
import { useDesk } from '../parts/desk-context.ts';
import { commentOrigin } from './comment-origin.ts';
import { CommentText } from './comment-text.tsx';
import { useDecision } from './use-decision.ts';

interface CommentRowProps {
  readonly comment: ModeratedComment;
  /** Called after a decision, and also if another moderator changed the comment first. */
  readonly onDone: (statusText: string) => void;
}

/** A comment that a moderator found publishable, with the decisions to return it to the queue or, after a confirmation, to discard it. */
export function CommentRow({ comment, onDone }: CommentRowProps) {
  const desk = useDesk();
  const { words } = desk;
  const { moderating: text } = words.desk;
  const { state, language, published } = comment;
  const id = `comment-${comment.key}`;
  const { decide, isBusy, failure, discard } = useDecision(comment, onDone);
  return (
    <li class="moderated" data-state={state}>
      <p class="help">
        {commentOrigin(desk, comment)}
        {published ? <b>{` · ${text.published}`}</b> : null}
      </p>
      <CommentText id={id} text={comment.text ?? ''} language={language} />
      {discard.isOpen ? (
        <ConfirmingForm
          act={discard}
          title={text.acts.discard}
          effects={published ? [text.withdrawEffect, ...text.discardEffects] : text.discardEffects}
          confirm={text.discardConfirm}
        />
      ) : (
        <div class="row">
          <button
            type="button"
            class="secondary"
            disabled={isBusy}
            aria-describedby={id}
            onClick={() => void decide('return')}
          >
            {text.return}
          </button>
          <button type="button" class="secondary" disabled={isBusy} aria-describedby={id} onClick={discard.begin}>
            {text.acts.discard}
          </button>
        </div>
      )}
      {failure}
    </li>
  );
}
