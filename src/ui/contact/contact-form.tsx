import { useEffect, useRef, useState } from 'preact/hooks';
import { cleanText, utf8Length } from '../../core/answering/clean-text.ts';
import type { Notice } from '../../core/survey/notice.ts';
import type { ContactsShelf, Device } from '../../device/port/device.ts';
import { CONTACT_BYTES, isReachable, PURPOSES, type Purpose } from '../../wire/contact.ts';
import type { SharingWords } from '../words/sharing-words.ts';
import styles from './contact.module.css';
import { WaitingContact } from './waiting-contact.tsx';

export interface ContactFormProps {
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
  const address = useRef<HTMLInputElement>(null);
  const comment = useRef<HTMLTextAreaElement>(null);
  const [purposes, setPurposes] = useState<readonly Purpose[]>([]);
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const [waiting, setWaiting] = useState<readonly string[]>([]);
  const [contacts, setContacts] = useState<ContactsShelf>();
  /** Bytes of the comment over which nothing leaves: what was typed or pasted is never cut. */
  const [length, setLength] = useState(0);
  const [said, setSaid] = useState<'gone' | 'forgotten'>();

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
          if (before.length > ids.length) setSaid((known) => known ?? 'gone');
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

  const isTooLong = length > CONTACT_BYTES.comment;
  const isNear = length >= CONTACT_BYTES.comment * NEAR;

  async function leave() {
    const given = cleanText(address.current?.value ?? '')?.trim() ?? '';
    const wrong: Fault[] = [
      ...(isReachable(given) ? [] : (['address'] as const)),
      ...(utf8Length(given) > CONTACT_BYTES.address ? (['address-long'] as const) : []),
      ...(purposes.length > 0 ? [] : (['purposes'] as const)),
      ...(isTooLong ? (['comment'] as const) : []),
    ];
    setFaults(wrong);
    if (wrong.includes('address') || wrong.includes('address-long')) return address.current?.focus();
    if (wrong.length === 1 && isTooLong) return comment.current?.focus();
    if (wrong.length > 0) return;
    const added = cleanText(comment.current?.value ?? '');
    setSaid(undefined);
    const outcome =
      (await contacts?.leave({
        survey,
        address: given,
        purposes: PURPOSES.filter((one) => purposes.includes(one)),
        ...(added !== undefined && { comment: added }),
      })) ?? 'no-code';
    setFaults(outcome === 'kept' ? [] : [outcome]);
  }

  async function forget() {
    const gone = await Promise.all(waiting.map((id) => contacts?.forget(id)));
    setFaults(gone.every((one) => one === true) ? [] : ['unavailable']);
    setSaid('forgotten');
  }

  const faultOf = (fault: Fault) =>
    faults.includes(fault) ? (
      <p id={`contact-${fault}-fault`} class={styles.fault} role="alert">
        {text[`contact.fault-${fault}`]}
      </p>
    ) : null;
  const describedBy = (...those: readonly Fault[]) =>
    those
      .filter((fault) => faults.includes(fault))
      .map((fault) => `contact-${fault}-fault`)
      .join(' ') || undefined;
  const apart = <p class={styles.quiet}>{text['contact.apart'](retention, words.of(notice.contact))}</p>;

  if (waiting.length > 0)
    return (
      <div class={styles.contact} data-contact="waiting">
        <WaitingContact words={words} onForget={() => void forget()} />
        {faultOf('unavailable')}
        {apart}
      </div>
    );
  return (
    <form
      class={styles.contact}
      data-contact={said ?? 'none'}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void leave();
      }}
    >
      <p role="status" class={styles.said}>
        {said ? text[`contact.${said}`] : ''}
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
        aria-describedby={describedBy('address', 'address-long')}
      />
      {faultOf('address')}
      {faultOf('address-long')}
      <fieldset aria-describedby={describedBy('purposes')}>
        <legend>{text['contact.purposes']}</legend>
        {PURPOSES.map((purpose) => (
          <label key={purpose} class={styles.purpose}>
            <input
              type="checkbox"
              checked={purposes.includes(purpose)}
              onChange={({ currentTarget }) =>
                setPurposes(
                  currentTarget.checked ? [...purposes, purpose] : purposes.filter((other) => other !== purpose),
                )
              }
            />
            {text[`contact.for-${purpose}`]}
          </label>
        ))}
      </fieldset>
      {faultOf('purposes')}
      <label for="contact-comment">{text['contact.comment']}</label>
      <p id="contact-comment-help" class={styles.quiet}>
        {text['contact.comment-help']}
      </p>
      <textarea
        ref={comment}
        id="contact-comment"
        rows={3}
        autocomplete="off"
        aria-invalid={isTooLong}
        aria-describedby={`contact-comment-help contact-comment-left ${describedBy('comment') ?? ''}`.trim()}
        onInput={({ currentTarget }) => setLength(utf8Length(cleanText(currentTarget.value) ?? ''))}
      />
      <p id="contact-comment-left" class={styles.quiet} aria-live="polite">
        {isNear && text['contact.comment-left'](CONTACT_BYTES.comment - length)}
      </p>
      {faultOf('comment')}
      {apart}
      {(['full', 'unavailable', 'no-code'] as const).map(faultOf)}
      <button type="submit" class="secondary">
        {text['contact.leave']}
      </button>
    </form>
  );
}
