import { saveFile } from '../../ui/elements/save-file.ts';
import { type ContactTold, contactsReply } from '../calls/desk-reply.ts';
import { useCalled } from '../calls/use-called.ts';
import { useStatusText } from '../calls/use-status-text.ts';
import { CalledPart } from '../parts/called-part.tsx';
import { csvFile } from '../parts/csv-file.ts';
import type { Desk } from '../parts/desk-context.ts';
import { StatusNote } from '../parts/status-note.tsx';
import { ContactRow } from './contact-row.tsx';
import { ContactSlip } from './contact-slip.tsx';
import { CopyAddresses } from './copy-addresses.tsx';
import { EraseContacts } from './erase-contacts.tsx';

/** Who may be written to, and for what. Nothing here says who answered what. */
export function ContactsPage({ desk, query }: { readonly desk: Desk; readonly query: URLSearchParams }) {
  const { client, survey, words } = desk;
  const { contacting: text } = words.desk;
  const [statusText, setStatusText] = useStatusText(client);
  const asked = useCalled(
    (signal) => client.get(`/api/organiser/contacts/${survey.id}`, contactsReply, signal),
    [client, survey.id],
  );
  const done = (what: string) => {
    setStatusText(what);
    asked.again();
  };
  const { notice } = survey;
  const promised = notice?.retention.contacts;
  if (notice && promised !== undefined && query.get('print') === 'slip')
    return <ContactSlip desk={desk} notice={notice} retention={promised} />;
  return (
    <>
      <h1 tabIndex={-1}>{text.title}</h1>
      <p>{text.lead}</p>
      <StatusNote text={statusText} />
      <CalledPart asked={asked} words={words}>
        {({ contacts, retention, isWhole }) => (
          <>
            <p>{isWhole ? text.asOfYesterday : text.notWhole}</p>
            <p>{retention === null ? text.noRetention : text.retention(retention)}</p>
            {retention === null ? null : (
              <p>
                <a href={`#/contacting?${new URLSearchParams({ s: survey.id, print: 'slip' })}`}>{text.slip}</a>
              </p>
            )}
            {contacts.length === 0 ? (
              isWhole && <p>{text.none}</p>
            ) : (
              <section aria-labelledby="contacts">
                <h2 id="contacts">{text.count(words.number(contacts.length), contacts.length)}</h2>
                <div class="row">
                  <CopyAddresses desk={desk} contacts={contacts} />
                  <button
                    type="button"
                    class="secondary"
                    onClick={() => saveFile(csvFile(tableOf(desk, contacts)), `${survey.id}-contacts.csv`)}
                  >
                    {words.desk.crossing.csv}
                  </button>
                </div>
                {contacts.some(({ address }) => address.startsWith('+')) ? <p class="help">{text.phoneHelp}</p> : null}
                <ul class="flags">
                  {contacts.map((contact) => (
                    <ContactRow key={contact.id} desk={desk} contact={contact} onDone={done} />
                  ))}
                </ul>
                <EraseContacts
                  desk={desk}
                  title={text.eraseAll}
                  body={{ all: true }}
                  count={contacts.length}
                  onDone={done}
                />
              </section>
            )}
          </>
        )}
      </CalledPart>
    </>
  );
}

function tableOf({ words }: Desk, contacts: readonly ContactTold[]): readonly (readonly string[])[] {
  const { contacting: text } = words.desk;
  return [
    [text.address, text.purposes, text.comment, text.month, text.confirmed],
    ...contacts.map(({ address, purposes, comment = '', month, confirmed }) => [
      address,
      purposes.map((one) => text.for[one] ?? one).join(', '),
      comment,
      month,
      confirmed ? text.yes : text.no,
    ]),
  ];
}
