import { useState } from 'preact/hooks';
import type { ModeratedComment } from '../../wire/organiser/moderation.ts';
import { CallFailure } from '../parts/call-failure.tsx';
import { useDesk } from '../parts/desk-context.ts';
import { TwoSteps } from '../parts/two-steps.tsx';
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
  const [isDiscarding, setIsDiscarding] = useState(false);
  const { decide, isBusy, failed } = useDecision(desk, comment, onDone);
  return (
    <li class="moderated" data-state={state}>
      <p class="help">
        {commentOrigin(desk, comment)}
        {published ? <b>{` · ${text.published}`}</b> : null}
      </p>
      <CommentText id={id} text={comment.text ?? ''} language={language} />
      {isDiscarding ? (
        <TwoSteps
          title={text.acts.discard}
          effects={published ? [text.withdrawEffect, ...text.discardEffects] : text.discardEffects}
          confirm={text.discardConfirm}
          cancel={words.desk.quality.cancel}
          onConfirm={() => void decide('discard')}
          onCancel={() => setIsDiscarding(false)}
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
          <button
            type="button"
            class="secondary"
            disabled={isBusy}
            aria-describedby={id}
            onClick={() => setIsDiscarding(true)}
          >
            {text.acts.discard}
          </button>
        </div>
      )}
      {failed ? <CallFailure called={failed} /> : null}
    </li>
  );
}
