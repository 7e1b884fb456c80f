import { useState } from 'preact/hooks';
import { type CommentDecision, decidedSchema, type ModeratedComment } from '../../wire/organiser/moderation.ts';
import type { Called } from '../calls/desk-client.ts';
import { useAct } from '../parts/act.tsx';
import { useCall } from '../parts/call-failure.tsx';
import { useDesk } from '../parts/desk-context.ts';

/** Decides on a comment as it was read: if it has changed since, nothing happens, and the page says so. */
export function useDecision({ key, state }: ModeratedComment, onDone: (statusText: string) => void) {
  const { client, survey, words } = useDesk();
  const { moderating: text } = words.desk;
  const [isBusy, setIsBusy] = useState(false);
  const { run, failure } = useCall();
  const ask = async (decision: CommentDecision): Promise<Called<string>> => {
    setIsBusy(true);
    const body = { survey: survey.id, key, from: state, decision };
    const called = await client.post('/api/organiser/comments', body, decidedSchema);
    setIsBusy(false);
    if (called.kind === 'refused' && called.code === 'comment.changed') return { kind: 'ok', value: text.changed };
    return called.kind === 'ok' ? { kind: 'ok', value: text.done[decision] } : called;
  };
  const decide = async (decision: CommentDecision) => {
    const statusText = await run(ask(decision));
    if (statusText !== undefined) onDone(statusText);
  };
  return { decide, isBusy, failure, discard: useAct({ act: () => ask('discard'), onDone }) };
}
