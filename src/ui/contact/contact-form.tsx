import type { ComponentChildren, RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { cleanText } from '../../core/answering/clean-text.ts';
import { utf8Length } from '../../core/answering/text-check.ts';
import type { Notice } from '../../core/survey/notice.ts';
import type { ContactsShelf, Device } from '../../device/port/device.ts';
import { CONTACT_BYTES, type Contact, isReachable, PURPOSES, type Purpose } from '../../wire/contact.ts';
import { Button } from '../elements/button.tsx';
import type { SharingStrings, SharingWords } from '../words/sharing-words.ts';
import styles from './contact.module.css';

interface ContactFormProps {
  readonly device: Pick<Device, 'contacts' | 'moved'>;
  readonly survey: string;
  readonly notice: Notice;
  /** In months. */
  readonly retention: number;
  readonly words: SharingWords;
}

/** From this share of the bound on, the page says what is left. */
const NEAR = 0.8;

type Fault = 'address' | 'address-long' | 'purposes' | 'comment' | 'full' | 'unavailable' | 'no-code';

/** A separate form: what is written here goes elsewhere than the answers, later, and nothing ties the two. */
export function ContactForm({ device, survey, notice, retention, words }: ContactFormProps) {
  const text = words.sharing;
  const { contacts, waiting, statusText, setStatusText } = useWaitingContacts(device, survey);
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const apart = <p class="aside">{text['contact.apart'](retention, words.of(notice.contact))}</p>;

  async function leave(contact: Omit<Contact, 'id' | 'survey'>): Promise<void> {
    setStatusText(undefined);
    const outcome = (await contacts?.leave({ survey, ...contact })) ?? 'no-code';
    setFaults(outcome === 'kept' ? [] : [outcome]);
  }

  async function forget(): Promise<void> {
    const gone = await Promise.all(waiting.map((id) => contacts?.forget(id)));
    setFaults(gone.every((one) => one === true) ? [] : ['unavailable']);
    setStatusText('forgotten');
  }

  if (waiting.length > 0)
    return (
      <div class={`stack start screen-only ${styles.contact}`} data-contact="waiting">
        <WaitingContact words={words} onForget={() => void forget()} />
        <FaultText fault="unavailable" faults={faults} text={text} />
        {apart}
      </div>
    );
  return (
    <EmptyForm
      statusText={statusText}
      faults={faults}
      text={text}
      onFaults={setFaults}
      onLeave={(contact) => void leave(contact)}
    >
      {apart}
    </EmptyForm>
  );
}

type StatusText = 'gone' | 'forgotten' | undefined;

/** The addresses that wait to leave, as the device knows them. */
function useWaitingContacts(device: ContactFormProps['device'], survey: string) {
  const [waiting, setWaiting] = useState<readonly string[]>([]);
  const [contacts, setContacts] = useState<ContactsShelf>();
  const [statusText, setStatusText] = useState<StatusText>();
  useEffect(() => {
    let wanted = true;
    let stop: (() => void) | undefined;
    void device.contacts().then(async (found) => {
      if (!found || !wanted) return;
      const look = async () => {
        const waits = await found.waiting(survey);
        // What is shown stays, until it is known again.
        if (!wanted || waits.kind === 'unread') return;
        const ids = waits.value;
        setWaiting((before) => {
          if (before.length > ids.length) setStatusText((known) => known ?? 'gone');
          return ids;
        });
      };
      stop = found.watch(() => void look());
      // What waits in a storage that opened late.
      void device.moved.then(look);
      setContacts(found);
      await look();
    });
    return () => {
      wanted = false;
      stop?.();
    };
  }, [device, survey]);
  return { contacts, waiting, statusText, setStatusText };
}

interface EmptyFormProps extends FaultsProps {
  readonly statusText: StatusText;
  readonly onFaults: (faults: readonly Fault[]) => void;
  readonly onLeave: (contact: Omit<Contact, 'id' | 'survey'>) => void;
  readonly children: ComponentChildren;
}

function EmptyForm({ statusText, faults, text, onFaults, onLeave, children }: EmptyFormProps) {
  const address = useRef<HTMLInputElement>(null);
  const comment = useRef<HTMLTextAreaElement>(null);
  const [purposes, setPurposes] = useState<readonly Purpose[]>([]);

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    const given = cleanText(address.current?.value ?? '')?.trim() ?? '';
    const added = cleanText(comment.current?.value ?? '');
    const wrong = faultsIn(given, purposes, added ?? '');
    onFaults(wrong);
    if (wrong.includes('address') || wrong.includes('address-long')) address.current?.focus();
    else if (wrong.length === 1 && wrong.includes('comment')) comment.current?.focus();
    if (wrong.length > 0) return;
    const inOrder = PURPOSES.filter((one) => purposes.includes(one));
    onLeave({ address: given, purposes: inOrder, ...(added !== undefined && { comment: added }) });
  }

  const shown = { faults, text };
  return (
    <form
      class={`stack start screen-only ${styles.contact}`}
      data-contact={statusText ?? 'none'}
      noValidate
      onSubmit={submit}
    >
      <p role="status" class="strong">
        {statusText ? text[`contact.${statusText}`] : ''}
      </p>
      <p>{text['contact.why']}</p>
      <label for="contact-address">{text['contact.address']}</label>
      <input
        ref={address}
        id="contact-address"
        type="text"
        autocomplete="email"
        autocapitalize="none"
        spellcheck={false}
        aria-invalid={faults.includes('address') || faults.includes('address-long')}
        aria-describedby={describedBy(faults, 'address', 'address-long')}
      />
      <FaultText fault="address" {...shown} />
      <FaultText fault="address-long" {...shown} />
      <PurposeBoxes purposes={purposes} {...shown} onChange={setPurposes} />
      <CommentField field={comment} {...shown} />
      {children}
      {(['full', 'unavailable', 'no-code'] as const).map((fault) => (
        <FaultText key={fault} fault={fault} {...shown} />
      ))}
      <Button label={text['contact.leave']} type="submit" />
    </form>
  );
}

