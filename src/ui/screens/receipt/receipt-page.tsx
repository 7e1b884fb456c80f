import { codeOfSecret } from '../../../wire/receipt-code.ts';
import type { Session } from '../../state/session.ts';
import { sharingWords } from '../../words/sharing-words.ts';
import { ReceiptScreen } from './receipt-screen.tsx';
import '../../elements/parts.css';

/** `#/receipt` and `#/receipt/<code>`. */
export function ReceiptPage({ session, code }: { readonly session: Session; readonly code: string | undefined }) {
  const { words } = session.edition.value;
  // What this device keeps of the response with that code.
  const ownOf = async (receipt: string) => {
    const outcome = session.interview.peek()?.outcome.peek();
    const kept = await session.device.finished.list();
    const isIts = (one: { readonly secret: string }) => codeOfSecret(one.secret) === receipt;
    // Where the cards cannot be read, what waits here of an erased response ends with the answer of the endpoint.
    const card = kept.kind !== 'unread' && kept.value.find(isIts);
    return card || (outcome && isIts(outcome) ? outcome : undefined);
  };
  return (
    <ReceiptScreen
      words={sharingWords(words)}
      receipts={session.device.receipts}
      {...(code === undefined ? {} : { code })}
      wasReceived={async (receipt) => {
        const own = await ownOf(receipt);
        return own !== undefined && 'delivery' in own && own.delivery.state === 'received';
      }}
      onErased={async (erased) => {
        const forget = async () => {
          const own = await ownOf(erased);
          if (!own) return;
          await session.device.finished.erase(own.id, own.secret);
          session.forget(own.id);
        };
        // Its card may be in a storage that opens late.
        void session.device.moved.then(forget);
        await forget();
      }}
    />
  );
}
