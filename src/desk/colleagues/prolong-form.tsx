import * as v from 'valibot';
import { FoldedForm } from '../parts/data-form.tsx';
import { useSite } from '../parts/desk-context.ts';

interface ProlongFormProps {
  readonly name: string;
  readonly until: string;
  readonly onDone: () => void;
}

/** Another last day for a token, later or earlier. */
export function ProlongForm({ name, until, onDone }: ProlongFormProps) {
  const { client, words, me } = useSite();
  const { colleagues: text } = words.desk;
  const fault = (day: string) => (day < me.today ? text.noDay : undefined);
  return (
    <FoldedForm
      open={
        <>
          {text.prolong}
          <span class="unseen"> {name}</span>
        </>
      }
      class="fields"
      fields={[{ name: 'until', label: text.until, type: 'date', min: me.today, value: until, fault }]}
      submit={text.confirmProlong}
      save={(given) => client.post('/api/organiser/tokens/prolong', { name, until: given.until }, v.object({}))}
      onDone={onDone}
    />
  );
}
