import { useState } from 'preact/hooks';
import { erasedReply } from '../../wire/organiser/organiser-reply.ts';
import type { Called } from '../calls/desk-client.ts';
import { CallFailure } from '../parts/call-failure.tsx';
import { useDesk } from '../parts/desk-context.ts';
import { TwoSteps } from '../parts/two-steps.tsx';

interface EraseContactsProps {
  readonly title: string;
  /** Which contacts to erase. */
  readonly body: { readonly ids: readonly string[] } | { readonly all: true };
  readonly count: number;
  readonly onDone: (statusText: string) => void;
}

/** A form that erases addresses permanently: our backups do not contain them. */
export function EraseContacts({ title, body, count, onDone }: EraseContactsProps) {
  const { client, survey, words } = useDesk();
  const { contacting: text } = words.desk;
  const [isAsked, setIsAsked] = useState(false);
  const [failed, setFailed] = useState<Exclude<Called<unknown>, { kind: 'ok' }>>();
  const confirm = async () => {
    const done = await client.post('/api/organiser/contacts/erase', { survey: survey.id, ...body }, erasedReply);
    if (done.kind !== 'ok') return setFailed(done);
    setIsAsked(false);
    onDone(text.erased(words.number(done.value.erased), done.value.erased));
  };
  if (!isAsked)
    return (
      <button type="button" class="secondary" aria-label={title} onClick={() => setIsAsked(true)}>
        {count === 1 && 'ids' in body ? text.erase : title}
      </button>
    );
  return (
    <TwoSteps
      title={title}
      effects={[text.eraseEffect(words.number(count), count)]}
      confirm={text.erase}
      cancel={words.desk.quality.cancel}
      onConfirm={() => void confirm()}
      onCancel={() => setIsAsked(false)}
    >
      {failed ? <CallFailure called={failed} /> : null}
    </TwoSteps>
  );
}
