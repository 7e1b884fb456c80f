import { useState } from 'preact/hooks';
import { type CommentDecision, decidedSchema, type ModeratedComment } from '../../wire/organiser/moderation.ts';
import type { Called } from '../calls/desk-client.ts';
import type { Desk } from '../parts/desk-context.ts';

export interface Deciding {
  readonly decide: (decision: CommentDecision) => Promise<void>;
  readonly isBusy: boolean;
  readonly failed: Exclude<Called<unknown>, { kind: 'ok' }> | undefined;
}

/** Decides on a comment as it was read: if it has changed since, nothing happens, and the page says so. */
export function useDecision(
  desk: Desk,
  { key, state }: ModeratedComment,
  onDone: (statusText: string) => void,
): Deciding {
  const { client, survey, words } = desk;
  const { moderating: text } = words.desk;
  const [isBusy, setIsBusy] = useState(false);
  const [failed, setFailed] = useState<Deciding['failed']>();
  const decide: Deciding['decide'] = async (decision) => {
    if (isBusy) return;
    setIsBusy(true);
    setFailed(undefined);
    const body = { survey: survey.id, key, from: state, decision };
    const done = await client.post('/api/organiser/comments', body, decidedSchema);
    setIsBusy(false);
    if (done.kind === 'ok') onDone(text.done[decision]);
    else if (done.kind === 'refused' && done.code === 'comment.changed') onDone(text.changed);
    else setFailed(done);
  };
  return { decide, isBusy, failed };
}
