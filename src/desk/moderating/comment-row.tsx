import { useState } from 'preact/hooks';
import { maskText } from '../../core/moderation/mask.ts';
import type { ModeratedComment } from '../../wire/comments/moderation.ts';
import { CallFailure } from '../parts/call-failure.tsx';
import type { Desk } from '../parts/desk-context.ts';
import { TwoSteps } from '../parts/two-steps.tsx';
import { commentOrigin } from './comment-origin.ts';
import { CommentText } from './comment-text.tsx';
import { FlagResponse } from './flag-response.tsx';
import { useDecision } from './use-decision.ts';

interface CommentRowProps {
  readonly desk: Desk;
  readonly comment: ModeratedComment;
  readonly onDone: (said: string) => void;
}

/** One that was read already: what may still be decided of it. */
export function CommentRow({ desk, comment, onDone }: CommentRowProps) {
  const { words } = desk;
  const { moderating: text } = words.desk;
  const { state, language, masks, proposedByMe, published } = comment;
  const written = comment.text ?? '';
  const id = `comment-${comment.key}`;
  const [isWithdrawing, setIsWithdrawing] = useState(false);
  const { decide, isBusy, failed } = useDecision(desk, comment, onDone);
  return (
    <li class="moderated" data-state={state}>
      <p class="help">
        {commentOrigin(desk, comment)}
        {published ? <b>{` · ${text.published}`}</b> : null}
      </p>
      <CommentText desk={desk} id={id} text={written} language={language} {...(masks && { masks })} />
      {masks ? (
        <>
          <p class="help">{text.preview}</p>
          <blockquote class="comment" lang={language} dir="auto" data-preview>
            {maskText(written, masks)}
          </blockquote>
        </>
      ) : null}
      {proposedByMe ? <OwnProposal desk={desk} /> : null}
      {isWithdrawing ? (
        <TwoSteps
          title={text.withdraw}
          effects={published ? [text.withdrawEffect, ...text.discardEffects] : text.discardEffects}
          confirm={text.withdrawConfirm}
          cancel={words.desk.quality.cancel}
          onConfirm={() => void decide('discard')}
          onCancel={() => setIsWithdrawing(false)}
        />
      ) : (
        <div class="row">
          {state === 'mask-proposed' && !proposedByMe ? (
            <button
              type="button"
              class="primary"
              disabled={isBusy}
              aria-describedby={id}
              onClick={() => void decide('confirm')}
            >
              {text.confirm}
            </button>
          ) : null}
          {state === 'masked' ? null : (
            <button
              type="button"
              class="secondary"
              disabled={isBusy}
              aria-describedby={id}
              onClick={() => void decide('return')}
            >
              {text.return}
            </button>
          )}
          {state === 'mask-proposed' ? null : (
            <button
              type="button"
              class="secondary"
              disabled={isBusy}
              aria-describedby={id}
              onClick={() => setIsWithdrawing(true)}
            >
              {text.withdraw}
            </button>
          )}
        </div>
      )}
      {failed ? <CallFailure called={failed} words={words} /> : null}
      <FlagResponse desk={desk} comment={comment} onDone={onDone} />
    </li>
  );
}

/** Whoever proposed masks does not confirm them: who may, and with what. */
function OwnProposal({ desk: { words } }: Pick<CommentRowProps, 'desk'>) {
  const { moderating: text } = words.desk;
  return (
    <div class="stack">
      <p>{text.own}</p>
      <details>
        <summary>{text.ownHow}</summary>
        <p>
          <code>{text.ownCommand}</code>
        </p>
      </details>
    </div>
  );
}
