import { type ContactEntry, confirmedReply } from '../../wire/organiser/organiser-reply.ts';
import { useCall } from '../parts/call-failure.tsx';
import { useDesk } from '../parts/desk-context.ts';
import { EraseContacts } from './erase-contacts.tsx';

interface ContactRowProps {
  readonly contact: ContactEntry;
  readonly onDone: (statusText: string) => void;
}

export function ContactRow({ contact, onDone }: ContactRowProps) {
  const { client, survey, words } = useDesk();
  const { contacting: text } = words.desk;
  const { id, address, purposes, comment, month, confirmed } = contact;
  const act = confirmed ? text.unconfirm : text.confirm;
  const { run, failure } = useCall();
  const confirm = async () => {
    const body = { survey: survey.id, ids: [id], confirmed: !confirmed };
    if (!(await run(client.post('/api/organiser/contacts/confirm', body, confirmedReply)))) return;
    onDone(confirmed ? text.unconfirmedDone(isolated(address)) : text.confirmedDone(isolated(address)));
  };
  return (
    <li>
      <div>
        <p>
          <b>
            <bdi>{address}</bdi>
          </b>
        </p>
        <p class="help">
          {`${purposes.map((one) => text.for[one] ?? one).join(', ')} · ${text.leftIn(words.month(month))}${confirmed ? ` · ${text.confirmed}` : ''}`}
        </p>
        {comment === undefined ? null : <blockquote dir="auto">{comment}</blockquote>}
      </div>
      <div class="row">
        <button type="button" class="secondary" aria-label={`${act} ${address}`} onClick={() => void confirm()}>
          {act}
        </button>
        <EraseContacts title={text.eraseOne(address)} body={{ ids: [id] }} count={1} onDone={onDone} />
      </div>
      {failure}
    </li>
  );
}

/** Between first-strong isolate marks: a right-to-left override in what somebody wrote must not turn the words of the desk around. */
function isolated(written: string): string {
  return `\u2068${written}\u2069`;
}
