import { useState } from 'preact/hooks';
import * as v from 'valibot';
import type { Called } from '../calls/desk-client.ts';
import { CallFailure } from '../parts/call-failure.tsx';
import { useSite } from '../parts/desk-context.ts';

interface ProlongFormProps {
  readonly name: string;
  readonly until: string;
  readonly onDone: () => void;
}

/** Another last day for a token, later or earlier. */
export function ProlongForm({ name, until, onDone }: ProlongFormProps) {
  const { client, words, me } = useSite();
  const { colleagues: text, questionnaires } = words.desk;
  const [day, setDay] = useState<string>();
  const [failed, setFailed] = useState<Exclude<Called<unknown>, { kind: 'ok' }>>();
  if (day === undefined)
    return (
      <button type="button" class="secondary" onClick={() => setDay(until)}>
        {text.prolong}
        <span class="unseen"> {name}</span>
      </button>
    );
  const prolong = async (event: SubmitEvent) => {
    event.preventDefault();
    const called = await client.post('/api/organiser/tokens/prolong', { name, until: day }, v.object({}));
    if (called.kind !== 'ok') return setFailed(called);
    setDay(undefined);
    onDone();
  };
  return (
    <form class="fields" onSubmit={(event) => void prolong(event)}>
      <label>
        {text.until}
        <input type="date" min={me.today} value={day} onInput={({ currentTarget }) => setDay(currentTarget.value)} />
      </label>
      <button type="submit" class="primary">
        {text.confirmProlong}
      </button>
      <button type="button" class="secondary" onClick={() => setDay(undefined)}>
        {questionnaires.cancel}
      </button>
      {failed ? <CallFailure called={failed} /> : null}
    </form>
  );
}
