import { useState } from 'preact/hooks';
import type { ModeratedComment } from '../../wire/comments/moderation.ts';
import type { Called } from '../calls/desk-client.ts';
import { doneReply } from '../calls/desk-reply.ts';
import { CallFailure } from '../parts/call-failure.tsx';
import type { Desk } from '../parts/desk-context.ts';
import { TwoSteps } from '../parts/two-steps.tsx';

interface FlagResponseProps {
  readonly desk: Desk;
  readonly comment: ModeratedComment;
  readonly onDone: (said: string) => void;
}

/** Counts the response behind a comment among the flags. Which one it is stays with the service. */
export function FlagResponse({ desk: { client, survey, words }, comment: { key }, onDone }: FlagResponseProps) {
  const { moderating: text, quality } = words.desk;
  const [isAsked, setIsAsked] = useState(false);
  const [failed, setFailed] = useState<Exclude<Called<unknown>, { kind: 'ok' }>>();
  const confirm = async () => {
    const done = await client.post('/api/organiser/comments/flag', { survey: survey.id, key }, doneReply);
    if (done.kind !== 'ok') return setFailed(done);
    setIsAsked(false);
    onDone(text.flagged);
  };
  if (!isAsked)
    return (
      <button type="button" class="quiet" onClick={() => setIsAsked(true)}>
        {text.flag}
      </button>
    );
  return (
    <TwoSteps
      title={text.flag}
      effects={text.flagEffects}
      confirm={text.flagConfirm}
      cancel={quality.cancel}
      onConfirm={() => void confirm()}
      onCancel={() => setIsAsked(false)}
    >
      {failed ? <CallFailure called={failed} words={words} /> : null}
    </TwoSteps>
  );
}
