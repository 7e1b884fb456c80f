import { CopyButton } from '../../ui/elements/copy-button.tsx';
import type { ContactTold } from '../calls/desk-reply.ts';
import type { Desk } from '../parts/desk-context.ts';

interface CopyAddressesProps {
  readonly desk: Desk;
  readonly contacts: readonly ContactTold[];
}

/** One button for each purpose: people agreed to be written to for these alone. */
export function CopyAddresses({ desk: { words }, contacts }: CopyAddressesProps) {
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
