import { changeReply } from '../../wire/organiser/survey-reply.ts';
import { FoldedForm } from '../parts/data-form.tsx';
import { useSite } from '../parts/desk-context.ts';
import { surveyIdField } from './put-files.tsx';

interface CopyFormProps {
  readonly from: 'example' | 'survey';
  readonly id: string;
  readonly label: string;
  /** Where several have the same label. */
  readonly name?: string;
}

/** A new draft that begins as a copy, once it has an id. */
export function CopyForm({ from, id, label, name }: CopyFormProps) {
  const desk = useSite();
  const { client, words } = desk;
  const { questionnaires: text } = words.desk;
  return (
    <FoldedForm
      open={label}
      name={name}
      class="stack copy"
      fields={[surveyIdField(desk, `${id}-2`)]}
      submit={text.copy}
      save={(given) =>
        client.change('POST', `/api/organiser/surveys/${given.id}/copy`, { body: { from, id } }, changeReply)
      }
      onDone={(given) => {
        location.hash = `#/survey?s=${given.id}`;
      }}
    />
  );
}
