import type { Notice } from '../../core/survey/notice.ts';
import { Button } from '../../ui/elements/button.tsx';
import { saveFile } from '../../ui/elements/save-file.ts';
import { type ContactEntry, confirmedReply, contactsReply, erasedReply } from '../../wire/organiser/organiser-reply.ts';
import { csvFile } from '../exporting/csv-file.ts';
import { CopyText } from '../inviting/copy-text.tsx';
import { ActButton } from '../parts/act.tsx';
import { useCall } from '../parts/call-failure.tsx';
import { CalledPart } from '../parts/called-part.tsx';
import { addressTo } from '../parts/desk-address.ts';
import { type Desk, may, useDesk } from '../parts/desk-context.ts';
import { Paper } from '../parts/paper.tsx';
import { StatusNote, useStatusText } from '../parts/status-note.tsx';
import { useGet } from '../parts/use-get.ts';
import { isolated, wordFor } from '../words/desk-words.ts';

/** Who may be written to, and for what. Nothing here says who answered what. */
export function ContactsPage({ query }: { readonly query: URLSearchParams }) {
  const desk = useDesk();
  const { survey, words } = desk;
  const { contacting: text } = words.desk;
  const [statusText, setStatusText] = useStatusText();
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
      <h1 tabIndex={-1}>{words.desk.pages.contacting}</h1>
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
                  <Button
                    label={words.desk.crossing.csv}
                    onClick={() => saveFile(csvFile(tableOf(desk, contacts)), `${survey.id}-contacts.csv`)}
                  />
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
      purposes.map((one) => wordFor(text.for, one) ?? one).join(', '),
      comment,
      month,
      confirmed ? text.yes : text.no,
    ]),
  ];
}

interface ContactRowProps {
  readonly contact: ContactEntry;
  readonly onDone: (statusText: string) => void;
}

function ContactRow({ contact, onDone }: ContactRowProps) {
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
          {`${purposes.map((one) => wordFor(text.for, one) ?? one).join(', ')} · ${text.leftIn(words.month(month))}${confirmed ? ` · ${text.confirmed}` : ''}`}
        </p>
        {comment === undefined ? null : (
          <blockquote class="comment" dir="auto">
            {comment}
          </blockquote>
        )}
      </div>
      <div class="row">
        <Button label={act} aria-label={`${act} ${address}`} onClick={() => void confirm()} />
        <EraseContacts title={text.eraseOne(address)} body={{ ids: [id] }} count={1} onDone={onDone} />
      </div>
      {failure}
    </li>
  );
}

interface EraseContactsProps {
  readonly title: string;
  readonly body: { readonly ids: readonly string[] } | { readonly all: true };
  readonly count: number;
  readonly onDone: (statusText: string) => void;
}

/** Erases addresses permanently, once that is confirmed: our backups do not contain them. */
function EraseContacts({ title, body, count, onDone }: EraseContactsProps) {
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

interface ContactSlipProps {
  readonly notice: Notice;
  /** In months. */
  readonly retention: number;
}

/** A paper slip for an address, two per sheet, to be put into a separate box: a shared tablet does not ask for addresses. */
function ContactSlip({ notice, retention }: ContactSlipProps) {
  const { survey, words } = useDesk();
  const { contacting: text } = words.desk;
  const slip = (
    <article class="sheet slip">
      <h2>{words.of(survey.title)}</h2>
      <p class="why">{text.slipAsk}</p>
      <p class="line">{text.slipAddress}</p>
      <ul>
        {Object.entries(text.for).map(([purpose, name]) => (
          <li key={purpose}>{name}</li>
        ))}
      </ul>
      <p class="line">{text.slipComment}</p>
      <p class="small">{text.slipApart(retention, words.of(notice.contact))}</p>
    </article>
  );
  return (
    <Paper kind="card" title={text.slip} back={addressTo('contacting', { s: survey.id })} backLabel={text.slipBack}>
      {slip}
      {slip}
    </Paper>
  );
}

/** One button for each purpose: people agreed to be written to for these alone. */
function CopyAddresses({ contacts }: { readonly contacts: readonly ContactEntry[] }) {
  const { words } = useDesk();
  const { contacting: text } = words.desk;
  const purposes = [...new Set(contacts.flatMap((contact) => contact.purposes))].sort();
  return (
    <>
      {purposes.map((purpose) => {
        const agreed = contacts.filter((contact) => contact.purposes.includes(purpose));
        return (
          <CopyText
            key={purpose}
            text={agreed.map(({ address }) => address).join('\n')}
            label={text.copyFor(wordFor(text.for, purpose) ?? purpose, words.number(agreed.length))}
          />
        );
      })}
    </>
  );
}
