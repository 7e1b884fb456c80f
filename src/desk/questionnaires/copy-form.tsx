import { useState } from 'preact/hooks';
import { changeReply } from '../../wire/organiser/survey-reply.ts';
import type { Called } from '../calls/desk-client.ts';
import { CallFailure } from '../parts/call-failure.tsx';
import { useSite } from '../parts/desk-context.ts';
import { SURVEY_ID } from './put-files.tsx';

interface CopyFormProps {
  readonly from: 'example' | 'survey';
  readonly id: string;
  readonly label: string;
  /** Where several have the same label. */
  readonly name?: string;
}

/** A new draft that begins as a copy, once it has an id. */
export function CopyForm({ from, id, label, name }: CopyFormProps) {
  const { client, words } = useSite();
  const { questionnaires: text } = words.desk;
  const [to, setTo] = useState<string>();
  const [isWrong, setIsWrong] = useState(false);
  const [failed, setFailed] = useState<Exclude<Called<unknown>, { kind: 'ok' }>>();
  if (to === undefined)
    return (
      <button type="button" class="secondary" aria-label={name} onClick={() => setTo(`${id}-2`)}>
        {label}
      </button>
    );
  const copy = async (event: SubmitEvent) => {
    event.preventDefault();
    setIsWrong(!SURVEY_ID.test(to));
    if (!SURVEY_ID.test(to)) return;
    const called = await client.change(
      'POST',
      `/api/organiser/surveys/${to}/copy`,
      { body: { from, id } },
      changeReply,
    );
    if (called.kind !== 'ok') return setFailed(called);
    location.hash = `#/survey?s=${to}`;
  };
  return (
    <form class="stack copy" onSubmit={(event) => void copy(event)} noValidate>
      <label>
        {text.id}
        <input
          type="text"
          value={to}
          autocapitalize="none"
          spellcheck={false}
          aria-invalid={isWrong}
          onInput={({ currentTarget }) => setTo(currentTarget.value.trim())}
        />
        {isWrong ? <span class="fault">{text.idWrong}</span> : null}
      </label>
      {failed ? <CallFailure called={failed} /> : null}
      <div class="row">
        <button type="submit" class="primary">
          {text.copy}
        </button>
        <button type="button" class="secondary" onClick={() => setTo(undefined)}>
          {text.cancel}
        </button>
      </div>
    </form>
  );
}