function faultsIn(address: string, purposes: readonly Purpose[], comment: string): readonly Fault[] {
  return [
    ...(isReachable(address) ? [] : (['address'] as const)),
    ...(utf8Length(address) > CONTACT_BYTES.address ? (['address-long'] as const) : []),
    ...(purposes.length > 0 ? [] : (['purposes'] as const)),
    ...(utf8Length(comment) > CONTACT_BYTES.comment ? (['comment'] as const) : []),
  ];
}

interface FaultsProps {
  readonly faults: readonly Fault[];
  readonly text: SharingStrings;
}

function FaultText({ fault, faults, text }: FaultsProps & { readonly fault: Fault }) {
  if (!faults.includes(fault)) return null;
  return (
    <p id={`contact-${fault}-fault`} class="fault" role="alert">
      {text[`contact.fault-${fault}`]}
    </p>
  );
}

function describedBy(faults: readonly Fault[], ...those: readonly Fault[]): string | undefined {
  const shown = those.filter((fault) => faults.includes(fault));
  return shown.map((fault) => `contact-${fault}-fault`).join(' ') || undefined;
}

interface PurposeBoxesProps extends FaultsProps {
  readonly purposes: readonly Purpose[];
  readonly onChange: (purposes: readonly Purpose[]) => void;
}

function PurposeBoxes({ purposes, faults, text, onChange }: PurposeBoxesProps) {
  return (
    <>
      <fieldset aria-describedby={describedBy(faults, 'purposes')}>
        <legend>{text['contact.purposes']}</legend>
        {PURPOSES.map((purpose) => (
          <label key={purpose} class="check">
            <input
              type="checkbox"
              checked={purposes.includes(purpose)}
              onChange={({ currentTarget }) =>
                onChange(currentTarget.checked ? [...purposes, purpose] : purposes.filter((other) => other !== purpose))
              }
            />
            {text[`contact.for-${purpose}`]}
          </label>
        ))}
      </fieldset>
      <FaultText fault="purposes" faults={faults} text={text} />
    </>
  );
}

/** A comment that is too long does not leave: what was typed or pasted is never cut. */
function CommentField({
  field,
  faults,
  text,
}: FaultsProps & { readonly field: RefObject<HTMLTextAreaElement | null> }) {
  const [length, setLength] = useState(0);
  return (
    <>
      <label for="contact-comment">{text['contact.comment']}</label>
      <p id="contact-comment-help" class="aside">
        {text['contact.comment-help']}
      </p>
      <textarea
        ref={field}
        id="contact-comment"
        rows={3}
        autocomplete="off"
        aria-invalid={length > CONTACT_BYTES.comment}
        aria-describedby={`contact-comment-help contact-comment-left ${describedBy(faults, 'comment') ?? ''}`.trim()}
        onInput={({ currentTarget }) => setLength(utf8Length(cleanText(currentTarget.value) ?? ''))}
      />
      <p id="contact-comment-left" class="aside" aria-live="polite">
        {length > CONTACT_BYTES.comment
          ? text['contact.comment-over'](length - CONTACT_BYTES.comment)
          : length >= CONTACT_BYTES.comment * NEAR && text['contact.comment-left'](CONTACT_BYTES.comment - length)}
      </p>
      <FaultText fault="comment" faults={faults} text={text} />
    </>
  );
}

/** Shows where the address is, with a button to withdraw it: before it is sent, no one else is needed for that. */
function WaitingContact({ words, onForget }: { readonly words: SharingWords; readonly onForget: () => void }) {
  const paragraph = useRef<HTMLParagraphElement>(null);
  useEffect(() => paragraph.current?.focus({ preventScroll: true }), []);
  return (
    <>
      <p ref={paragraph} tabIndex={-1}>
        {words.sharing['contact.waiting']}
      </p>
      <Button label={words.sharing['contact.forget']} onClick={onForget} />
    </>
  );
}
