import { erasedReply } from '../../wire/organiser/organiser-reply.ts';
import { ActButton } from '../parts/act.tsx';
import { useDesk } from '../parts/desk-context.ts';

interface EraseContactsProps {
  readonly title: string;
  /** Which contacts to erase. */
  readonly body: { readonly ids: readonly string[] } | { readonly all: true };
  readonly count: number;
  readonly onDone: (statusText: string) => void;
}

/** Erases addresses permanently, once that is confirmed: our backups do not contain them. */
export function EraseContacts({ title, body, count, onDone }: EraseContactsProps) {
  const { client, survey, words } = useDesk();
  const { contacting: text } = words.desk;
  return (
    <ActButton
      label={count === 1 && 'ids' in body ? text.erase : title}
      name={title}
      title={title}
      effects={[text.eraseEffect(words.number(count), count)]}
      confirm={text.erase}
      act={() => client.post('/api/organiser/contacts/erase', { survey: survey.id, ...body }, erasedReply)}
      onDone={({ erased }) => onDone(text.erased(words.number(erased), erased))}
    />
  );
}
