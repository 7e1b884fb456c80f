import { saveFile } from '../../ui/elements/save-file.ts';
import { type ContactEntry, contactsReply } from '../../wire/organiser/organiser-reply.ts';
import { useStatusText } from '../calls/use-status-text.ts';
import { CalledPart } from '../parts/called-part.tsx';
import { csvFile } from '../parts/csv-file.ts';
import { addressTo } from '../parts/desk-address.ts';
import { type Desk, may, useDesk } from '../parts/desk-context.ts';
import { StatusNote } from '../parts/status-note.tsx';
import { useGet } from '../parts/use-get.ts';
import { ContactRow } from './contact-row.tsx';
import { ContactSlip } from './contact-slip.tsx';
import { CopyAddresses } from './copy-addresses.tsx';
import { EraseContacts } from './erase-contacts.tsx';

/** Who may be written to, and for what. Nothing here says who answered what. */
export function ContactsPage({ query }: { readonly query: URLSearchParams }) {
  const desk = useDesk();
  const { client, survey, words } = desk;
  const { contacting: text } = words.desk;
  const [statusText, setStatusText] = useStatusText(client);
  const asked = useGet(`/api/organiser/contacts/${survey.id}`, contactsReply);
  const done = (what: string) => {
    setStatusText(what);
    asked.again();
  };
  const { notice } = survey;
  const promised = notice?.retention.contacts;
  if (notice && promised !== undefined && query.get('print') === 'slip')
    return <ContactSlip notice={notice} retention={promised} />;
  return (
    <>
      <h1 tabIndex={-1}>{text.title}</h1>
      <StatusNote text={statusText} />
      <CalledPart asked={asked}>
        {({ contacts, retention, isWhole }) => (
          <>
            {contacts.length > 0 ? <p>{text.lead}</p> : isWhole ? <p class="count">{text.none}</p> : null}
            <p>{retention === null ? text.noRetention : text.retention(retention)}</p>
            {retention === null ? <ToNotice /> : <ToAsk isEmpty={contacts.length === 0} />}
            {isWhole && retention === null && contacts.length === 0 ? null : (
              <p class="help">{isWhole ? text.asOfYesterday : text.notWhole}</p>
            )}
            {contacts.length === 0 ? null : (
              <section aria-labelledby="contacts">
                <h2 id="contacts">{text.count(words.number(contacts.length), contacts.length)}</h2>
                <div class="row">
                  <CopyAddresses contacts={contacts} />
                  <button
                    type="button"
                    class="secondary"
                    onClick={() => saveFile(csvFile(tableOf(desk, contacts)), `${survey.id}-contacts.csv`)}
                  >
                    {words.desk.crossing.csv}
                  </button>
                </div>
                {contacts.some(({ address }) => address.startsWith('+')) ? <p class="help">{text.phoneHelp}</p> : null}
                <ul class="flags lines">
                  {contacts.map((contact) => (
                    <ContactRow key={contact.id} contact={contact} onDone={done} />
                  ))}
                </ul>
                <EraseContacts title={text.eraseAll} body={{ all: true }} count={contacts.length} onDone={done} />
              </section>
            )}
          </>
        )}
      </CalledPart>
    </>
  );
}

/** No address is asked for until the notice says how long it would be kept. */
function ToNotice() {
  const desk = useDesk();
  const { survey, words } = desk;
  const { contacting: text } = words.desk;
  if (!may(desk, 'author')) return <p class="help">{text.askNotice}</p>;
  return (
    <p>
      <a class="button primary" href={addressTo('survey', { s: survey.id })}>
        {text.toNotice}
      </a>
    </p>
  );
}

/** Where addresses come from: the last page of an interview, and paper in the field. */
function ToAsk({ isEmpty }: { readonly isEmpty: boolean }) {
  const desk = useDesk();
  const { survey, words } = desk;
  const { contacting: text } = words.desk;
  return (
    <>
      {isEmpty ? <p>{text.noneNext}</p> : null}
      <div class="row">
        {isEmpty && may(desk, 'read') ? (
          <a class="button primary" href={addressTo('inviting', { s: survey.id })}>
            {text.toInvite}
          </a>
        ) : null}
        <a class="button secondary" href={addressTo('contacting', { s: survey.id, print: 'slip' })}>
          {text.makeSlip}
        </a>
      </div>
    </>
  );
}

function tableOf({ words }: Desk, contacts: readonly ContactEntry[]): readonly (readonly string[])[] {
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
