import { CopyButton } from '../../ui/elements/copy-button.tsx';
import type { ContactEntry } from '../../wire/organiser/organiser-reply.ts';
import { useDesk } from '../parts/desk-context.ts';

/** One button for each purpose: people agreed to be written to for these alone. */
export function CopyAddresses({ contacts }: { readonly contacts: readonly ContactEntry[] }) {
  const { words } = useDesk();
  const { contacting: text, inviting } = words.desk;
  const purposes = [...new Set(contacts.flatMap((contact) => contact.purposes))].sort();
  return (
    <>
      {purposes.map((purpose) => {
        const agreed = contacts.filter((contact) => contact.purposes.includes(purpose));
        return (
          <CopyButton
            key={purpose}
            text={agreed.map(({ address }) => address).join('\n')}
            label={text.copyFor(text.for[purpose] ?? purpose, words.number(agreed.length))}
            copied={inviting.copied}
            refused={inviting.copyRefused}
          />
        );
      })}
    </>
  );
}
